import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { ProductView } from '../protocol/catalog.ts';
import { findProductOfBrand } from './catalog.store.ts';
import { presentProduct } from './list-products.ts';

/** One product of its brand; `not_found` for another brand's too. */
export async function readProduct(
  hub: Hub,
  { brandId, productId }: { brandId: string; productId: string },
): Promise<ProductView> {
  const product = await findProductOfBrand(hub.db, brandId, productId);
  if (!product) throw new Problem('not_found');
  return presentProduct(product);
}
