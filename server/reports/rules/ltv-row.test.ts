import { describe, expect, it } from 'vitest';
import { SQUARES_UNIT } from './count-customer.ts';
import { type CohortSums, ltvRow } from './ltv-row.ts';
import { COHORT_MEASURES, LTV_POINTS, type LtvPoint } from './measures.ts';

const NAMED = { key: 'all', label: 'Everybody', hue: null };
const NOBODY = Object.fromEntries(COHORT_MEASURES.map((name) => [name, 0])) as CohortSums;
const sums = (given: Partial<CohortSums>): CohortSums => ({ ...NOBODY, ...given });
const matured = (given: Partial<Record<LtvPoint, CohortSums>>) =>
  new Map(LTV_POINTS.map((days) => [days as number, given[days] ?? NOBODY]));

describe('a row of LTV', () => {
  it('says what customers are worth, cost and leave, with how many they are and how sure that is', () => {
    // Three customers: 100.00, 60.00 and 0.00 net in 30 days; goods 40.00, creators 24.00 of it.
    const squares = (10_000 / SQUARES_UNIT) ** 2 + (6_000 / SQUARES_UNIT) ** 2;
    const inThirty = sums({
      ...{ customers: 3, net30: 16_000, left30: 16_000 - 4_000 - 2_400, cost30: 2_400 },
      ...{ squares30: squares, repeats30: 1 },
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
});
