import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import { Problem } from '../platform/problem.ts';
import type { DisputeView, OrderSource, OrderView } from '../protocol/checkout.ts';
import {
  findCreatorNames,
  findOrderOfBrand,
  findOrdersOfBrand,
  type OrderForView,
} from './checkout.store.ts';
import { idAtShop } from './rules/id-at-shop.ts';

const PAGE = 50;

type Asked = { brandId: string; dropId?: string | undefined; cursor?: string | undefined };

/** A brand's orders, newest first, fifty at a time. */
export async function listOrders(
  hub: Hub,
  { brandId, dropId, cursor }: Asked,
): Promise<{ orders: OrderView[]; nextCursor: string | null }> {
  const found = await findOrdersOfBrand(hub.db, {
    brandId,
    dropId,
    before: cursor,
    take: PAGE + 1,
  });
  const orders = found.slice(0, PAGE);
  return {
    orders: await present(hub, orders),
    nextCursor: found.length > PAGE ? (orders.at(-1)?.id ?? null) : null,
  };
}

/** One order of its brand. */
export async function readOrder(
  hub: Hub,
  { brandId, orderId }: { brandId: string; orderId: string },
): Promise<OrderView> {
  const order = await findOrderOfBrand(hub.db, brandId, orderId);
  const [view] = order ? await present(hub, [order]) : [];
  if (!view) throw new Problem('not_found');
  return view;
}

async function present(hub: Hub, orders: OrderForView[]): Promise<OrderView[]> {
  const contractIds = new Set(orders.flatMap(({ contractId }) => contractId ?? []));
  const names = await findCreatorNames(hub.db, [...contractIds]);
  return orders.map((order) => {
    const capturedMinor = toNumber(order.capturedMinor);
    const refundedMinor = toNumber(order.refunds.reduce((sum, one) => sum + one.amountMinor, 0n));
    return {
      id: order.id,
      number: order.number,
      source: order.source as OrderSource,
      externalId: idAtShop(order),
      channel: order.channel,
      dropId: order.dropId,
      dropTitle: order.drop?.title ?? null,
      creatorName: (order.contractId && names.get(order.contractId)) ?? null,
      customerEmail: order.customer.email,
      capturedAt: order.capturedAt.getTime(),
      currency: order.currency,
      capturedMinor,
      refundedMinor,
      creditMinor: toNumber(order.creditMinor),
      lines: order.lines.map(({ title, quantity, unitPriceMinor, isAddOn }) => ({
        title,
        quantity,
        unitPriceMinor: toNumber(unitPriceMinor),
        isAddOn,
      })),
      dispute: disputeOf(order),
      state:
        refundedMinor === 0 ? 'paid' : refundedMinor < capturedMinor ? 'part_refunded' : 'refunded',
    };
  });
}

function disputeOf({ disputes: [newest] }: OrderForView): DisputeView | null {
  if (!newest) return null;
  const { reason, openedAt, evidenceDueAt } = newest;
  return {
    state: newest.status as DisputeView['state'],
    amountMinor: toNumber(newest.amountMinor),
    reason,
    openedAt: openedAt.getTime(),
    evidenceDueAt: evidenceDueAt?.getTime() ?? null,
  };
}
