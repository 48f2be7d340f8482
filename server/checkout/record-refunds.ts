import type Stripe from 'stripe';
import { inTransaction, type Tx } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import type { Hub } from '../platform/hub.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import { type RefundStatus, saveRefund } from './checkout.store.ts';
import { findOrderOfPayment } from './find-order-of-payment.ts';

/** Fetches all refunds of a payment and writes down what we did not know. */
export async function recordRefunds(hub: Hub, paymentIntentId: string): Promise<void> {
  const order = await findOrderOfPayment(hub, paymentIntentId);
  if (!order) return;
  const refunds = hub.payments.stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 });
  for await (const refund of refunds) await recordRefund(hub, order.id, refund);
}

/** Writes one refund, or its new status, and says so once. */
export async function recordRefund(
  hub: Hub,
  orderId: string,
  refund: Stripe.Refund,
): Promise<void> {
  const now = hub.clock.now();
  const status = STATUS[refund.status ?? 'pending'] ?? 'pending';
  const write = async (tx: Tx) => {
    const isNews = await saveRefund(tx, {
      id: refund.id,
      orderId,
      amountMinor: BigInt(refund.amount),
      reason: refund.metadata?.reason ?? refund.reason ?? '',
      status,
      createdAt: now,
    });
    if (!isNews) return;
    const payload = { orderId, refundId: refund.id };
    await recordHappening(tx, 'order.refunded', { payload, at: now });
  };
  await retryOnUniqueConflict(() => inTransaction(hub.db, write));
}

/** Stripe's words for a refund's status, as we keep them. A canceled refund gave nothing back. */
const STATUS: Record<string, RefundStatus> = {
  succeeded: 'succeeded',
  pending: 'pending',
  requires_action: 'pending',
  failed: 'failed',
  canceled: 'failed',
};
