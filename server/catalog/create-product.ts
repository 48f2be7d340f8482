import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { CreateProductInput } from '../protocol/catalog.schema.ts';
import type { ProductView } from '../protocol/catalog.ts';
import { countSkuCodes, insertProduct } from './catalog.store.ts';
import { readProduct } from './read-product.ts';

/** Adds a product with its articles. Codes are unique within the brand. */
export async function createProduct(hub: Hub, input: CreateProductInput): Promise<ProductView> {
  const now = hub.clock.now();
  const productId = newId(now);
  const codes = input.skus.map(({ code }) => code);
  if (new Set(codes).size < codes.length) throw new Problem('sku_code_taken');
  const write = async (tx: Tx) => {
    if ((await countSkuCodes(tx, input.brandId, codes)) > 0) throw new Problem('sku_code_taken');
    await insertProduct(tx, {
      id: productId,
      brand: { connect: { id: input.brandId } },
      name: input.name,
      description: input.description,
      createdAt: now,
      skus: {
        create: input.skus.map((sku) => ({
          id: newId(now),
          brandId: input.brandId,
          code: sku.code,
          title: sku.title,
          priceMinor: BigInt(sku.priceMinor),
          costMinor: BigInt(sku.costMinor),
          createdAt: now,
        })),
      },
    });
  };
  await inTransaction(hub.db, write).catch((error: unknown) => {
    throw isUniqueConflict(error) ? new Problem('sku_code_taken') : error;
  });
  return readProduct(hub, { brandId: input.brandId, productId });
}
