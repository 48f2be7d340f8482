import { netOfOrder } from '../checkout/rules/net-of-order.ts';
import type { Reader } from '../platform/db.ts';
import { listAcquired } from './attribution.store.ts';
import { isSettled, type LtvDays, ordersInWindow, rounded } from './rules/ltv.ts';

/** Customers whom one contract brought; optionally under one version, or acquired in `[from, to)`. */
export type LtvCohort = {
  contractId: string;
  contractVersionId?: string;
  acquired?: { from: Date; to: Date };
};

/** One customer whose refunds can no longer come, and what the window was worth. */
export type SettledCustomer = {
  customerId: string;
  contractVersionId: string | null;
  firstOrderId: string;
  acquiredAt: Date;
  /** acquiredAt + (days + refundWindowDays) · 24 h, of the terms at the acquisition. */
  settledAt: Date;
  netMinor: number;
  /** The orders of the window with what each is worth; they sum to `netMinor`. */
  orders: { id: string; netMinor: number }[];
};

export type SettledLtv = {
  customers: SettledCustomer[];
  /** Acquired by then and not settled yet. */
  unsettled: number;
  /** Exact sum over `customers`: what a fee is counted from. */
  netMinor: number;
  /** `netMinor` ÷ customers, rounded half up, to look at; null: nobody has settled. */
  valueMinor: number | null;
};

/**
 * The settled LTV of a cohort as it was known at a moment, from the orders themselves and not from any
 * increment: LTV fees are counted by it. Only orders in `currency` count, since amounts of two
 * currencies are never added.
 */
export async function readSettledLtv(
  db: Reader,
  cohort: LtvCohort & { days: LtvDays; currency: string; asOf: Date },
): Promise<SettledLtv> {
  const { days, currency, asOf } = cohort;
  const acquired = await listAcquired(db, cohort);
  const settled = acquired.filter((one) => isSettled(one, { days, asOf }));
  const customers = settled.map((one): SettledCustomer => {
    const inCurrency = one.orders.filter((order) => order.currency === currency);
    const orders = ordersInWindow({ ...one, orders: inCurrency }, days).map((order) => ({
      id: order.id,
      netMinor: netOfOrder(order, asOf),
    }));
    return {
      customerId: one.customerId,
      contractVersionId: one.contractVersionId,
      firstOrderId: one.firstOrderId,
      acquiredAt: one.acquiredAt,
      settledAt: new Date(one.acquiredAt.getTime() + (days + one.refundWindowDays) * DAY_MS),
      netMinor: orders.reduce((sum, order) => sum + order.netMinor, 0),
      orders,
    };
  });
  const netMinor = customers.reduce((sum, one) => sum + one.netMinor, 0);
  return {
    customers,
    unsettled: acquired.length - settled.length,
    netMinor,
    valueMinor: customers.length === 0 ? null : rounded(netMinor, customers.length),
  };
}

const DAY_MS = 86_400_000;
