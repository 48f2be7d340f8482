import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import type { OrderPath } from '../protocol/reports.ts';
import { listCountedOrders } from './names.store.ts';
import { listReportedContracts, type ReportBrand } from './reports.store.ts';

const MOST = 20;

/** The newest orders, or one by its number, each with who brought its customer and who sold it. */
export async function listOrderPaths(
  { db }: Hub,
  { id: brandId }: ReportBrand,
  { number }: { number?: number | undefined },
): Promise<OrderPath[]> {
  const orders = await listCountedOrders(db, { brandId, number, limit: MOST });
  const contracts = await listReportedContracts(db, brandId);
  const names = new Map(contracts.map((one) => [one.id, one.creatorName]));
  return orders.map((order) => ({
    orderId: order.orderId,
    number: order.number,
    capturedAt: order.capturedAt.getTime(),
    net: { minor: toNumber(order.netMinor), currency: order.currency },
    isFirst: order.isFirst,
    firstClick: names.get(order.creditContractId) ?? null,
    lastClick: names.get(order.contractId) ?? null,
    channel: order.channel,
  }));
}
