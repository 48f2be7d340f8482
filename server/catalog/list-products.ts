import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import type { ProductView } from '../protocol/catalog.ts';
import { findProductsOfBrand, type WholeProduct } from './catalog.store.ts';

/** A brand's products, newest first, archived ones included and marked. */
export async function listProducts(hub: Hub, brandId: string): Promise<ProductView[]> {
  return (await findProductsOfBrand(hub.db, brandId)).map(presentProduct);
}

export function presentProduct(product: WholeProduct): ProductView {
  return {
    id: product.id,
    name: product.name,
    description: product.description,
    currency: product.brand.currency,
    skus: product.skus.map(({ id, code, title, priceMinor, costMinor }) => ({
      id,
      code,
      title,
      priceMinor: toNumber(priceMinor),
      costMinor: toNumber(costMinor),
    })),
    images: product.images.map(({ id, alt }) => ({ id, alt, url: `/images/${id}` })),
    archivedAt: product.archivedAt?.getTime() ?? null,
  };
}
