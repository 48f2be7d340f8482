import type { Interval } from '../../protocol/reports.ts';

/** Of the normal distribution: 95 % lie within so many standard deviations. */
const Z = 1.959964;

/**
 * The 95 % interval of a mean, from the sum and the sum of squares: mean ± z·s/√n. Null for fewer
 * than two values, which say nothing about their spread. The values are whole numbers: their spread is
 * the small difference of two large ones, and is taken between integers.
 */
export function intervalOfMean({
  n,
  sum,
  squares,
}: {
  n: number;
  sum: number;
  squares: bigint;
}): Interval | null {
  if (n < 2) return null;
  const mean = sum / n;
  const spread = BigInt(n) * squares - BigInt(sum) ** 2n;
  const variance = Math.max(0, Number(spread)) / (n * (n - 1));
  const half = Z * Math.sqrt(variance / n);
  return { low: mean - half, high: mean + half };
}

/** Wilson's 95 % interval of a share: it stays within 0 and 1 also where nobody or everybody did. */
export function intervalOfShare(hits: number, n: number): Interval | null {
  if (n === 0) return null;
  const share = hits / n;
  const scale = 1 + (Z * Z) / n;
  const middle = (share + (Z * Z) / (2 * n)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
