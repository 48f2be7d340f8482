import { describe, expect, it } from 'vitest';
import { figuresOf, type MeasuredDrop, pooledFigures } from './figures.ts';

const DAY_MS = 86_400_000;
const CONTEXT = { now: 100 * DAY_MS, currency: 'eur' };

/** Buyers spent 50.00 each. */
const group = (visitors: number, buyers: number, laterBuyers = 0) => ({
  ...{ visitors, buyers, laterBuyers, n: visitors },
  ...{ sumMinor: buyers * 5000, sumOfSquares: buyers * 5000 ** 2 },
});
const drop = (given: Partial<MeasuredDrop>): MeasuredDrop => ({
  treated: group(1000, 60, 10),
  heldOut: group(1000, 40, 20),
  ...{ holdoutBps: 5000, smallestEffectBps: 200, entryEndsAt: 0, completeAt: 7 * DAY_MS },
  ...given,
});

describe('what a drop has shown', () => {
  it('is the effect, what would have been bought anyway, and what was only bought earlier', () => {
    const figures = figuresOf(drop({}), CONTEXT);
    expect(figures).toMatchObject({
      difference: { estimate: expect.closeTo(0.02, 6), low: expect.closeTo(0.0008, 3) },
      // p_h ÷ p_t = 4 % ÷ 6 %.
      cannibalised: expect.closeTo(2 / 3, 12),
      // 1 % of the treated bought in days 7–37, and 2 % of the held-out.
      pullForward: { estimate: expect.closeTo(-0.01, 6) },
      isPullForwardOpen: false,
      verdict: 'more',
      ratioP: 1,
    });
    expect(figures.incremental).toMatchObject({ estimate: 100_000, currency: 'eur' });
  });

  it('waits for the last day of who came last before it calls the later purchases whole', () => {
    const isOpenAt = (now: number) => figuresOf(drop({}), { ...CONTEXT, now }).isPullForwardOpen;
    expect(isOpenAt(37 * DAY_MS - 1)).toBe(true);
    expect(isOpenAt(37 * DAY_MS)).toBe(false);
  });

  it('says how many visitors are needed where they are too few', () => {
    const few = drop({ treated: group(200, 5), heldOut: group(50, 0), holdoutBps: 2000 });
    const { verdict, needed, difference } = figuresOf(few, CONTEXT);
    expect(difference).toMatchObject({
      low: expect.closeTo(-0.048, 3),
      high: expect.closeTo(0.057, 3),
    });
    expect(verdict).toBe('not_enough_data');
    expect(needed).toBeGreaterThan(250);
  });

  it('calls all of it bought anyway when more of the held-out bought, and knows nothing of nobody', () => {
    expect(figuresOf(drop({ heldOut: group(1000, 80) }), CONTEXT).cannibalised).toBe(1);
    expect(figuresOf(drop({ treated: group(1000, 0) }), CONTEXT).cannibalised).toBeNull();
    const empty = figuresOf(drop({ treated: group(0, 0), heldOut: group(0, 0) }), CONTEXT);
    expect(empty).toMatchObject({ difference: null, cannibalised: null, pullForward: null });
  });

  it('withholds the verdict when the groups were not filled as planned', () => {
    // 1,000 to 850 at one half each: χ² = 12.16, p = 0.0005.
    const uneven = figuresOf(drop({ heldOut: group(850, 34) }), CONTEXT);
    expect(uneven.ratioP).toBeCloseTo(0.00049, 5);
    expect(uneven.verdict).toBe('withheld');
  });
});

describe('drops together', () => {
  it('are each held against their own holdout, and those that went wrong stay out', () => {
    const usual = drop({});
    const other = drop({ treated: group(500, 10), heldOut: group(500, 10) });
    const pooled = pooledFigures(
      [usual, other, drop({ heldOut: group(850, 34) }), drop({ completeAt: 101 * DAY_MS })],
      CONTEXT,
    );
    expect(pooled).toMatchObject({
      drops: 2,
      treated: { visitors: 1500, buyers: 70 },
      heldOut: { visitors: 1500, buyers: 50 },
      // (1000 · 4 % + 500 · 2 %) ÷ 70.
      cannibalised: expect.closeTo(50 / 70, 12),
      // Weighed by 500 and 250: (2 % · 500 + 0 % · 250) ÷ 750.
      difference: { estimate: expect.closeTo(0.02 * (2 / 3), 6) },
    });
  });

  it('are nothing when none is finished and sound', () => {
    expect(pooledFigures([drop({ heldOut: group(850, 34) })], CONTEXT)).toBeNull();
    expect(pooledFigures([], CONTEXT)).toBeNull();
  });
});
