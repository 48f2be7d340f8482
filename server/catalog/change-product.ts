import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { ProductView } from '../protocol/catalog.ts';
import { updateProduct } from './catalog.store.ts';
import { readProduct } from './read-product.ts';

/** Changes the words of a product. Prices of past orders are pinned elsewhere. */
export async function changeProduct(
  hub: Hub,
  which: { brandId: string; productId: string },
  words: { name: string; description: string },
): Promise<ProductView> {
  if (!(await updateProduct(hub.db, which, words))) throw new Problem('not_found');
  return readProduct(hub, which);
}
