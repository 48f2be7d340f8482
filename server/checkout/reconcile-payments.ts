import type { Hub } from '../platform/hub.ts';
import { findOpenSessions, readReconciledAt, saveReconciledAt } from './checkout.store.ts';
import { findOpenDisputes } from './disputes.store.ts';
import { carryOut, handleStripeEvent } from './handle-stripe-event.ts';
import { recordStripeDispute } from './record-dispute.ts';
import { settlePayment } from './settle-payment.ts';
import { findWaitingEvents } from './stripe-events.store.ts';

const BATCH = 100;
const GRACE_MS = 60_000;
const LOOK_BACK_MS = 3 * 3_600_000;
/** Stripe keeps events for thirty days. */
const FURTHEST_BACK_MS = 30 * 86_400_000;

/**
 * Finds what no event told us: sessions that are open with us, stored events that failed, disputes
 * that nobody has ended, and events that never came, since three hours before the last time that this
 * went through; after an outage it looks back over all of it. Safe to run at any time, any number of
 * times.
 */
export async function reconcilePayments(hub: Hub): Promise<void> {
  const startedAt = hub.clock.now();
  const before = new Date(startedAt.getTime() - GRACE_MS);
  for (const event of await findWaitingEvents(hub.db, { before, take: BATCH })) {
    await carryOut(hub, event);
  }
  for (const { id } of await findOpenSessions(hub.db, { olderThan: before, take: BATCH })) {
    await settlePayment(hub, id).catch((error: unknown) =>
      hub.log.error({ err: error, session: id }, 'a session could not be reconciled'),
    );
  }
  await reconcileDisputes(hub);
  const last = (await readReconciledAt(hub.db)) ?? startedAt;
  const furthest = startedAt.getTime() - FURTHEST_BACK_MS;
  const since = Math.max(furthest, last.getTime() - LOOK_BACK_MS);
  const created = { gte: Math.floor(since / 1000) };
  const events = hub.payments.stripe.events.list({ created, limit: 100 });
  for await (const event of events) await handleStripeEvent(hub, event);
  await saveReconciledAt(hub.db, startedAt);
}

/** Open disputes are few and can be decided months later, so each is looked at every time. */
async function reconcileDisputes(hub: Hub): Promise<void> {
  let afterId = '';
  for (;;) {
    const open = await findOpenDisputes(hub.db, { afterId, take: BATCH });
    for (const { id } of open) {
      await recordStripeDispute(hub, id).catch((error: unknown) =>
        hub.log.error({ err: error, dispute: id }, 'a dispute could not be reconciled'),
      );
    }
    const last = open.at(-1);
    if (!last) return;
    afterId = last.id;
  }
}
