import type { ContractTerms, LtvClause } from '../../protocol/contracts.ts';
import { shareOf } from '../../protocol/money.ts';
import { monthOf } from './month-of.ts';
import { splitReturn } from './split-return.ts';

const DAY_MS = 86_400_000;

/** One settled customer, with what the orders of the clause's first days were worth. */
export type FeeCustomer = { acquiredAt: Date; orders: readonly { id: string; netMinor: number }[] };

/** The customers of one version who were acquired in one month. */
export type FeeCohort = {
  /** "2026-03" */
  month: string;
  /** When the last one who can be in it has settled; it is paid from then on. */
  settledAt: Date;
  customers: FeeCustomer[];
};

/**
 * Customers as fees count them: an order that a review has confirmed counts nowhere, and who was brought
 * by one was brought by nobody.
 */
export function withoutConfirmed(
  customers: readonly (FeeCustomer & { firstOrderId: string })[],
  confirmed: ReadonlySet<string>,
): FeeCustomer[] {
  return customers
    .filter(({ firstOrderId }) => !confirmed.has(firstOrderId))
    .map(({ acquiredAt, orders }) => ({
      acquiredAt,
      orders: orders.filter(({ id }) => !confirmed.has(id)),
    }));
}

/**
 * The cohorts of a version that have settled by `asOf`, refund windows and all. Whoever is not through
 * with the clause's days when the survival of an ended contract is over is in none.
 */
export function feeCohorts(
  customers: readonly FeeCustomer[],
  given: {
    clause: LtvClause;
    terms: Pick<ContractTerms, 'refundWindowDays' | 'survivalDays'>;
    contractEndedAt: Date | null;
    timeZone: string;
    asOf: Date;
  },
): FeeCohort[] {
  const { clause, terms, contractEndedAt, timeZone, asOf } = given;
  const last = contractEndedAt && contractEndedAt.getTime() + terms.survivalDays * DAY_MS;
  const cohorts = new Map<string, FeeCohort>();
  for (const customer of customers) {
    if (last !== null && customer.acquiredAt.getTime() + clause.days * DAY_MS > last) continue;
    const { name: month, to } = monthOf(customer.acquiredAt, timeZone);
    const days = clause.days + terms.refundWindowDays;
    const settledAt = new Date(to.getTime() + days * DAY_MS);
    const cohort = cohorts.get(month) ?? { month, settledAt, customers: [] };
    cohort.customers.push(customer);
    cohorts.set(month, cohort);
  }
  return [...cohorts.values()].filter(({ settledAt }) => settledAt <= asOf);
}

export type LtvFee = {
  minor: number;
  customers: number;
  netMinor: number;
  isCapped: boolean;
  /** What each order's net contributes; they sum to `minor`. */
  shares: { orderId: string; netMinor: number; shareMinor: number }[];
};

/**
 * The fee of one cohort, in minor units, by exact sums and not by a rounded average: `bps` of Σ net −
 * threshold × n, or `flatMinor` × n when that is above 0; nothing below the minimum cohort. It is split
 * over the orders by their net and by largest remainder, since the joint cap is one of orders.
 */
export function ltvFee(clause: LtvClause, { customers }: Pick<FeeCohort, 'customers'>): LtvFee {
  const orders = customers.flatMap((customer) => customer.orders);
  const netMinor = orders.reduce((sum, order) => sum + order.netMinor, 0);
  const excessMinor = netMinor - clause.thresholdMinor * customers.length;
  const isDue = customers.length >= clause.minimumCustomers && excessMinor > 0;
  const uncapped = !isDue
    ? 0
    : clause.bps > 0
      ? shareOf(excessMinor, clause.bps)
      : clause.flatMinor * customers.length;
  const minor = Math.min(uncapped, clause.capMinor ?? uncapped);
  const parts = orders
    .filter((order) => order.netMinor > 0)
    .map((order) => ({ lineId: order.id, amountMinor: order.netMinor }));
  const shares = minor === 0 ? [] : splitReturn(parts, minor);
  return {
    minor,
    customers: customers.length,
    netMinor,
    isCapped: minor < uncapped,
    shares: shares.map(({ lineId: orderId, amountMinor: shareMinor }, at) => ({
      orderId,
      netMinor: parts[at]?.amountMinor ?? 0,
      shareMinor,
    })),
  };
}
