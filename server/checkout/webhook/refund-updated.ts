import type { Hub } from '../../platform/hub.ts';
import { recordRefunds } from '../record-refunds.ts';

/** `refund.created`, `refund.updated`, `refund.failed`. */
export async function onRefundUpdated(hub: Hub, refundId: string): Promise<void> {
  const { payment_intent: intent } = await hub.payments.stripe.refunds.retrieve(refundId);
  if (intent) await recordRefunds(hub, typeof intent === 'string' ? intent : intent.id);
}
