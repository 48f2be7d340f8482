import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { countImages, findProductOfBrand, insertImage } from './catalog.store.ts';
import { sniffImage } from './rules/sniff-image.ts';

const MOST_PIXELS_A_SIDE = 8000;

/** Adds a picture to a product of its brand, behind the ones that it has. */
export async function addImage(
  hub: Hub,
  { brandId, productId, bytes }: { brandId: string; productId: string; bytes: Uint8Array },
): Promise<{ id: string; url: string }> {
  const facts = sniffImage(bytes);
  if (!facts || Math.max(facts.widthPx, facts.heightPx) > MOST_PIXELS_A_SIDE) {
    throw new Problem('image_not_readable');
  }
  const now = hub.clock.now();
  const id = newId(now);
  await inTransaction(hub.db, async (tx) => {
    const product = await findProductOfBrand(tx, brandId, productId);
    if (!product) throw new Problem('not_found');
    const position = await countImages(tx, productId);
    await insertImage(tx, {
      id,
      productId,
      bytes: Buffer.from(bytes),
      ...facts,
      alt: product.name,
      position,
      createdAt: now,
    });
  });
  return { id, url: `/images/${id}` };
}
