import { differenceOfShares } from '../../uplift/rules/newcombe.ts';
import { type Sample, shareOf } from '../../uplift/rules/wilson.ts';

/** Of `n` things, `buyers` were of the kind that is counted; a sample like any other. */
export const sample = (hits: number, n: number): Sample => ({ buyers: hits, n });

/**
 * How many of each group are of the kind that is counted, in the order in which groups appear. It is
 * counted once for all of them: a rule that counts the drop anew for each group takes minutes over a
 * large one, and meanwhile nobody is answered.
 */
export function tally<T>(
  all: readonly T[],
  { groupOf, isHit }: { groupOf: (one: T) => string; isHit: (one: T) => boolean },
): Map<string, Sample> {
  const groups = new Map<string, Sample>();
  for (const one of all) {
    const group = groupOf(one);
    const { buyers, n } = groups.get(group) ?? NONE;
    groups.set(group, sample(buyers + (isHit(one) ? 1 : 0), n + 1));
  }
  return groups;
}

/** All groups together. */
export function inAll(groups: Iterable<Sample>): Sample {
  let [hits, count] = [0, 0];
  for (const { buyers, n } of groups) {
    hits += buyers;
    count += n;
  }
  return sample(hits, count);
}

/** The rest of what a group is part of. */
export const without = (all: Sample, own: Sample): Sample =>
  sample(all.buyers - own.buyers, all.n - own.n);

const NONE = sample(0, 0);

/** The normal quantile of one in two thousand on one side. */
const Z_FRAUD = 3.2905;

/** Below so many there is no baseline of one's own. */
const LEAST_BASELINE = 20;

export type Threshold = {
  /** At least so many of the kind: a few of anything are chance. */
  least: number;
  /** At least so many times the baseline. */
  ratio: number;
  /** What is usual when the rest of the drop is too small to say. */
  usual: Sample;
};

/**
 * Whether a share is far above that of the rest of the same drop: often enough, several times as
 * much, and more than chance explains once in two thousand. Because it is held against this drop's
 * own rest, what everybody does at once, like a stampede at the start, is never far above.
 */
export function isFarAbove(own: Sample, rest: Sample, { least, ratio, usual }: Threshold): boolean {
  if (own.buyers < least) return false;
  const baseline = rest.n < LEAST_BASELINE ? usual : rest;
  if (shareOf(own) < ratio * shareOf(baseline)) return false;
  return differenceOfShares({ treated: own, heldOut: baseline }, Z_FRAUD).low > 0;
}

/** "45 of 50 (90 %)" */
export function inWords({ buyers, n }: Sample): string {
  return `${buyers} of ${n} (${Math.round(shareOf({ buyers, n }) * 100)} %)`;
}
