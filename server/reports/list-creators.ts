import { grouped } from '../attribution/rules/grouped.ts';
import { LTV_DAYS, type LtvCustomer, ltv, ltvSoFarMinor } from '../attribution/rules/ltv.ts';
import { netOfOrder } from '../checkout/rules/net-of-order.ts';
import { contractState } from '../contracts/rules/contract-state.ts';
import type { Hub } from '../platform/hub.ts';
import type { CreatorRow } from '../protocol/reports.ts';
import {
  countVisitsByContract,
  listAcquisitions,
  listOrderMoney,
  listReportedContracts,
  type ReportedOrder,
  type ReportScope,
  sumLedgerByContract,
} from './reports.store.ts';

type Contract = Awaited<ReturnType<typeof listReportedContracts>>[number];
type Acquisition = Awaited<ReturnType<typeof listAcquisitions>>[number];

/**
 * What each creator earned and brought, as it was known at a moment: one row per contract, whoever
 * sold most first. A fixed number of queries, however many orders there are.
 */
export async function listCreators(
  hub: Hub,
  { brand, asOf }: { brand: { id: string; currency: string }; asOf: Date },
): Promise<CreatorRow[]> {
  const { db } = hub;
  const scope: ReportScope = { brandId: brand.id, asOf };
  const contracts = await listReportedContracts(db, brand.id);
  const orders = await listOrderMoney(db, scope);
  const acquisitions = await listAcquisitions(db, scope);
  const balances = await sumLedgerByContract(db, scope);
  const visits = await countVisitsByContract(db, scope);
  const sold = grouped(orders, ({ contractId }) => contractId);
  const bought = grouped(orders, ({ customerId }) => customerId);
  const brought = grouped(acquisitions, ({ contractId }) => contractId);
  const balanceOf = (contractId: string, accounts: readonly string[]) =>
    balances
      .filter((one) => one.contractId === contractId && accounts.includes(one.account))
      .reduce((sum, { minor }) => sum + minor, 0);
  const rows = contracts.map((contract): CreatorRow => {
    const { id, creatorId, creatorName, handle, avatarHue } = contract;
    const customers = customersOf(contract, brought.get(id) ?? [], bought);
    const money = (minor: number) => ({ minor, currency: brand.currency });
    return {
      contractId: id,
      creatorId,
      creatorName,
      handle,
      avatarHue,
      contractState: contractState(contract, asOf),
      owed: money(balanceOf(id, OWED)),
      paid: money(balanceOf(id, ['creator_paid'])),
      clicks: visits.get(id) ?? 0,
      ...salesOf(sold.get(id) ?? [], { asOf, currency: brand.currency }),
      firstClickOrders: customers.length,
      ltv: LTV_DAYS.map((days) => ltv(customers, { days, asOf })),
      ltvSoFarMinor: ltvSoFarMinor(customers, asOf),
    };
  });
  return rows.sort((a, b) => b.netSales.minor - a.netSales.minor);
}

const OWED = ['creator_pending', 'creator_available', 'creator_held'];

function customersOf(
  contract: Contract,
  acquisitions: readonly Acquisition[],
  bought: ReadonlyMap<string, ReportedOrder[]>,
): LtvCustomer[] {
  const windows = new Map(contract.versions.map(({ id, terms }) => [id, terms.refundWindowDays]));
  return acquisitions.map(({ customerId, contractVersionId, acquiredAt }) => {
    const orders = bought.get(customerId) ?? [];
    return {
      // An order that was settled late may have been captured before the acquisition was written.
      acquiredAt: earliest([acquiredAt, ...orders.map(({ capturedAt }) => capturedAt)]),
      refundWindowDays: windows.get(contractVersionId ?? '') ?? 0,
      orders,
    };
  });
}

function earliest(times: readonly Date[]): Date {
  return new Date(Math.min(...times.map((at) => at.getTime())));
}

/** Sales through this creator's gates; the refund rate is the share of orders with any refund. */
function salesOf(
  orders: readonly ReportedOrder[],
  { asOf, currency }: { asOf: Date; currency: string },
): Pick<CreatorRow, 'orders' | 'netSales' | 'refundRate'> {
  const refunded = orders.filter(({ refunds }) => refunds.some(({ at }) => at <= asOf)).length;
  const minor = orders.reduce((sum, order) => sum + netOfOrder(order, asOf), 0);
  return {
    orders: orders.length,
    netSales: { minor, currency },
    refundRate: orders.length === 0 ? null : refunded / orders.length,
  };
}
