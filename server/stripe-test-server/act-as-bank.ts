import type Stripe from 'stripe';
import { closeDispute, openDispute } from './disputes.ts';
import type { World } from './world.ts';

/** The newest dispute over a session's payment. */
export function disputeOf(world: World, session: Stripe.Checkout.Session): Stripe.Dispute | null {
  const intent = session.payment_intent;
  if (intent === null) return null;
  const fields = { payment_intent: String(intent) };
  return world.store.list('dispute', { limit: 1, fields })[0] ?? null;
}

/**
 * What the payment page offers once it has done its work: the payer's bank contests the payment, and
 * decides. False when that is not what was asked for, or not possible (any more).
 */
export function actAsBank(
  world: World,
  { session, act }: { session: Stripe.Checkout.Session; act: unknown },
): boolean {
  if (session.status !== 'complete') return false;
  const dispute = disputeOf(world, session);
  const isOpen = dispute !== null && dispute.status !== 'won' && dispute.status !== 'lost';
  return world.store.atomically(() => {
    if (act === 'dispute' && dispute === null) return contest(world, session);
    if ((act === 'won' || act === 'lost') && isOpen) closeDispute(world, dispute.id, act);
    return act === 'dispute' || act === 'won' || act === 'lost';
  });
}

function contest(world: World, session: Stripe.Checkout.Session): boolean {
  const intent = world.store.find('payment_intent', String(session.payment_intent));
  const charge = world.store.find('charge', String(intent?.latest_charge));
  if (!charge || charge.disputed || charge.status !== 'succeeded' || charge.refunded) return false;
  openDispute(world, charge.id);
  return true;
}
