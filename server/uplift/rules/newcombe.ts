import { type Interval, type Sample, shareOf, wilson, Z_95 } from './wilson.ts';

/** Both groups of one drop. */
export type TwoGroups = { treated: Sample; heldOut: Sample };

export type Difference = Interval & { estimate: number };

/**
 * The difference of two shares, treated − held out, with the hybrid score interval: 60/1000 against
 * 40/1000 is 0.0200 [0.0008, 0.0395]. Source: Newcombe, "Interval estimation for the difference
 * between independent proportions" (1998), method 10.
 */
export function differenceOfShares({ treated, heldOut }: TwoGroups, z = Z_95): Difference {
  const estimate = shareOf(treated) - shareOf(heldOut);
  const t = wilson(treated, z);
  const h = wilson(heldOut, z);
  return {
    estimate,
    low: estimate - Math.hypot(shareOf(treated) - t.low, h.high - shareOf(heldOut)),
    high: estimate + Math.hypot(t.high - shareOf(treated), shareOf(heldOut) - h.low),
  };
}

/**
 * Several drops as one: each drop's own difference, never visitors of one drop against those of
 * another, weighted by n_t·n_h/(n_t+n_h) (Cochran–Mantel–Haenszel). The interval adds the drops'
 * distances to their own limits in squares, so that one drop alone has exactly Newcombe's interval.
 * Source: Zou, Huang and Zhang, "A note on confidence interval estimation for a linear function of
 * binomial proportions" (2009), with score limits. Null without a drop that has both groups.
 */
export function pooledDifference(drops: readonly TwoGroups[], z = Z_95): Difference | null {
  const weighed = drops
    .map((drop) => ({ weight: weightOf(drop), ...differenceOfShares(drop, z) }))
    .filter(({ weight }) => weight > 0);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return null;
  const over = (distance: (one: (typeof weighed)[number]) => number) =>
    Math.hypot(...weighed.map((one) => (one.weight / total) * distance(one)));
  const estimate = weighed.reduce((sum, one) => sum + (one.weight / total) * one.estimate, 0);
  return {
    estimate,
    low: estimate - over((one) => one.estimate - one.low),
    high: estimate + over((one) => one.high - one.estimate),
  };
}

function weightOf({ treated, heldOut }: TwoGroups): number {
  return treated.n === 0 || heldOut.n === 0 ? 0 : (treated.n * heldOut.n) / (treated.n + heldOut.n);
}
