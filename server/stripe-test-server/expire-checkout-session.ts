import type Stripe from 'stripe';
import { findCheckoutSession } from './checkout-session.ts';
import { emit } from './events.ts';
import { cancelPaymentIntent } from './payment-intents.ts';
import { StripeFault } from './stripe-fault.ts';
import { nowSeconds, type World } from './world.ts';

/** `POST /v1/checkout/sessions/:id/expire`: only an open session can end so. */
export function expireCheckoutSession(world: World, id: string): Stripe.Checkout.Session {
  const session = findCheckoutSession(world, id);
  if (session.status !== 'open') {
    throw new StripeFault(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    );
  }
  return closeUnpaid(world, session);
}

/** The agenda's end of a session that nobody paid in time; one that ended before is left alone. */
export function lapseCheckoutSession(world: World, id: string): void {
  const session = findCheckoutSession(world, id);
  if (session.status === 'open' && session.expires_at <= nowSeconds(world)) {
    closeUnpaid(world, session);
  }
}

function closeUnpaid(world: World, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  const expired: Stripe.Checkout.Session = { ...session, status: 'expired', url: null };
  world.store.update('checkout.session', expired);
  if (typeof session.payment_intent === 'string') {
    cancelPaymentIntent(world, session.payment_intent);
  }
  emit(world, { type: 'checkout.session.expired', object: expired });
  return expired;
}
