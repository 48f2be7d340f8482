import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feeCohorts, ltvFee } from './ltv-fee.ts';

const DAY_MS = 86_400_000;
const clause = {
  ...({ days: 30, thresholdMinor: 4_000, bps: 1_000, flatMinor: 0 } as const),
  ...{ minimumCustomers: 3, capMinor: null },
};
const customers = (...nets: number[][]) =>
  nets.map((own, at) => ({
    acquiredAt: new Date('2026-03-10T12:00:00Z'),
    orders: own.map((netMinor, n) => ({ id: `c${at}o${n}`, netMinor })),
  }));

describe('the fee of a cohort', () => {
  const three = customers([6_000, 1_001], [5_000], [2_999]);

  it('is a share of what all came to above the threshold each: 10 % of 150.00 − 120.00', () => {
    const fee = ltvFee(clause, { customers: three });
    expect(fee).toMatchObject({ minor: 300, customers: 3, netMinor: 15_000, isCapped: false });
  });

  it('is split over the orders by largest remainder: 1.20, 0.20, 1.00, 0.60', () => {
    const { shares } = ltvFee(clause, { customers: three });
    expect(shares.map(({ shareMinor }) => shareMinor)).toEqual([120, 20, 100, 60]);
  });

  it('is nothing at the threshold, below the minimum cohort, or without customers', () => {
    expect(ltvFee(clause, { customers: customers([4_000], [4_000], [4_000]) }).minor).toBe(0);
    expect(ltvFee(clause, { customers: customers([9_000], [9_000]) }).minor).toBe(0);
    expect(ltvFee(clause, { customers: [] }).minor).toBe(0);
  });

  it('is an amount for each customer where that was agreed, also for one who bought nothing', () => {
    const flat = { ...clause, bps: 0, flatMinor: 250 };
    expect(ltvFee(flat, { customers: customers([20_000], [0], [100]) }).minor).toBe(750);
  });

  it('stops at its cap and says so', () => {
    const fee = ltvFee({ ...clause, capMinor: 299 }, { customers: three });
    expect(fee).toMatchObject({ minor: 299, isCapped: true });
  });

  it('is the sum of its parts whatever was bought', () => {
    const nets = fc.array(fc.array(fc.nat(100_000), { maxLength: 4 }), { maxLength: 20 });
    fc.assert(
      fc.property(nets, fc.integer({ min: 1, max: 9_000 }), (all, bps) => {
        const fee = ltvFee({ ...clause, bps }, { customers: customers(...all) });
        expect(fee.shares.reduce((sum, { shareMinor }) => sum + shareMinor, 0)).toBe(fee.minor);
      }),
    );
  });
});

describe('cohorts', () => {
  const given = {
    clause,
    terms: { refundWindowDays: 30, survivalDays: 90 },
    contractEndedAt: null,
    timeZone: 'Europe/Berlin',
  };
  const at = (time: string) => ({ acquiredAt: new Date(time), orders: [] });
  // 1 April in Berlin begins at 22:00 UTC on 31 March.
  const marchEnds = Date.parse('2026-03-31T22:00:00Z');
  const settles = new Date(marchEnds + 60 * DAY_MS);

  it('are calendar months of the brand’s zone', () => {
    const asOf = new Date('2027-01-01T00:00:00Z');
    const two = [at('2026-03-31T21:59:59.999Z'), at('2026-03-31T22:00:00Z')];
    const months = feeCohorts(two, { ...given, asOf }).map(({ month }) => month);
    expect(months).toEqual(['2026-03', '2026-04']);
  });

  it('are paid from the moment at which the last one of the month has settled', () => {
    const one = [at('2026-03-02T00:00:00Z')];
    const cohorts = (asOf: Date) => feeCohorts(one, { ...given, asOf });
    expect(cohorts(new Date(settles.getTime() - 1))).toEqual([]);
    expect(cohorts(settles)).toMatchObject([{ month: '2026-03', settledAt: settles }]);
  });

  it('leave out whose days are not over when an ended contract’s survival is', () => {
    const contractEndedAt = new Date('2026-03-20T00:00:00Z');
    const terms = { refundWindowDays: 30, survivalDays: 20 };
    const both = [at('2026-03-10T00:00:00Z'), at('2026-03-10T00:00:00.001Z')];
    const [cohort] = feeCohorts(both, { ...given, terms, contractEndedAt, asOf: settles });
    expect(cohort?.customers).toEqual([both[0]]);
  });
});
