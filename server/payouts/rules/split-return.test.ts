import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitReturn } from './split-return.ts';

describe('what comes back of a payout', () => {
  it('spreads over the lines to the cent, and a full return gives each line its own', () => {
    const parts = [
      { lineId: 'a', amountMinor: 1000 },
      { lineId: 'b', amountMinor: 500 },
      { lineId: 'c', amountMinor: -300 },
    ];
    expect(splitReturn(parts, 1200)).toEqual(parts);
    expect(splitReturn(parts, 400).map(({ amountMinor }) => amountMinor)).toEqual([333, 167, -100]);
  });

  it('always sums to what came back', () => {
    const amounts = fc.array(fc.integer({ min: -10_000, max: 1_000_000 }), { minLength: 1 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (minors, bps) => {
        const total = minors.reduce((sum, minor) => sum + minor, 0);
        fc.pre(total > 0);
        const returned = Math.floor((total * bps) / 10_000);
        const parts = minors.map((amountMinor, index) => ({ lineId: String(index), amountMinor }));
        const back = splitReturn(parts, returned);
        expect(back.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(returned);
      }),
    );
  });
});
