import { netOfOrder, type OrderMoney } from '../../checkout/rules/net-of-order.ts';
import type { LtvFigure } from '../../protocol/attribution.ts';

const DAY_MS = 86_400_000;

export const LTV_DAYS = [30, 60, 90] as const;
export type LtvDays = (typeof LTV_DAYS)[number];

/** One customer whom a contract brought, with all orders with the brand. */
export type LtvCustomer = {
  /** Time of the first captured order: where every window begins. */
  acquiredAt: Date;
  /** Of the terms at the acquisition: until then a refund still changes a settled figure. */
  refundWindowDays: number;
  orders: readonly (OrderMoney & { capturedAt: Date })[];
};

/**
 * The matured LTV of a group of customers, in minor units. Windows are elapsed hours in UTC.
 *
 *     matured_d  = customers with acquiredAt + d·24h ≤ asOf
 *     LTV_d      = Σ net(order, asOf) of their orders in [acquiredAt, acquiredAt + d·24h) ÷ matured
 *     repeat_d   = matured customers with ≥ 2 orders of positive net in the window ÷ matured
 *
 * A late refund counts against its order's window; who got everything back stays in the denominator;
 * nobody matured is null, never 0. Source: MONEY, "LTV".
 */
export function ltv(
  customers: readonly LtvCustomer[],
  { days, asOf }: { days: LtvDays; asOf: Date },
): LtvFigure {
  const matured = customers.filter((customer) => isOlder(customer, days, asOf));
  return {
    days,
    valueMinor: average(matured, { days, asOf }),
    customers: matured.length,
    unfinished: customers.length - matured.length,
    repeatRate: matured.length === 0 ? null : repeats(matured, days, asOf) / matured.length,
  };
}

/**
 * The same over customers whose refunds can no longer come: `acquiredAt + (d + refundWindowDays)·24h
 * ≤ asOf`. LTV fees are paid on this figure only. Null when nobody has settled.
 */
export function settledLtvMinor(
  customers: readonly LtvCustomer[],
  { days, asOf }: { days: LtvDays; asOf: Date },
): number | null {
  const settled = customers.filter((one) => isOlder(one, days + one.refundWindowDays, asOf));
  return average(settled, { days, asOf });
}

/**
 * What all customers of a group have been worth until now, finished windows or not: Σ net of all their
 * orders ÷ all of them. It moves with every order, so it is not comparable with a matured figure and
 * nothing is paid by it. Null when there is nobody.
 */
export function ltvSoFarMinor(customers: readonly LtvCustomer[], asOf: Date): number | null {
  return average(customers, { days: Number.POSITIVE_INFINITY, asOf });
}

function isOlder({ acquiredAt }: LtvCustomer, days: number, asOf: Date): boolean {
  return acquiredAt.getTime() + days * DAY_MS <= asOf.getTime();
}

/** Rounded half up to a whole minor unit: a figure to look at, never one to pay by. */
function average(
  customers: readonly LtvCustomer[],
  { days, asOf }: { days: number; asOf: Date },
): number | null {
  if (customers.length === 0) return null;
  const total = customers
    .flatMap((customer) => netsInWindow(customer, days, asOf))
    .reduce((sum, net) => sum + net, 0);
  return Math.floor((2 * total + customers.length) / (2 * customers.length));
}

function repeats(customers: readonly LtvCustomer[], days: number, asOf: Date): number {
  return customers.filter(
    (customer) => netsInWindow(customer, days, asOf).filter((net) => net > 0).length >= 2,
  ).length;
}

function netsInWindow({ acquiredAt, orders }: LtvCustomer, days: number, asOf: Date): number[] {
  const start = acquiredAt.getTime();
  const end = start + days * DAY_MS;
  return orders
    .filter(({ capturedAt }) => capturedAt.getTime() >= start && capturedAt.getTime() < end)
    .map((order) => netOfOrder(order, asOf));
}
