import Stripe from 'stripe';
import { nowSeconds, type World } from './world.ts';

/** The events that this server can emit, with the object that each carries. */
interface EmittedObjects {
  'checkout.session.completed': Stripe.Checkout.Session;
  'checkout.session.expired': Stripe.Checkout.Session;
  'checkout.session.async_payment_succeeded': Stripe.Checkout.Session;
  'checkout.session.async_payment_failed': Stripe.Checkout.Session;
  'payment_intent.created': Stripe.PaymentIntent;
  'payment_intent.requires_action': Stripe.PaymentIntent;
  'payment_intent.processing': Stripe.PaymentIntent;
  'payment_intent.succeeded': Stripe.PaymentIntent;
  'payment_intent.payment_failed': Stripe.PaymentIntent;
  'payment_intent.canceled': Stripe.PaymentIntent;
  'charge.pending': Stripe.Charge;
  'charge.succeeded': Stripe.Charge;
  'charge.failed': Stripe.Charge;
  'charge.refunded': Stripe.Charge;
  'charge.dispute.created': Stripe.Dispute;
  'charge.dispute.funds_withdrawn': Stripe.Dispute;
  'charge.dispute.funds_reinstated': Stripe.Dispute;
  'charge.dispute.closed': Stripe.Dispute;
  'charge.dispute.updated': Stripe.Dispute;
  'account.updated': Stripe.Account;
  'transfer.created': Stripe.Transfer;
  'transfer.reversed': Stripe.Transfer;
  'payout.paid': Stripe.Payout;
  'payout.failed': Stripe.Payout;
  'customer.created': Stripe.Customer;
  'refund.created': Stripe.Refund;
  'refund.updated': Stripe.Refund;
  'refund.failed': Stripe.Refund;
}

export type EmittedType = keyof EmittedObjects;

/**
 * Records an event with the object as it is now, and queues its delivery in the same transaction:
 * an event exists exactly when the change that it tells of was kept.
 */
export function emit<T extends EmittedType>(
  world: World,
  { type, object, account }: { type: T; object: EmittedObjects[T]; account?: string },
): void {
  const event = {
    id: world.newId('evt_'),
    object: 'event',
    api_version: Stripe.API_VERSION,
    created: nowSeconds(world),
    data: { object },
    livemode: false,
    pending_webhooks: world.delivers(type) ? 1 : 0,
    request: world.cause,
    type,
    // What happened in a connected account says in which.
    ...(account === undefined ? {} : { account }),
  };
  // The union cannot be narrowed by a type parameter; EmittedObjects keeps type and object in step.
  world.store.insert('event', event as unknown as Stripe.Event);
  if (!world.delivers(type)) return;
  world.store
    .statement(`INSERT INTO deliveries (event_id, state, next_at) VALUES (?, 'pending', ?)`)
    .run(event.id, nowSeconds(world));
}
