import type Stripe from 'stripe';
import { plan } from './agenda.ts';
import { createCharge } from './charges.ts';
import { type CheckoutDraft, draftIdOf } from './checkout-draft.ts';
import { findCheckoutSession, withShippingOption } from './checkout-session.ts';
import { completeCheckoutSession } from './complete-checkout-session.ts';
import { keepCustomer } from './customers.ts';
import {
  askForAction,
  failPaymentIntent,
  paymentIntentOf,
  startProcessing,
  succeedPaymentIntent,
} from './payment-intents.ts';
import { createPaymentMethod } from './payment-methods.ts';
import type { Instrument, ShopperDetails } from './shopper.ts';
import type { CardDecline } from './test-cards.ts';
import { nowSeconds, type World } from './world.ts';

/** How one attempt ended. `closed` means that the session takes no money (any more). */
export type PaymentResult =
  | { kind: 'succeeded' }
  | { kind: 'pending' }
  | { kind: 'challenge' }
  | { kind: 'declined'; message: string }
  | { kind: 'closed' };

/** One press on "Pay": charges, declines, or asks for 3-D Secure, and tells of each step. */
export function attemptPayment(
  world: World,
  sessionId: string,
  form: { instrument: Instrument; shopper: ShopperDetails; shippingRate: string | null },
): PaymentResult {
  const found = findCheckoutSession(world, sessionId);
  if (!isPayable(world, found)) return { kind: 'closed' };
  const session = chooseShipping(found, form.shippingRate);
  const draft = findDraft(world, sessionId);
  const method = createPaymentMethod(world, form);
  const attempt = { session, draft, method, shopper: form.shopper, authenticated: false };
  if (form.instrument.kind === 'card' && form.instrument.card.challenges) {
    return challenge(world, { ...attempt, instrument: form.instrument });
  }
  return charge(world, { ...attempt, instrument: form.instrument });
}

/** The shopper's answer to the 3-D Secure page. */
export function answerChallenge(
  world: World,
  sessionId: string,
  { passed }: { passed: boolean },
): PaymentResult {
  const session = findCheckoutSession(world, sessionId);
  const draft = findDraft(world, sessionId);
  const waiting = draft.challenged;
  if (!isPayable(world, session) || waiting === null) return { kind: 'closed' };
  draft.challenged = null;
  world.store.update('checkout_draft', draft);
  const method = world.store.find('payment_method', waiting.methodId) ?? null;
  if (passed && method !== null) {
    return charge(world, { session, draft, method, authenticated: true, ...waiting });
  }
  const intent = paymentIntentOf(world, { session, draft });
  failPaymentIntent(world, intent, { chargeId: null, decline: NOT_AUTHENTICATED, method });
  return { kind: 'declined', message: NOT_AUTHENTICATED.message };
}

/** Whether the session still takes money now. */
export function isPayable(world: World, session: Stripe.Checkout.Session): boolean {
  return session.status === 'open' && session.expires_at > nowSeconds(world);
}

/** The session with the shipping that the shopper chose; unchanged when there is no such choice. */
export function chooseShipping(
  session: Stripe.Checkout.Session,
  shippingRate: string | null,
): Stripe.Checkout.Session {
  const chosen = session.shipping_options.find((option) => option.shipping_rate === shippingRate);
  return chosen === undefined ? session : withShippingOption(session, chosen);
}

interface Attempt {
  session: Stripe.Checkout.Session;
  draft: CheckoutDraft;
  method: Stripe.PaymentMethod;
  instrument: Instrument;
  shopper: ShopperDetails;
  authenticated: boolean;
}

const NOT_AUTHENTICATED = {
  code: 'payment_intent_authentication_failure' as const,
  declineCode: null,
  message:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
};

function findDraft(world: World, sessionId: string): CheckoutDraft {
  const draft = world.store.find('checkout_draft', draftIdOf(sessionId));
  if (draft === undefined) throw new Error(`Session ${sessionId} was kept without its draft`);
  return draft;
}

function challenge(world: World, attempt: Omit<Attempt, 'authenticated'>): PaymentResult {
  const { session, draft, method, shopper, instrument } = attempt;
  const intent = { ...paymentIntentOf(world, { session, draft }), payment_method: method.id };
  askForAction(world, intent, `${session.url}/challenge`);
  const challenged = { shopper, instrument, methodId: method.id };
  world.store.update('checkout_draft', { ...draft, challenged });
  world.store.update('checkout.session', { ...session, payment_intent: intent.id });
  return { kind: 'challenge' };
}

function charge(world: World, attempt: Attempt): PaymentResult {
  const { instrument } = attempt;
  if (instrument.kind === 'debit') return startDebit(world, attempt, instrument);
  const { behaviour } = instrument.card;
  return behaviour === 'succeed'
    ? takeCardPayment(world, attempt, instrument)
    : declineCard(world, attempt, behaviour);
}

function takeCardPayment(
  world: World,
  attempt: Attempt,
  instrument: Extract<Instrument, { kind: 'card' }>,
): PaymentResult {
  const { method, shopper, authenticated } = attempt;
  const { session, intent } = identify(world, attempt);
  const outcome = { status: 'succeeded' } as const;
  const paid = createCharge(world, { intent, method, shopper, outcome, authenticated });
  succeedPaymentIntent(world, intent, { chargeId: paid.id, shopper });
  completeCheckoutSession(world, session, { paid: true, shopper });
  if (instrument.card.aftermath === 'dispute') {
    const dueAt = nowSeconds(world) + world.delayedSeconds;
    plan(world, { task: 'open_dispute', subject: paid.id, dueAt });
  }
  return { kind: 'succeeded' };
}

function declineCard(world: World, attempt: Attempt, decline: CardDecline): PaymentResult {
  const { session, draft, method, shopper, authenticated } = attempt;
  const intent = paymentIntentOf(world, { session, draft });
  const outcome = { status: 'failed', decline } as const;
  const failed = createCharge(world, { intent, method, shopper, outcome, authenticated });
  failPaymentIntent(world, intent, { chargeId: failed.id, decline, method });
  world.store.update('checkout.session', { ...session, payment_intent: intent.id });
  return { kind: 'declined', message: decline.message };
}

function startDebit(
  world: World,
  attempt: Attempt,
  instrument: Extract<Instrument, { kind: 'debit' }>,
): PaymentResult {
  const { method, shopper } = attempt;
  const { session, intent } = identify(world, attempt);
  const outcome = { status: 'pending' } as const;
  const pending = createCharge(world, { intent, method, shopper, outcome, authenticated: false });
  startProcessing(world, intent, { chargeId: pending.id, shopper });
  completeCheckoutSession(world, session, { paid: false, shopper });
  const task = instrument.pays ? 'settle_debit_paid' : 'settle_debit_failed';
  plan(world, { task, subject: session.id, dueAt: nowSeconds(world) + world.delayedSeconds });
  return { kind: 'pending' };
}

/** The session and its intent with the customer and the payment method that pay. */
function identify(world: World, { session, draft, method, shopper }: Attempt) {
  const intent = paymentIntentOf(world, { session, draft });
  const customer = customerOf(world, { session, shopper });
  return {
    session: { ...session, customer, payment_intent: intent.id },
    intent: { ...intent, customer, payment_method: method.id },
  };
}

function customerOf(
  world: World,
  { session, shopper }: { session: Stripe.Checkout.Session; shopper: ShopperDetails },
): string | null {
  if (typeof session.customer === 'string') return session.customer;
  if (session.customer_creation !== 'always') return null;
  const { email, name, shipping } = shopper;
  return keepCustomer(world, { email, name, address: shipping?.address ?? null }).id;
}
