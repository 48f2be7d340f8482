import { describe, expect, it } from 'vitest';
import { intervalOfMean, intervalOfShare } from './intervals.ts';

describe('95 % intervals', () => {
  it('of a mean stand on the spread of the values', () => {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, s = √(32/7).
    const interval = intervalOfMean({ n: 8, sum: 40, squares: 232n });
    expect(interval?.low).toBeCloseTo(3.518, 3);
    expect(interval?.high).toBeCloseTo(6.482, 3);
    expect(intervalOfMean({ n: 3, sum: 30, squares: 300n })).toEqual({ low: 10, high: 10 });
  });

  it('say nothing of one value, or of nobody', () => {
    expect(intervalOfMean({ n: 1, sum: 5, squares: 25n })).toBeNull();
    expect(intervalOfShare(0, 0)).toBeNull();
  });

  it('of a share stay between nobody and everybody', () => {
    const some = intervalOfShare(10, 100);
    expect(some?.low).toBeCloseTo(0.0552, 4);
    expect(some?.high).toBeCloseTo(0.1744, 4);
    expect(intervalOfShare(0, 10)?.low).toBe(0);
    expect(intervalOfShare(10, 10)?.high).toBeCloseTo(1, 9);
  });
});
