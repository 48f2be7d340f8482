import type { RungView } from '../../protocol/ladder.ts';

type Rung = {
  position: number;
  priceMinor: bigint;
  units: number | null;
  usedUnits: number;
  endsAt: Date | null;
};

/** The early steps of one SKU's price as everybody sees them, first one first. */
export function rungViews(rungs: readonly Rung[]): RungView[] {
  return [...rungs]
    .sort((a, b) => a.position - b.position)
    .map(({ position, priceMinor, units, usedUnits, endsAt }) => ({
      position,
      priceMinor: Number(priceMinor),
      units,
      unitsLeft: units === null ? null : units - usedUnits,
      endsAt: endsAt?.getTime() ?? null,
    }));
}
