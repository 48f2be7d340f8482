import { LTV_DAYS, type LtvDays, rounded } from '../../attribution/rules/ltv.ts';
import type { Interval, LtvCell, LtvCurvePoint, LtvRow } from '../../protocol/reports.ts';
import { TRILLION } from './count-customer.ts';
import { intervalOfMean, intervalOfShare } from './intervals.ts';
import { type CohortMeasure, LTV_POINTS } from './measures.ts';

export type CohortSums = Record<CohortMeasure, number>;

/** Sums over those customers of a group who are old enough for each figure, by now. */
export type AgedSums = {
  everybody: CohortSums;
  /** Per point of the curve. */
  matured: ReadonlyMap<number, CohortSums>;
  /** Per window of LTV. */
  settled: ReadonlyMap<number, CohortSums>;
};

/** The figures of a group. Averages are rounded half up to a minor unit; nobody is null, never 0. */
export function ltvRow(
  { everybody, matured, settled }: AgedSums,
  named: Pick<LtvRow, 'key' | 'label' | 'hue'>,
): LtvRow {
  const aged = (days: number) => matured.get(days) ?? everybody;
  return {
    ...named,
    customers: everybody.customers,
    cells: LTV_DAYS.map((days) => cellOf(days, { everybody, sums: aged(days), settled })),
    curve: LTV_POINTS.map((days): LtvCurvePoint => {
      const sums = aged(days);
      return { days, valueMinor: mean(sums[`net${days}`], sums), customers: sums.customers };
    }),
    paybackDays: paybackOf(aged),
    soFarMinor: mean(everybody.netAll, everybody),
  };
}

function cellOf(
  days: LtvDays,
  {
    everybody,
    sums,
    settled,
  }: {
    everybody: CohortSums;
    sums: CohortSums;
    settled: AgedSums['settled'];
  },
): LtvCell {
  const n = sums.customers;
  const repeats = sums[`repeats${days}`];
  const done = settled.get(days) ?? everybody;
  return {
    days,
    valueMinor: mean(sums[`net${days}`], sums),
    customers: n,
    unfinished: everybody.customers - n,
    interval: moneyInterval(sums, days),
    settledMinor: mean(done[`net${days}`], done),
    settledCustomers: done.customers,
    repeatRate: n === 0 ? null : repeats / n,
    repeatInterval: intervalOfShare(repeats, n),
    contributionMinor: mean(sums[`left${days}`] + sums[`cost${days}`], sums),
    creatorCostMinor: mean(sums[`cost${days}`], sums),
  };
}

function mean(totalMinor: number, { customers }: CohortSums): number | null {
  return customers === 0 ? null : rounded(totalMinor, customers);
}

/**
 * That of the customers' own nets, rounded to minor units, since the kept squares are exact. Sums
 * beyond 2^53 are read rounded, which moves a bound by a hundred-millionth of the mean at most.
 */
function moneyInterval(sums: CohortSums, days: LtvDays): Interval | null {
  const interval = intervalOfMean({
    n: sums.customers,
    sum: sums[`net${days}`],
    squares: BigInt(sums[`trillions${days}`]) * TRILLION + BigInt(sums[`squares${days}`]),
  });
  return interval && { low: Math.round(interval.low), high: Math.round(interval.high) };
}

/** Paid back: net less goods covers what creators have of it, over customers who are that old. */
function paybackOf(aged: (days: number) => CohortSums): number | null {
  const point = LTV_POINTS.find((days) => {
    const sums = aged(days);
    return sums.customers > 0 && sums[`left${days}`] >= 0;
  });
  return point ?? null;
}
