import { type Interval, Z_95 } from './wilson.ts';

/** What the visitors of a group spent: how many they are, the sum, and the sum of squares. */
export type Spending = { n: number; sumMinor: number; sumOfSquares: number };

export type Revenue = Interval & { estimate: number };

/**
 * Revenue that would not have come anyway, in minor units: the difference of what one visitor of
 * each group spends on average, times the treated visitors. The interval is Welch's, by the normal
 * quantile; several drops add up, each against its own holdout. Null while a group of some drop has
 * fewer than two visitors: nothing can be said of its spread.
 */
export function incrementalRevenue(
  drops: readonly { treated: Spending; heldOut: Spending }[],
): Revenue | null {
  if (drops.length === 0) return null;
  let estimate = 0;
  let variance = 0;
  for (const { treated, heldOut } of drops) {
    if (treated.n < 2 || heldOut.n < 2) return null;
    estimate += treated.n * (meanOf(treated) - meanOf(heldOut));
    variance += treated.n ** 2 * (varianceOfMean(treated) + varianceOfMean(heldOut));
  }
  const reach = Z_95 * Math.sqrt(variance);
  return { estimate, low: estimate - reach, high: estimate + reach };
}

function meanOf({ n, sumMinor }: Spending): number {
  return sumMinor / n;
}

function varianceOfMean(spending: Spending): number {
  const { n, sumOfSquares } = spending;
  return Math.max(0, (sumOfSquares - n * meanOf(spending) ** 2) / (n - 1)) / n;
}
