import type Stripe from 'stripe';
import type { CheckoutDraft } from './checkout-draft.ts';
import { emit } from './events.ts';
import type { ShopperDetails } from './shopper.ts';
import { noSuch } from './stripe-fault.ts';
import type { CardDecline } from './test-cards.ts';
import { nowSeconds, type World } from './world.ts';

type Intent = Stripe.PaymentIntent;

/** `GET /v1/payment_intents/:id` */
export function findPaymentIntent(world: World, id: string, param = 'intent'): Intent {
  const intent = world.store.find('payment_intent', id);
  if (intent === undefined) throw noSuch('payment_intent', { id, param });
  return intent;
}

/** The session's payment intent, made at the first attempt to pay and kept through every other. */
export function paymentIntentOf(
  world: World,
  { session, draft }: { session: Stripe.Checkout.Session; draft: CheckoutDraft },
): Intent {
  if (typeof session.payment_intent === 'string') {
    const existing = findPaymentIntent(world, session.payment_intent);
    return { ...existing, amount: session.amount_total ?? 0 };
  }
  const intent = newPaymentIntent(world, { session, draft });
  world.store.insert('payment_intent', intent);
  emit(world, { type: 'payment_intent.created', object: intent });
  return intent;
}

/** Waits for the shopper to pass 3-D Secure. */
export function askForAction(world: World, intent: Intent, returnUrl: string): Intent {
  const waiting: Intent = {
    ...intent,
    status: 'requires_action',
    last_payment_error: null,
    next_action: {
      type: 'redirect_to_url',
      redirect_to_url: { url: returnUrl, return_url: returnUrl },
    },
  };
  return keep(world, { type: 'payment_intent.requires_action', intent: waiting });
}

/** The charge went through. */
export function succeedPaymentIntent(
  world: World,
  intent: Intent,
  facts: { chargeId: string; shopper: ShopperDetails | null },
): Intent {
  const paid: Intent = {
    ...intent,
    status: 'succeeded',
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: facts.chargeId,
    next_action: null,
    processing: null,
    shipping: facts.shopper === null ? intent.shipping : intentShipping(facts.shopper),
  };
  return keep(world, { type: 'payment_intent.succeeded', intent: paid });
}

/** A bank debit is on its way. */
export function startProcessing(
  world: World,
  intent: Intent,
  facts: { chargeId: string; shopper: ShopperDetails },
): Intent {
  const underWay: Intent = {
    ...intent,
    status: 'processing',
    last_payment_error: null,
    latest_charge: facts.chargeId,
    next_action: null,
    shipping: intentShipping(facts.shopper),
  };
  return keep(world, { type: 'payment_intent.processing', intent: underWay });
}

/** The attempt failed; the intent waits for another payment method. */
export function failPaymentIntent(
  world: World,
  intent: Intent,
  facts: {
    chargeId: string | null;
    decline: Omit<CardDecline, 'code'> & { code: Stripe.PaymentIntent.LastPaymentError.Code };
    method: Stripe.PaymentMethod | null;
  },
): Intent {
  const { chargeId, decline, method } = facts;
  const error: Stripe.PaymentIntent.LastPaymentError = {
    code: decline.code,
    message: decline.message,
    type: method === null || method.type === 'card' ? 'card_error' : 'invalid_request_error',
  };
  if (chargeId !== null) error.charge = chargeId;
  if (decline.declineCode !== null) error.decline_code = decline.declineCode;
  if (method !== null) error.payment_method = method;
  const failed: Intent = {
    ...intent,
    status: 'requires_payment_method',
    last_payment_error: error,
    latest_charge: chargeId ?? intent.latest_charge,
    next_action: null,
    payment_method: null,
    processing: null,
  };
  return keep(world, { type: 'payment_intent.payment_failed', intent: failed });
}

/** Ends an intent whose session ended unpaid. */
export function cancelPaymentIntent(world: World, id: string): void {
  const intent = findPaymentIntent(world, id);
  if (intent.status === 'succeeded' || intent.status === 'canceled') return;
  const canceled: Intent = {
    ...intent,
    status: 'canceled',
    canceled_at: nowSeconds(world),
    cancellation_reason: 'automatic',
    next_action: null,
  };
  keep(world, { type: 'payment_intent.canceled', intent: canceled });
}

function keep(
  world: World,
  change: {
    type:
      | 'payment_intent.requires_action'
      | 'payment_intent.processing'
      | 'payment_intent.succeeded'
      | 'payment_intent.payment_failed'
      | 'payment_intent.canceled';
    intent: Intent;
  },
): Intent {
  world.store.update('payment_intent', change.intent);
  emit(world, { type: change.type, object: change.intent });
  return change.intent;
}

function intentShipping({ shipping }: ShopperDetails): Stripe.PaymentIntent.Shipping | null {
  if (shipping === null) return null;
  const { name, address } = shipping;
  return { name, address, carrier: null, phone: null, tracking_number: null };
}

function newPaymentIntent(
  world: World,
  { session, draft }: { session: Stripe.Checkout.Session; draft: CheckoutDraft },
): Intent {
  const id = world.newId('pi_');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: session.amount_total ?? 0,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${world.newId('')}`,
    confirmation_method: 'automatic',
    created: nowSeconds(world),
    currency: session.currency ?? 'usd',
    customer: session.customer,
    customer_account: null,
    description: draft.paymentIntent.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: draft.paymentIntent.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: session.payment_method_types,
    payment_record: null,
    processing: null,
    receipt_email: draft.paymentIntent.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: draft.paymentIntent.statementDescriptor,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: draft.paymentIntent.transferGroup,
  };
}
