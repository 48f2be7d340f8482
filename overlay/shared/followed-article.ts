import type { PublicDropView } from '../../server/protocol/drops.ts';

/** For how long nothing can be claimed after the shown article has changed by itself: a thumb may be on its way. */
export const SETTLES_MS = 800;

/**
 * The article shown to whoever has chosen none: the one on air if it can be had, else the first. One
 * that is shown already stays while it is on air, so that it is not replaced the moment it sells out.
 */
export function followedArticle(
  items: Pick<PublicDropView['items'][number], 'skuId' | 'stock'>[],
  now: { pinned: string | null; shown: string; first: string },
): string {
  const onAir = items.find(({ skuId }) => skuId === now.pinned);
  const isFollowed = onAir && (onAir.stock.available > 0 || onAir.skuId === now.shown);
  return isFollowed ? onAir.skuId : now.first;
}
