type Entry = { skuId: string; quantity: number };

/** How many of the entries, first one first, get what they asked for out of these units. */
export function countWinners(
  entries: readonly Entry[],
  pools: readonly { skuId: string; available: number }[],
): number {
  const left = new Map<string, number>();
  for (const { skuId, available } of pools) left.set(skuId, (left.get(skuId) ?? 0) + available);
  let winners = 0;
  for (const { skuId, quantity } of entries) {
    const units = left.get(skuId) ?? 0;
    if (units < quantity) continue;
    left.set(skuId, units - quantity);
    winners += 1;
  }
  return winners;
}
