import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareRefunded, unitsRefunded } from './share-refunded.ts';
import { takeBack } from './take-back.ts';
import { usableCredit } from './usable-credit.ts';
import { readVoucherCode } from './voucher-code.ts';

const minor = fc.integer({ min: 0, max: 5_000_000 });

describe('usable credit', () => {
  it.each([
    ['eur', 500, 4_900, 5_390, 500],
    ['eur', 9_999, 4_900, 4_900, 4_850],
    ['eur', 9_999, 4_900, 5_390, 4_900],
    ['sek', 9_999, 4_900, 4_900, 4_600],
    ['eur', 9_999, 40, 40, 0],
    ['xxx', 9_999, 4_900, 4_900, 0],
    ['kwd', 9_999, 4_900, 4_900, 0],
  ])('in %s of %i for articles of %i and a total of %i is %i', (...given) => {
    const [currency, balanceMinor, itemsMinor, totalMinor, used] = given;
    expect(usableCredit({ balanceMinor, itemsMinor, totalMinor, currency })).toBe(used);
  });
});

describe('what is refunded', () => {
  it('is nothing at first, the whole at the end, and never falls in between', () => {
    fc.assert(
      fc.property(
        minor,
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.tuple(minor, minor),
        (whole, all, [a, b]) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)];
          const share = (refundedMinor: number) =>
            shareRefunded(whole, { capturedMinor: all, refundedMinor });
          expect(share(0)).toBe(0);
          expect(share(all)).toBe(whole);
          expect(share(less)).toBeLessThanOrEqual(share(more));
        },
      ),
    );
  });

  it('counts a unit once its part of the articles is back', () => {
    const units = (refundedMinor: number) =>
      unitsRefunded(2, { capturedMinor: 10_290, shippingMinor: 490, refundedMinor });
    expect([0, 4_899, 4_900, 9_799, 9_800, 10_290].map(units)).toEqual([0, 0, 1, 1, 2, 2]);
  });
});

it('taking back never makes a balance negative and is undone by its opposite', () => {
  fc.assert(
    fc.property(minor, minor, (earned, balance) => {
      const taken = { targetMinor: earned, takenMinor: 0, writtenOffMinor: 0 };
      const changes = takeBack({ ...taken, balanceMinor: balance });
      let left = balance;
      for (const { amountMinor } of changes) {
        left += amountMinor;
        expect(left).toBeGreaterThanOrEqual(0);
      }
      const writtenOffMinor = changes.find(({ kind }) => kind === 'written_off')?.amountMinor ?? 0;
      const back = takeBack({
        targetMinor: 0,
        takenMinor: earned,
        writtenOffMinor,
        balanceMinor: left,
      });
      expect(back.reduce((sum, { amountMinor }) => sum + amountMinor, left)).toBe(balance);
    }),
  );
});

it('a code is read however it was typed', () => {
  expect(readVoucherCode(' a596m-ymxr4 ')).toBe('A596MYMXR4');
});
