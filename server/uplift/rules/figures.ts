import type { Estimate, UpliftFigures } from '../../protocol/experiments.ts';
import { incrementalRevenue } from './incremental-revenue.ts';
import { PULL_FORWARD_DAYS } from './measured-window.ts';
import { neededVisitors } from './needed-visitors.ts';
import { differenceOfShares, pooledDifference, type TwoGroups } from './newcombe.ts';
import { SRM_LIMIT, sampleRatioP } from './sample-ratio.ts';
import type { GroupOutcome, Outcomes } from './sum-outcomes.ts';
import { verdictOf } from './verdict.ts';
import { shareOf } from './wilson.ts';

const DAY_MS = 86_400_000;

/** One drop's experiment, measured. */
export type MeasuredDrop = Outcomes & {
  holdoutBps: number;
  smallestEffectBps: number;
  /** Visitors entered until then. */
  entryEndsAt: number;
  completeAt: number;
};

type Context = { now: number; currency: string };

/** What one drop has shown at `now`. */
export function figuresOf(drop: MeasuredDrop, { now, currency }: Context): UpliftFigures {
  const { treated, heldOut, holdoutBps, smallestEffectBps } = drop;
  const groups = sharesOf(drop, ({ buyers }) => buyers);
  const later = sharesOf(drop, ({ laterBuyers }) => laterBuyers);
  const hasBoth = treated.visitors > 0 && heldOut.visitors > 0;
  const difference = hasBoth ? differenceOfShares(groups) : null;
  const ratioP = sampleRatioP(sizesOf(drop), { holdoutBps });
  const baseShare = heldOut.visitors === 0 ? null : shareOf(groups.heldOut);
  const needed = neededVisitors({ holdoutBps, smallestEffectBps, baseShare });
  const visitors = treated.visitors + heldOut.visitors;
  return {
    treated: { visitors: treated.visitors, buyers: treated.buyers },
    heldOut: { visitors: heldOut.visitors, buyers: heldOut.buyers },
    difference,
    cannibalised: cannibalised(groups),
    pullForward: hasBoth ? differenceOfShares(later) : null,
    isPullForwardOpen: now < drop.entryEndsAt + PULL_FORWARD_DAYS.to * DAY_MS,
    incremental: withCurrency(incrementalRevenue([drop]), currency),
    verdict: verdictOf({
      difference,
      ratioP,
      visitors,
      needed,
      isComplete: now >= drop.completeAt,
    }),
    needed,
    ratioP,
  };
}

/**
 * Finished drops together, each against its own holdout. Drops whose groups were not filled as
 * planned stay out, since what went wrong there is not undone by adding it to others. The visitors
 * needed are those of the pooled base share and of the smallest effect that any drop asks for.
 */
export function pooledFigures(
  drops: readonly MeasuredDrop[],
  { now, currency }: Context,
): (UpliftFigures & { drops: number }) | null {
  const sound = drops.filter((drop) => now >= drop.completeAt && isSound(drop));
  if (sound.length === 0) return null;
  const sum = (of: (drop: MeasuredDrop) => number) =>
    sound.reduce((total, drop) => total + of(drop), 0);
  const treated = {
    visitors: sum((drop) => drop.treated.visitors),
    buyers: sum((drop) => drop.treated.buyers),
  };
  const heldOut = {
    visitors: sum((drop) => drop.heldOut.visitors),
    buyers: sum((drop) => drop.heldOut.buyers),
  };
  const difference = pooledDifference(sound.map((drop) => sharesOf(drop, ({ buyers }) => buyers)));
  const visitors = treated.visitors + heldOut.visitors;
  const needed = neededVisitors({
    holdoutBps: Math.round((heldOut.visitors / visitors) * 10_000) || 1,
    smallestEffectBps: Math.min(...sound.map((drop) => drop.smallestEffectBps)),
    baseShare: heldOut.visitors === 0 ? null : heldOut.buyers / heldOut.visitors,
  });
  return {
    drops: sound.length,
    treated,
    heldOut,
    difference,
    cannibalised: cannibalisedPooled(sound),
    pullForward: pooledDifference(
      sound.map((drop) => sharesOf(drop, ({ laterBuyers }) => laterBuyers)),
    ),
    isPullForwardOpen: sound.some((drop) => now < drop.entryEndsAt + PULL_FORWARD_DAYS.to * DAY_MS),
    incremental: withCurrency(incrementalRevenue(sound), currency),
    verdict: verdictOf({ difference, ratioP: null, visitors, needed, isComplete: true }),
    needed,
    ratioP: null,
  };
}

/** Both groups have somebody, and they were filled as planned. */
function isSound(drop: MeasuredDrop): boolean {
  const ratioP = sampleRatioP(sizesOf(drop), drop);
  const hasBoth = drop.treated.visitors > 0 && drop.heldOut.visitors > 0;
  return hasBoth && ratioP !== null && ratioP >= SRM_LIMIT;
}

function sizesOf({ treated, heldOut }: Outcomes) {
  return { treated: treated.visitors, heldOut: heldOut.visitors };
}

function sharesOf({ treated, heldOut }: Outcomes, of: (group: GroupOutcome) => number): TwoGroups {
  return {
    treated: { buyers: of(treated), n: treated.visitors },
    heldOut: { buyers: of(heldOut), n: heldOut.visitors },
  };
}

/** p_h ÷ p_t, at most all of it. Null: a group is empty, or nobody of the treated bought. */
function cannibalised({ treated, heldOut }: TwoGroups): number | null {
  if (heldOut.n === 0 || treated.buyers === 0) return null;
  return Math.min(1, shareOf(heldOut) / shareOf(treated));
}

/** Buyers who would have come anyway in every drop ÷ all buyers: never one drop's rate on another's visitors. */
function cannibalisedPooled(drops: readonly MeasuredDrop[]): number | null {
  const buyers = drops.reduce((sum, { treated }) => sum + treated.buyers, 0);
  if (buyers === 0) return null;
  const anyway = drops.reduce(
    (sum, { treated, heldOut }) =>
      sum + treated.visitors * (heldOut.visitors === 0 ? 0 : heldOut.buyers / heldOut.visitors),
    0,
  );
  return Math.min(1, anyway / buyers);
}

function withCurrency(
  revenue: Estimate | null,
  currency: string,
): (Estimate & { currency: string }) | null {
  if (!revenue) return null;
  const { estimate, low, high } = revenue;
  return {
    estimate: Math.round(estimate),
    low: Math.round(low),
    high: Math.round(high),
    currency,
  };
}
