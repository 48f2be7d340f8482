/** How many visitors each group got. */
export type GroupSizes = { treated: number; heldOut: number };

/** Below this the groups differ more than chance explains, and no verdict is given. */
export const SRM_LIMIT = 0.001;

/**
 * How likely groups are to differ this much from the planned share by chance: Pearson's χ² with one
 * degree of freedom. Something that loses one group's visitors makes it tiny, and then whatever is
 * measured is about what was lost. Null: nobody yet. Source: Fabijan and others, "Diagnosing sample
 * ratio mismatch in online controlled experiments" (2019).
 */
export function sampleRatioP(
  { treated, heldOut }: GroupSizes,
  { holdoutBps }: { holdoutBps: number },
): number | null {
  const n = treated + heldOut;
  if (n === 0) return null;
  const expected = (n * holdoutBps) / 10_000;
  const chiSquare =
    (heldOut - expected) ** 2 / expected + (heldOut - expected) ** 2 / (n - expected);
  return Math.min(1, complementaryError(Math.sqrt(chiSquare / 2)));
}

/**
 * erfc for x ≥ 0, with a relative error below 1.2 · 10⁻⁷ everywhere. Source: Numerical Recipes in C
 * (1992), chapter 6.2, `erfcc`.
 */
function complementaryError(x: number): number {
  const t = 1 / (1 + 0.5 * x);
  const series = COEFFICIENTS.reduceRight((sum, coefficient) => coefficient + t * sum, 0);
  return t * Math.exp(-x * x + series);
}

const COEFFICIENTS = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];
