/** One early step of a SKU's price. It is open while units are left in it and its time has not come. */
export type RungView = {
  /** 1 is the first. */
  position: number;
  priceMinor: number;
  /** How many units it has in all; null: no limit by units. */
  units: number | null;
  /** How many of them are left; null: no limit by units. */
  unitsLeft: number | null;
  /** Epoch milliseconds; null: no limit by time. */
  endsAt: number | null;
};

/** What the next unit costs, and what comes after it. */
export type PriceNow = {
  priceMinor: number;
  /** 0: the drop's own price, after which no other comes. */
  rung: number;
  /** Units left at this price; null: no limit by units. */
  unitsLeft: number | null;
  endsAt: number | null;
  /** The price after this one; null: this is the last. */
  nextMinor: number | null;
};

/**
 * The price of the next unit at `now`. Pure, and the same on server and page, so that a step which
 * ends by time turns every screen without a message. `endsAt` is not inside its step.
 */
export function priceNow(
  { rungs, priceMinor }: { rungs: readonly RungView[]; priceMinor: number },
  now: number,
): PriceNow {
  const open = rungs.filter((rung) => isRungOpen(rung, now));
  const [first, second] = open;
  if (!first) return { priceMinor, rung: 0, unitsLeft: null, endsAt: null, nextMinor: null };
  return {
    priceMinor: first.priceMinor,
    rung: first.position,
    unitsLeft: first.unitsLeft,
    endsAt: first.endsAt,
    nextMinor: second?.priceMinor ?? priceMinor,
  };
}

export function isRungOpen(
  { unitsLeft, endsAt }: { unitsLeft: number | null; endsAt: number | null },
  now: number,
): boolean {
  return (unitsLeft === null || unitsLeft > 0) && (endsAt === null || now < endsAt);
}

/**
 * What `quantity` units would cost at `now`, step by step: the last unit of a step is followed by
 * the first of the next. The price that counts is the one in the quote of the claim.
 */
export function totalAt(
  { rungs, priceMinor }: { rungs: readonly RungView[]; priceMinor: number },
  { quantity, now }: { quantity: number; now: number },
): number {
  let wanted = quantity;
  let totalMinor = 0;
  for (const rung of rungs) {
    if (!isRungOpen(rung, now)) continue;
    const units = Math.min(wanted, rung.unitsLeft ?? wanted);
    totalMinor += units * rung.priceMinor;
    wanted -= units;
  }
  return totalMinor + wanted * priceMinor;
}
