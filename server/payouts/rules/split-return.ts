import type { PaidPart } from './bookings.ts';

/**
 * How a sum that came back of a payout spreads over its lines, by largest remainder: the parts sum to
 * what came back, and a full return gives every line exactly what it was paid. Lines may be negative
 * (a debt that the payout netted). `parts` are one per line and do not sum to 0.
 */
export function splitReturn(parts: readonly PaidPart[], returnedMinor: number): PaidPart[] {
  const total = parts.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
  const shares = parts.map(({ lineId, amountMinor }) => {
    const exact = BigInt(amountMinor) * BigInt(returnedMinor);
    const floor = exact >= 0n ? exact / total : -((-exact + total - 1n) / total);
    return { lineId, floor, rest: exact - floor * total };
  });
  let left = BigInt(returnedMinor) - shares.reduce((sum, { floor }) => sum + floor, 0n);
  const byRest = [...shares].sort((a, b) => (a.rest === b.rest ? 0 : a.rest > b.rest ? -1 : 1));
  const extra = new Set<string>();
  for (const { lineId } of byRest) {
    if (left <= 0n) break;
    extra.add(lineId);
    left -= 1n;
  }
  return shares.map(({ lineId, floor }) => ({
    lineId,
    amountMinor: Number(floor) + (extra.has(lineId) ? 1 : 0),
  }));
}
