import type { Hub } from '../../platform/hub.ts';
import { recordRefunds } from '../record-refunds.ts';

/** `charge.refunded`: somebody gave money back, here or in Stripe's own dashboard. */
export async function onChargeRefunded(hub: Hub, chargeId: string): Promise<void> {
  const { payment_intent: intent } = await hub.payments.stripe.charges.retrieve(chargeId);
  if (intent) await recordRefunds(hub, typeof intent === 'string' ? intent : intent.id);
}
