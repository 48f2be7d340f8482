import type Stripe from 'stripe';
import { settleCharge } from './charges.ts';
import { customerDetails, findCheckoutSession } from './checkout-session.ts';
import { redeemCoupon } from './coupons.ts';
import { emit } from './events.ts';
import { failPaymentIntent, findPaymentIntent, succeedPaymentIntent } from './payment-intents.ts';
import type { ShopperDetails } from './shopper.ts';
import type { World } from './world.ts';

/** Ends a session with a payment: paid now, or unpaid until a bank debit settles. */
export function completeCheckoutSession(
  world: World,
  session: Stripe.Checkout.Session,
  { paid, shopper }: { paid: boolean; shopper: ShopperDetails },
): void {
  const { email, name, shipping } = shopper;
  const complete: Stripe.Checkout.Session = {
    ...session,
    status: 'complete',
    payment_status: paid ? 'paid' : 'unpaid',
    url: null,
    customer_details: customerDetails({ email, name, address: shipping?.address ?? null }),
    collected_information: {
      business_name: null,
      individual_name: null,
      shipping_details: shipping,
    },
  };
  world.store.update('checkout.session', complete);
  redeemCoupon(world, complete);
  emit(world, { type: 'checkout.session.completed', object: complete });
}

/** The end of a bank debit: the money arrived, or the bank refused it. */
export function settleDebit(world: World, sessionId: string, { paid }: { paid: boolean }): void {
  const session = findCheckoutSession(world, sessionId);
  const intent = findPaymentIntent(world, String(session.payment_intent));
  const pending = world.store.find('charge', String(intent.latest_charge));
  if (pending?.status !== 'pending') return;
  const charge = settleCharge(world, { charge: pending, paid });
  if (paid) {
    succeedPaymentIntent(world, intent, { chargeId: charge.id, shopper: null });
    const settled: Stripe.Checkout.Session = { ...session, payment_status: 'paid' };
    world.store.update('checkout.session', settled);
    emit(world, { type: 'checkout.session.async_payment_succeeded', object: settled });
    return;
  }
  const method = world.store.find('payment_method', String(intent.payment_method)) ?? null;
  failPaymentIntent(world, intent, { chargeId: charge.id, decline: DEBIT_REFUSED, method });
  emit(world, { type: 'checkout.session.async_payment_failed', object: session });
}

const DEBIT_REFUSED = {
  code: 'payment_intent_payment_attempt_failed' as const,
  declineCode: 'insufficient_funds',
  message: "The customer's account has insufficient funds to cover this payment.",
};
