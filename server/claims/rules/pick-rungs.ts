import { isRungOpen } from '../../protocol/ladder.ts';
import type { RungState } from './stock-state.ts';

/** Units of one SKU at one price; `rung` null: the drop's own price. */
export type PricedUnits = { quantity: number; priceMinor: number; rung: RungState | null };

/**
 * The prices of the next `quantity` units of a SKU: the lowest open step first, each for as many units
 * as it has left, then the drop's own price. `rungs` are in order of their positions.
 */
export function pickRungs(
  quantity: number,
  { rungs, priceMinor }: { rungs: readonly RungState[]; priceMinor: number },
  now: number,
): PricedUnits[] {
  const picked: PricedUnits[] = [];
  let left = quantity;
  for (const rung of rungs) {
    const unitsLeft = rung.units === null ? null : rung.units - rung.usedUnits;
    if (left === 0 || !isRungOpen({ unitsLeft, endsAt: rung.endsAt }, now)) continue;
    const taken = unitsLeft === null ? left : Math.min(left, unitsLeft);
    picked.push({ quantity: taken, priceMinor: rung.priceMinor, rung });
    left -= taken;
  }
  if (left > 0) picked.push({ quantity: left, priceMinor, rung: null });
  return picked;
}
