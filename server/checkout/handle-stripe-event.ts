import type Stripe from 'stripe';
import type { Hub } from '../platform/hub.ts';
import { insertEvent, markEvent } from './stripe-events.store.ts';
import { onChargeRefunded } from './webhook/charge-refunded.ts';
import { onCheckoutSessionEnded } from './webhook/checkout-session-ended.ts';
import {
  onAccountChanged,
  onBankPayoutChanged,
  onTransferChanged,
} from './webhook/connect-changed.ts';
import { onDisputeChanged } from './webhook/dispute-changed.ts';
import { onRefundUpdated } from './webhook/refund-updated.ts';

/** What an event is about, as kept with it. */
export type StoredEvent = { id: string; type: string; objectId: string };

/** Events that change something here. Each only names an object, which is then fetched afresh. */
const HANDLERS: Record<string, (hub: Hub, objectId: string) => Promise<void>> = {
  'checkout.session.completed': onCheckoutSessionEnded,
  'checkout.session.async_payment_succeeded': onCheckoutSessionEnded,
  'checkout.session.async_payment_failed': onCheckoutSessionEnded,
  'checkout.session.expired': onCheckoutSessionEnded,
  'charge.refunded': onChargeRefunded,
  'refund.created': onRefundUpdated,
  'refund.updated': onRefundUpdated,
  'refund.failed': onRefundUpdated,
  'charge.dispute.created': onDisputeChanged,
  'charge.dispute.updated': onDisputeChanged,
  'charge.dispute.closed': onDisputeChanged,
  'charge.dispute.funds_withdrawn': onDisputeChanged,
  'charge.dispute.funds_reinstated': onDisputeChanged,
  'transfer.created': onTransferChanged,
  'transfer.updated': onTransferChanged,
  'transfer.reversed': onTransferChanged,
  'payout.paid': onBankPayoutChanged,
  'payout.failed': onBankPayoutChanged,
  'account.updated': onAccountChanged,
};

/**
 * Stores an event that Stripe signed, then carries it out; false when that has to be tried again. One
 * that was carried out before changes nothing; one whose first delivery broke off is carried out now;
 * kinds that mean nothing here are not kept, nor is what a rehearsal pays: it leaves nothing behind.
 */
export async function handleStripeEvent(hub: Hub, event: Stripe.Event): Promise<boolean> {
  if (!(event.type in HANDLERS)) return true;
  const objectId = placeOf(event);
  // The platform's own payouts are nobody's earnings.
  if (event.type.startsWith('payout.') && !objectId.includes('/')) return true;
  if (isOfRehearsal(event)) return attempt(hub, { id: event.id, type: event.type, objectId });
  const stored = { id: event.id, type: event.type, objectId };
  if (!(await insertEvent(hub.db, { ...stored, receivedAt: hub.clock.now() }))) return true;
  return carryOut(hub, stored);
}

function isOfRehearsal(event: Stripe.Event): boolean {
  const { metadata } = event.data.object as { metadata?: Stripe.Metadata | null };
  return metadata?.rehearsal === 'yes';
}

async function attempt(hub: Hub, { id, type, objectId }: StoredEvent): Promise<boolean> {
  try {
    await HANDLERS[type]?.(hub, objectId);
    return true;
  } catch (error) {
    hub.log.error(
      { err: error, event: id, type },
      'an event of a rehearsal was not carried out yet',
    );
    return false;
  }
}

/** The object of an event; a payout to a bank is found only in its own account, "acct_…/po_…". */
function placeOf(event: Stripe.Event): string {
  const { id = '', object = '' } = event.data.object as { id?: string; object?: string };
  return object === 'payout' && event.account ? `${event.account}/${id}` : id;
}

/** Carries out a stored event; false when it failed, which stays on record to be tried again. */
export async function carryOut(hub: Hub, { id, type, objectId }: StoredEvent): Promise<boolean> {
  try {
    await HANDLERS[type]?.(hub, objectId);
    await markEvent(hub.db, id, { processedAt: hub.clock.now() });
    return true;
  } catch (error) {
    hub.log.error({ err: error, event: id, type }, 'a payment event could not be carried out yet');
    await markEvent(hub.db, id, { lastError: String(error).slice(0, 500) });
    return false;
  }
}
