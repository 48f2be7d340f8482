import { readCredit } from '../attribution/read-credit.ts';
import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import { findOrderForMessage, findRefund } from './facts.store.ts';
import { tellBrand } from './tell-brand.ts';

/** Follows 'order.paid'. */
export async function tellOrderPaid(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  const order = await findOrderForMessage(hub.db, orderId);
  if (!order) return;
  const { brandId, number, source, externalId, dropId, capturedAt, currency } = order;
  await tellBrand(hub, 'order.paid', {
    brandId,
    subject: orderId,
    at: capturedAt,
    data: {
      orderId,
      number,
      source,
      externalId,
      dropId,
      capturedAt: capturedAt.toISOString(),
      captured: { minor: toNumber(order.capturedMinor), currency },
    },
  });
}

/** Follows 'order.decided'. */
export async function tellOrderAttributed(
  hub: Hub,
  { orderId }: { orderId: string },
): Promise<void> {
  const order = await findOrderForMessage(hub.db, orderId);
  const credit = await readCredit(hub.db, orderId);
  if (!order || !credit) return;
  const { brandId, number } = order;
  await tellBrand(hub, 'order.attributed', {
    brandId,
    subject: orderId,
    at: hub.clock.now(),
    data: { orderId, number, ...credit },
  });
}

/** Follows 'order.refunded'; a refund that is on its way, or failed, is no money yet. */
export async function tellOrderRefunded(
  hub: Hub,
  { orderId, refundId }: { orderId: string; refundId: string },
): Promise<void> {
  const order = await findOrderForMessage(hub.db, orderId);
  const refund = await findRefund(hub.db, refundId);
  if (!order || refund?.status !== 'succeeded') return;
  const { brandId, number, currency } = order;
  await tellBrand(hub, 'order.refunded', {
    brandId,
    subject: refundId,
    at: refund.createdAt,
    data: {
      orderId,
      number,
      refunded: { minor: toNumber(refund.amountMinor), currency },
      captured: { minor: toNumber(order.capturedMinor), currency },
    },
  });
}
