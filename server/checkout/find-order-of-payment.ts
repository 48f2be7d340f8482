import type { Hub } from '../platform/hub.ts';
import { findOrderByPayment, findSession } from './checkout.store.ts';
import { settlePayment } from './settle-payment.ts';

/**
 * The order of a payment, or null when it has none here. News of a refund or a dispute may overtake
 * the news of the payment itself: a payment page of ours that is still open is settled first.
 */
export async function findOrderOfPayment(
  hub: Hub,
  paymentIntentId: string,
): Promise<{ id: string } | null> {
  const known = await findOrderByPayment(hub.db, paymentIntentId);
  if (known) return known;
  const sessions = hub.payments.stripe.checkout.sessions.list({ payment_intent: paymentIntentId });
  for await (const { id } of sessions) {
    const ours = await findSession(hub.db, id);
    if (ours && !ours.completedAt && !ours.expiredAt) await settlePayment(hub, id);
  }
  return findOrderByPayment(hub.db, paymentIntentId);
}
