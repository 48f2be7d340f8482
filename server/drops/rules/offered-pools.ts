/**
 * The pools of what a drop offers by itself. The add-on of a bundle is stock too, but nobody can buy
 * it alone: it is no part of what is left.
 */
export function offeredPools<P extends { skuId: string }>(drop: {
  items: readonly { skuId: string }[];
  pools: readonly P[];
}): P[] {
  const offered = new Set(drop.items.map(({ skuId }) => skuId));
  return drop.pools.filter(({ skuId }) => offered.has(skuId));
}
