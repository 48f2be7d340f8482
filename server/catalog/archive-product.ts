import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { ProductView } from '../protocol/catalog.ts';
import { updateProduct } from './catalog.store.ts';
import { readProduct } from './read-product.ts';

/** Takes a product out of new drops; drops that have it keep it. Archiving again brings it back. */
export async function archiveProduct(
  hub: Hub,
  which: { brandId: string; productId: string },
): Promise<ProductView> {
  const product = await readProduct(hub, which);
  const archivedAt = product.archivedAt === null ? hub.clock.now() : null;
  if (!(await updateProduct(hub.db, which, { archivedAt }))) throw new Problem('not_found');
  return readProduct(hub, which);
}
