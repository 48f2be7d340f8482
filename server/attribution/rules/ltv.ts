import { netOfOrder, type OrderMoney } from '../../checkout/rules/net-of-order.ts';
import type { LtvFigure } from '../../protocol/reports.ts';

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
 * nobody matured is null, never 0.
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
  const settled = customers.filter((one) => isSettled(one, { days, asOf }));
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

/** Whether a customer's refunds of the first `days` days can no longer come. */
export function isSettled(
  customer: Pick<LtvCustomer, 'acquiredAt' | 'refundWindowDays'>,
  { days, asOf }: { days: number; asOf: Date },
): boolean {
  return isOlder(customer, days + customer.refundWindowDays, asOf);
}

/** What a customer's orders in `[acquiredAt, acquiredAt + days · 24 h)` were worth together. */
function netOfWindow<Order extends { capturedAt: Date }>(
  { acquiredAt, orders }: { acquiredAt: Date; orders: readonly Order[] },
  days: number,
  netOf: (order: Order) => number,
): number {
  return inWindow(acquiredAt, days, orders).reduce((sum, order) => sum + netOf(order), 0);
}

/** A customer's orders in `[acquiredAt, acquiredAt + days · 24 h)`. */
export function ordersInWindow<Order extends { capturedAt: Date }>(
  { acquiredAt, orders }: { acquiredAt: Date; orders: readonly Order[] },
  days: number,
): Order[] {
  return inWindow(acquiredAt, days, orders);
}

/** Half up to a whole minor unit: a figure to look at, never one to pay by. */
export function rounded(totalMinor: number, customers: number): number {
  return Math.floor((2 * totalMinor + customers) / (2 * customers));
}

function isOlder({ acquiredAt }: { acquiredAt: Date }, days: number, asOf: Date): boolean {
  return acquiredAt.getTime() + days * DAY_MS <= asOf.getTime();
}

function average(
  customers: readonly LtvCustomer[],
  { days, asOf }: { days: number; asOf: Date },
): number | null {
  if (customers.length === 0) return null;
  const netOf = (order: OrderMoney) => netOfOrder(order, asOf);
  const total = customers.reduce((sum, one) => sum + netOfWindow(one, days, netOf), 0);
  return rounded(total, customers.length);
}

function repeats(customers: readonly LtvCustomer[], days: number, asOf: Date): number {
  return customers.filter(({ acquiredAt, orders }) => {
    const kept = inWindow(acquiredAt, days, orders).filter((order) => netOfOrder(order, asOf) > 0);
    return kept.length >= 2;
  }).length;
}

function inWindow<Order extends { capturedAt: Date }>(
  acquiredAt: Date,
  days: number,
  orders: readonly Order[],
): Order[] {
  const start = acquiredAt.getTime();
  const end = start + days * DAY_MS;
  return orders.filter(
    ({ capturedAt }) => capturedAt.getTime() >= start && capturedAt.getTime() < end,
  );
}
