import type { Hub } from '../../platform/hub.ts';
import { settlePayment } from '../settle-payment.ts';

/** `checkout.session.completed`, `.expired`, `.async_payment_succeeded`, `.async_payment_failed`. */
export async function onCheckoutSessionEnded(hub: Hub, sessionId: string): Promise<void> {
  await settlePayment(hub, sessionId);
}
