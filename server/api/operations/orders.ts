import { z } from 'zod';
import { explainOrder } from '../../attribution/explain-order.ts';
import { readCredit } from '../../attribution/read-credit.ts';
import { findReportedOrder } from '../../checkout/find-reported-order.ts';
import { listOrders, readOrder } from '../../checkout/list-orders.ts';
import type { Hub } from '../../platform/hub.ts';
import { Problem } from '../../platform/problem.ts';
import type { OrderView } from '../../protocol/checkout.ts';
import { id } from '../../protocol/id.schema.ts';
import { attribution, order, pageOf } from '../answers.schema.ts';
import { operation } from '../operation.ts';
import { isoTime } from '../rules/iso-time.ts';

const orderPath = z.strictObject({
  orderId: z
    .string()
    .max(120)
    .describe('The id here, or `external:` and the id under which you reported it.'),
});

const ORDERS = { tag: 'Orders', scope: 'orders:read', isLiveOnly: true } as const;

export const orderOperations = [
  operation({
    ...ORDERS,
    id: 'listOrders',
    method: 'get',
    path: '/v1/orders',
    summary: 'Orders of your brand, newest first, fifty at a time',
    querySchema: z.strictObject({ cursor: id.optional(), dropId: id.optional() }),
    answerSchema: pageOf(order),
    run: async (hub, { brand }, { query }) => {
      const { orders, nextCursor } = await listOrders(hub, { brandId: brand.id, ...query });
      return { items: orders.map(present), nextCursor };
    },
  }),
  operation({
    ...ORDERS,
    id: 'readOrder',
    method: 'get',
    path: '/v1/orders/{orderId}',
    summary: 'One order',
    pathSchema: orderPath,
    answerSchema: order,
    run: async (hub, { brand }, { path }) =>
      present(await readOrder(hub, await which(hub, brand.id, path.orderId))),
  }),
  operation({
    ...ORDERS,
    id: 'readAttribution',
    method: 'get',
    path: '/v1/orders/{orderId}/attribution',
    summary: 'Why an order counted, for whom, and what excluded everybody else',
    pathSchema: orderPath,
    answerSchema: attribution,
    run: async (hub, { brand }, { path }) => {
      const asked = await which(hub, brand.id, path.orderId);
      const explained = await explainOrder(hub.db, asked);
      const credit = await readCredit(hub.db, asked.orderId);
      return {
        ...explained,
        capturedAt: isoTime(explained.capturedAt),
        credited: credit?.credited ?? null,
        contractVersion: credit?.contractVersion ?? null,
        candidates: explained.candidates.map((one) => ({ ...one, at: isoTime(one.at) })),
      };
    },
  }),
];

async function which(hub: Hub, brandId: string, text: string) {
  const external = /^external:(.+)$/.exec(text)?.[1];
  if (external === undefined) {
    const orderId = id.safeParse(text).data;
    if (!orderId) throw new Problem('not_found');
    return { brandId, orderId };
  }
  const source = 'api' as const;
  const orderId = await findReportedOrder(hub.db, { brandId, source, externalId: external });
  if (!orderId) throw new Problem('not_found');
  return { brandId, orderId };
}

function present(view: OrderView) {
  const { currency } = view;
  return {
    id: view.id,
    number: view.number,
    source: view.source,
    externalId: view.externalId,
    channel: view.channel,
    dropId: view.dropId,
    capturedAt: isoTime(view.capturedAt),
    captured: { minor: view.capturedMinor, currency },
    refunded: { minor: view.refundedMinor, currency },
    state: view.state,
    lines: view.lines.map(({ title, quantity, unitPriceMinor }) => ({
      title,
      quantity,
      unitPriceMinor,
    })),
  };
}
