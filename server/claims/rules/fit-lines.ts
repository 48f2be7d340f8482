import type { PricedUnits } from './pick-rungs.ts';

/** Units of one SKU out of one pool at one price. */
export type FittedLine = { poolId: string; quantity: number; priceMinor: number; rung: number };

/**
 * Lays the units that were taken out of pools beside the prices that they have, both in order: each
 * line is the longest run out of one pool at one price. Both add up to the same number of units.
 */
export function fitLines(
  taken: readonly { poolId: string; quantity: number }[],
  priced: readonly PricedUnits[],
): FittedLine[] {
  const lines: FittedLine[] = [];
  const prices = priced.map((one) => ({ ...one }));
  for (const { poolId, quantity } of taken) {
    let left = quantity;
    while (left > 0) {
      const [price] = prices;
      if (!price) throw new RangeError('more units were taken than have a price');
      const run = Math.min(left, price.quantity);
      const rung = price.rung?.position ?? 0;
      lines.push({ poolId, quantity: run, priceMinor: price.priceMinor, rung });
      left -= run;
      price.quantity -= run;
      if (price.quantity === 0) prices.shift();
    }
  }
  return lines;
}
