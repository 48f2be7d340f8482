import { describe, expect, it, test } from 'vitest';
import { incrementalRevenue } from './incremental-revenue.ts';
import { measuredWindow, windowOfPurchase } from './measured-window.ts';
import { neededVisitors } from './needed-visitors.ts';
import { differenceOfShares, pooledDifference } from './newcombe.ts';
import { sampleRatioP } from './sample-ratio.ts';
import { verdictOf } from './verdict.ts';
import { wilson } from './wilson.ts';

const DAY_MS = 86_400_000;
/** Buyers and visitors of the treated, then of the held-out. */
const groups = (...[a, m, b, n]: readonly [number, number, number, number]) => ({
  treated: { buyers: a, n: m },
  heldOut: { buyers: b, n },
});

describe('the difference of two shares', () => {
  test.each([
    // The published examples (Newcombe 1998, table II, method 10).
    [[56, 70, 48, 80], { estimate: 0.2, low: 0.0524, high: 0.3339 }],
    [[9, 10, 3, 10], { estimate: 0.6, low: 0.1705, high: 0.809 }],
    [[10, 10, 0, 20], { estimate: 1, low: 0.6791, high: 1 }],
    // Ours.
    [[60, 1000, 40, 1000], { estimate: 0.02, low: 0.0008, high: 0.0395 }],
    [[5, 200, 0, 50], { estimate: 0.025, low: -0.0479, high: 0.0572 }],
    [[0, 50, 0, 50], { estimate: 0, low: -0.0714, high: 0.0714 }],
  ] as const)('%j is %j', (counts, { estimate, low, high }) => {
    const difference = differenceOfShares(
      groups(...(counts as readonly [number, number, number, number])),
    );
    expect(difference.estimate).toBeCloseTo(estimate, 4);
    expect(difference.low).toBeCloseTo(low, 3);
    expect(difference.high).toBeCloseTo(high, 3);
  });

  it('turns round with its groups', () => {
    const there = differenceOfShares(groups(60, 1000, 40, 1000));
    const back = differenceOfShares(groups(40, 1000, 60, 1000));
    expect([back.low, back.high]).toEqual(
      [-there.high, -there.low].map((one) => expect.closeTo(one, 12)),
    );
  });

  it('says nothing of a group without anybody', () => {
    expect(wilson({ buyers: 0, n: 0 })).toEqual({ low: 0, high: 1 });
  });
});

describe('several drops together', () => {
  it('are one drop’s own interval when there is one', () => {
    const one = groups(60, 1000, 40, 1000);
    const { low, high, estimate } = differenceOfShares(one);
    expect(pooledDifference([one])).toEqual({
      estimate: expect.closeTo(estimate, 12),
      low: expect.closeTo(low, 12),
      high: expect.closeTo(high, 12),
    });
  });

  it('are weighed by n_t·n_h/(n_t+n_h), with limits that add in squares', () => {
    // Weights 500 and 80 of 580: (500·0.02 + 80·0.05) / 580.
    const pooled = pooledDifference([groups(60, 1000, 40, 1000), groups(40, 400, 5, 100)]);
    expect(pooled?.estimate).toBeCloseTo(14 / 580, 6);
    expect(pooled?.low).toBeCloseTo(0.0052019, 6);
    expect(pooled?.high).toBeCloseTo(0.0420236, 6);
  });

  it('do not turn round what every drop says by itself (Simpson’s paradox)', () => {
    // Either drop sells more to the treated; all visitors in one heap would say the opposite.
    const drops = [groups(90, 100, 800, 1000), groups(200, 1000, 10, 100)];
    expect(290 / 1100).toBeLessThan(810 / 1100);
    expect(pooledDifference(drops)?.low).toBeGreaterThan(0);
  });

  it('leave out a drop with an empty group', () => {
    const one = groups(60, 1000, 40, 1000);
    expect(pooledDifference([one, groups(5, 50, 0, 0)])).toEqual(pooledDifference([one]));
    expect(pooledDifference([groups(5, 50, 0, 0)])).toBeNull();
  });
});

describe('the sample ratio', () => {
  test.each([
    [{ treated: 9000, heldOut: 1000 }, 1000, 1],
    // χ² = 10.83 is the limit of one in a thousand with one degree of freedom.
    [{ treated: 8901, heldOut: 1099 }, 1000, 0.00097],
    [{ treated: 8902, heldOut: 1098 }, 1000, 0.00109],
    [{ treated: 900, heldOut: 100 }, 5000, 0],
  ])('of %j at %i bps has p = %f', (sizes, holdoutBps, p) => {
    expect(sampleRatioP(sizes, { holdoutBps })).toBeCloseTo(p, 4);
  });

  it('is unknown before anybody came', () => {
    expect(sampleRatioP({ treated: 0, heldOut: 0 }, { holdoutBps: 1000 })).toBeNull();
  });
});

describe('how many visitors are needed', () => {
  it('is the textbook’s number for equal groups: 4 % against 6 % needs 1,863 in each', () => {
    const plan = { holdoutBps: 5000, smallestEffectBps: 200, baseShare: 0.04 };
    expect(neededVisitors(plan)).toBeGreaterThanOrEqual(2 * 1860);
    expect(neededVisitors(plan)).toBeLessThanOrEqual(2 * 1866);
  });

  it('grows when the groups are unequal, when less must be seen, and when more people buy', () => {
    const plan = { holdoutBps: 5000, smallestEffectBps: 200, baseShare: 0.04 };
    const usual = neededVisitors(plan);
    expect(neededVisitors({ ...plan, holdoutBps: 1000 })).toBeGreaterThan(2 * usual);
    expect(neededVisitors({ ...plan, smallestEffectBps: 100 })).toBeGreaterThan(3 * usual);
    expect(neededVisitors({ ...plan, baseShare: 0.2 })).toBeGreaterThan(3 * usual);
  });

  it('is a number when nobody has bought', () => {
    const plan = { holdoutBps: 1000, smallestEffectBps: 200, baseShare: 0 };
    expect(neededVisitors(plan)).toBeGreaterThan(1000);
    expect(Number.isSafeInteger(neededVisitors({ ...plan, smallestEffectBps: 5000 }))).toBe(true);
  });
});

describe('what would not have come anyway', () => {
  it('is the difference of the averages, times the treated, with Welch’s interval', () => {
    // Treated: 100 of 1,000 paid 5000; held out: 5 of 100 paid 5000. Means 500 and 250.
    const treated = { n: 1000, sumMinor: 500_000, sumOfSquares: 100 * 5000 ** 2 };
    const heldOut = { n: 100, sumMinor: 25_000, sumOfSquares: 5 * 5000 ** 2 };
    const revenue = incrementalRevenue([{ treated, heldOut }]);
    expect(revenue?.estimate).toBe(250_000);
    // s_t² = 2,252,252.25, s_h² = 1,199,494.95; SE = √(2252.25 + 11,994.95) = 119.36; · 1.96 · 1000.
    expect(revenue?.low).toBeCloseTo(250_000 - 233_943, -2);
    expect(revenue?.high).toBeCloseTo(250_000 + 233_943, -2);
  });

  it('adds up over drops, and says nothing when a group is too small to spread', () => {
    const treated = { n: 10, sumMinor: 1000, sumOfSquares: 1_000_000 };
    const heldOut = { n: 10, sumMinor: 0, sumOfSquares: 0 };
    const one = { treated, heldOut };
    expect(incrementalRevenue([one, one])?.estimate).toBe(2000);
    expect(incrementalRevenue([one, { treated, heldOut: { ...heldOut, n: 1 } }])).toBeNull();
    expect(incrementalRevenue([])).toBeNull();
  });
});

describe('what counts', () => {
  const times = { startsAt: 0, endsAt: 4, endedAt: null, stoppedAt: null, soldOutAt: null };
  test.each([
    ['the end', {}, { entryEndsAt: 4, censoredAt: null, completeAt: 4 + 7 * DAY_MS }],
    [
      'an early end',
      { endedAt: 3 },
      { entryEndsAt: 3, censoredAt: null, completeAt: 3 + 7 * DAY_MS },
    ],
    ['a stop', { stoppedAt: 2 }, { entryEndsAt: 2, censoredAt: null, completeAt: 2 + 7 * DAY_MS }],
    ['the first sell-out', { soldOutAt: 1 }, { entryEndsAt: 1, censoredAt: 1, completeAt: 1 }],
  ])('ends with %s', (_name, patch, expected) => {
    expect(measuredWindow({ ...times, ...patch })).toEqual(expected);
  });

  test.each([
    [-1, null, null],
    [0, null, 'outcome'],
    [7 * DAY_MS - 1, null, 'outcome'],
    [7 * DAY_MS, null, 'later'],
    [37 * DAY_MS - 1, null, 'later'],
    [37 * DAY_MS, null, null],
    [49, 50, 'outcome'],
    [50, 50, null],
    [7 * DAY_MS, 50, 'later'],
  ])('a purchase %i ms after the click with a sell-out at %s is %s', (at, censoredAt, expected) => {
    expect(windowOfPurchase({ exposedAt: 0, at }, { censoredAt })).toBe(expected);
  });
});

describe('the verdict', () => {
  const sure = { estimate: 0.02, low: 0.0008, high: 0.0395 };
  const unsure = { estimate: 0.025, low: -0.048, high: 0.057 };
  const facts = { difference: sure, ratioP: 0.5, visitors: 2000, needed: 3726, isComplete: true };
  test.each([
    ['more', {}],
    ['less', { difference: { estimate: -0.02, low: -0.03, high: -0.001 } }],
    ['not_enough_data', { difference: unsure, visitors: 250 }],
    ['no_difference', { difference: unsure, visitors: 3726 }],
    ['not_enough_data', { difference: null, visitors: 5000 }],
    ['running', { isComplete: false }],
    ['withheld', { ratioP: 0.00099 }],
    ['withheld', { ratioP: 0.00099, isComplete: false }],
    ['more', { ratioP: 0.001 }],
    ['no_difference', { difference: { estimate: 0.01, low: 0, high: 0.02 }, visitors: 9000 }],
  ])('is %s with %j', (verdict, patch) => {
    expect(verdictOf({ ...facts, ...patch })).toBe(verdict);
  });
});
