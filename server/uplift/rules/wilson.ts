/** Of `n` visitors, `buyers` bought. */
export type Sample = { buyers: number; n: number };

export type Interval = { low: number; high: number };

/** The normal quantile of a two-sided 95 % interval. */
export const Z_95 = 1.959963984540054;

export function shareOf({ buyers, n }: Sample): number {
  return n === 0 ? 0 : buyers / n;
}

/**
 * The score interval of a share; it stays inside 0–1 and is honest when nobody, or everybody,
 * bought. Source: Wilson, "Probable inference" (1927); without continuity correction.
 */
export function wilson({ buyers, n }: Sample, z = Z_95): Interval {
  if (n === 0) return { low: 0, high: 1 };
  const centre = 2 * buyers + z * z;
  const spread = z * Math.sqrt(z * z + 4 * buyers * (1 - buyers / n));
  const scale = 2 * (n + z * z);
  return {
    low: Math.max(0, (centre - spread) / scale),
    high: Math.min(1, (centre + spread) / scale),
  };
}
