import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCustomer } from './count-customer.ts';
import { type CohortSums, ltvRow } from './ltv-row.ts';
import { COHORT_MEASURES, LTV_POINTS, type LtvPoint } from './measures.ts';
import { sumUp } from './sum-up.ts';

const NAMED = { key: 'all', label: 'Everybody', hue: null };
const NOBODY = Object.fromEntries(COHORT_MEASURES.map((name) => [name, 0])) as CohortSums;
const sums = (given: Partial<CohortSums>): CohortSums => ({ ...NOBODY, ...given });
const matured = (given: Partial<Record<LtvPoint, CohortSums>>) =>
  new Map(LTV_POINTS.map((days) => [days as number, given[days] ?? NOBODY]));

describe('a row of LTV', () => {
  it('says what customers are worth, cost and leave, with how many they are and how sure that is', () => {
    // Three customers: 100.00, 60.00 and 0.00 net in 30 days; goods 40.00, creators 24.00 of it.
    const inThirty = sums({
      ...{ customers: 3, net30: 16_000, left30: 16_000 - 4_000 - 2_400, cost30: 2_400 },
      ...{ squares30: 10_000 ** 2 + 6_000 ** 2, repeats30: 1 },
    });
    const row = ltvRow(
      {
        everybody: sums({ customers: 5, netAll: 21_000 }),
        matured: matured({ 30: inThirty }),
        settled: new Map([[30, sums({ customers: 2, net30: 6_001 })]]),
      },
      NAMED,
    );
    expect(row).toMatchObject({ customers: 5, soFarMinor: 4_200 });
    expect(row.cells[0]).toMatchObject({
      ...{ days: 30, customers: 3, unfinished: 2, valueMinor: 5_333 },
      // Half up: 3,000.5.
      ...{ settledMinor: 3_001, settledCustomers: 2 },
      repeatRate: 1 / 3,
      // Net less goods; what creators have of it stands beside it.
      ...{ contributionMinor: 4_000, creatorCostMinor: 800 },
    });
    const { interval } = row.cells[0] ?? {};
    expect(interval && interval.low < 5_333 && interval.high > 5_333).toBe(true);
    // Nobody is old enough: no figure, never 0.
    expect(row.cells[2]).toMatchObject({
      ...{ days: 90, customers: 0, unfinished: 5, valueMinor: null, repeatRate: null },
      ...{ contributionMinor: null, creatorCostMinor: null, interval: null },
    });
  });

  it('is paid back at the first age at which what is left covers what creators had', () => {
    const paidBack = (left: Partial<Record<LtvPoint, number>>) => {
      const aged = Object.fromEntries(
        Object.entries(left).map(([days, leftMinor]) => [
          days,
          sums({ customers: 1, [`left${days}`]: leftMinor }),
        ]),
      );
      const row = ltvRow(
        { everybody: sums({ customers: 1 }), matured: matured(aged), settled: new Map() },
        NAMED,
      );
      return row.paybackDays;
    };
    expect(paidBack({ 1: -500, 7: -1, 14: 0, 30: 400 })).toBe(14);
    expect(paidBack({ 1: 0 })).toBe(1);
    expect(paidBack({ 1: -500, 7: -400 })).toBeNull();
    // Ages that nobody has reached say nothing.
    expect(paidBack({ 1: -500 })).toBeNull();
  });

  it('is as sure as the nets of its customers are alike, to the cent', () => {
    const half = (low: number, high: number) =>
      Array.from({ length: 100 }, (_, at) => (at % 2 ? low : high));
    expect(intervalOf(half(1949, 2949))).toEqual({ low: 2351, high: 2547 });
    expect(intervalOf(half(1950, 1950))).toEqual({ low: 1950, high: 1950 });
    // Ten sales of the largest amount each, and one customer less a cent.
    const most = 10 * 100_000_000_000;
    expect(intervalOf([most, most, most - 30])).toEqual({ low: most - 30, high: most + 10 });
  });

  it('has the interval of its customers’ own nets, whatever they are', () => {
    const cents = fc.integer({ min: 0, max: 30_000 });
    const nets = fc.oneof(
      fc.array(cents, { minLength: 2, maxLength: 60 }),
      // All much alike, around any amount: the spread is all but nothing of the squares.
      fc
        .tuple(
          fc.integer({ min: 99, max: 1_000_000_000_000 }),
          fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 2, maxLength: 60 }),
        )
        .map(([around, off]) => off.map((one) => around + one)),
      fc.array(fc.oneof(cents, fc.integer({ min: 0, max: 1_000_000_000_000 })), {
        minLength: 2,
        maxLength: 60,
      }),
    );
    fc.assert(
      fc.property(nets, (all) => {
        const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
        const spread = all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (all.length - 1);
        const halfWidth = 1.959964 * Math.sqrt(spread / all.length);
        const { low, high } = intervalOf(all);
        expect(Math.abs(low - (mean - halfWidth))).toBeLessThan(1);
        expect(Math.abs(high - (mean + halfWidth))).toBeLessThan(1);
      }),
    );
  });
});

/** The interval that customers of these nets are shown with, by the sums that are kept of them. */
function intervalOf(nets: readonly number[]) {
  const at = new Date('2026-01-01T00:00:00.000Z');
  const customers = nets.flatMap((capturedMinor, index) => {
    const order = {
      ...{ id: `o${index}`, contractId: null, channel: null, linkId: null, dropId: null },
      ...{ currency: 'eur', capturedAt: at, capturedMinor, taxMinor: 0, shippingMinor: 0 },
      ...{ costMinor: 0, commissionMinor: 0, refunds: [], disputes: [] },
    };
    return countCustomer({
      ...{ customerId: `c${index}`, brandId: 'b1', dayOf: () => '2026-01-01' },
      ...{ acquisition: null, refundWindowDays: 30, orders: [order] },
    }).customers;
  });
  const [cohort] = sumUp({ customers }).cohorts;
  const everybody = sums(cohort as Partial<CohortSums>);
  const row = ltvRow({ everybody, matured: new Map(), settled: new Map() }, NAMED);
  const { interval } = row.cells[0] ?? {};
  if (!interval) throw new Error('no interval');
  return interval;
}
