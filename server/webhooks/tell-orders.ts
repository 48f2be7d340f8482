import { readCredit } from '../attribution/read-credit.ts';
import { idAtShop } from '../checkout/rules/id-at-shop.ts';
import type { DisputeStatus } from '../checkout/rules/net-of-order.ts';
import { idOutside } from '../checkout/rules/reported-dispute.ts';
import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import type { DisputeChange, Happenings } from '../protocol/happenings.ts';
import { findDispute, findOrderForMessage, findRefund } from './facts.store.ts';
import { tellBrand } from './tell-brand.ts';

/** Follows 'order.paid'. */
export async function tellOrderPaid(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  const order = await findOrderForMessage(hub.db, orderId);
  if (!order) return;
  const { brandId, number, source, dropId, capturedAt, currency } = order;
  await tellBrand(hub, 'order.paid', {
    brandId,
    subject: orderId,
    at: capturedAt,
    data: {
      orderId,
      number,
      source,
      externalId: idAtShop(order),
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

/** Follows 'order.disputed': tells each change once, as the dispute was then. */
export async function tellOrderDisputed(
  hub: Hub,
  { orderId, disputeId, change }: Happenings['order.disputed'],
): Promise<void> {
  const order = await findOrderForMessage(hub.db, orderId);
  const dispute = await findDispute(hub.db, disputeId);
  if (!order || !dispute) return;
  const { brandId, number, source } = order;
  const { currency, reason, evidenceDueAt } = dispute;
  const { id, at, status, amountMinor } = change ?? asItIs(dispute);
  await tellBrand(hub, 'order.disputed', {
    ...{ brandId, subject: `${disputeId}:${id}`, at: new Date(at) },
    data: {
      ...{ orderId, number, disputeId: idOutside({ source, orderId }, disputeId), status, reason },
      disputed: { minor: amountMinor, currency },
      evidenceDueAt: evidenceDueAt?.toISOString() ?? null,
    },
  });
}

/** For a happening of an older build, which says only that something changed. */
function asItIs(dispute: NonNullable<Awaited<ReturnType<typeof findDispute>>>): DisputeChange {
  const status = dispute.status as DisputeStatus;
  const at = (dispute.decidedAt ?? dispute.openedAt).getTime();
  return { id: status, at, status, amountMinor: toNumber(dispute.amountMinor) };
}
