import type { Reader } from '../platform/db.ts';
import type { LtvFigure } from '../protocol/reports.ts';
import { listAcquired } from './attribution.store.ts';
import { LTV_DAYS, ltv, settledLtvMinor } from './rules/ltv.ts';

export type ContractLtv = LtvFigure & { settledMinor: number | null };

/**
 * LTV after 30, 60 and 90 days of the customers whom a contract brought, as it was known at any moment:
 * counted from the orders themselves, with nothing that came later. Only orders in `currency` count.
 */
export async function readContractLtv(
  db: Reader,
  given: { contractId: string; currency: string; asOf: Date },
): Promise<ContractLtv[]> {
  const { currency, asOf } = given;
  const acquired = await listAcquired(db, given);
  const customers = acquired.map(({ orders, ...customer }) => ({
    ...customer,
    orders: orders.filter((order) => order.currency === currency),
  }));
  return LTV_DAYS.map((days) => ({
    ...ltv(customers, { days, asOf }),
    settledMinor: settledLtvMinor(customers, { days, asOf }),
  }));
}
