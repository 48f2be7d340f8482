import type { Hub } from '../platform/hub.ts';
import { findOpenSessions, findWaitingEvents } from './checkout.store.ts';
import { findOpenDisputes } from './disputes.store.ts';
import { carryOut, handleStripeEvent } from './handle-stripe-event.ts';
import { recordStripeDispute } from './record-dispute.ts';
import { settlePayment } from './settle-payment.ts';

const BATCH = 100;
const GRACE_MS = 60_000;
const LOOK_BACK_SECONDS = 3 * 3600;

/**
 * Finds what no event told us: sessions that are open with us, stored events that failed, and
 * events of the last three hours that never came. Safe to run at any time, any number of times.
 */
export async function reconcilePayments(hub: Hub): Promise<void> {
  const before = new Date(hub.clock.now().getTime() - GRACE_MS);
  for (const event of await findWaitingEvents(hub.db, { before, take: BATCH })) {
    await carryOut(hub, event);
  }
  for (const { id } of await findOpenSessions(hub.db, { olderThan: before, take: BATCH })) {
    await settlePayment(hub, id).catch((error: unknown) =>
      hub.log.error({ err: error, session: id }, 'a session could not be reconciled'),
    );
  }
  for (const { id } of await findOpenDisputes(hub.db, { afterId: '', take: BATCH })) {
    await recordStripeDispute(hub, id).catch((error: unknown) =>
      hub.log.error({ err: error, dispute: id }, 'a dispute could not be reconciled'),
    );
  }
  const since = Math.floor(hub.clock.now().getTime() / 1000) - LOOK_BACK_SECONDS;
  const events = hub.payments.stripe.events.list({ created: { gte: since }, limit: 100 });
  for await (const event of events) await handleStripeEvent(hub, event);
}
