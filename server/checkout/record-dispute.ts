import type Stripe from 'stripe';
import { inTransaction } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import { saveDispute } from './disputes.store.ts';
import { findOrderOfPayment } from './find-order-of-payment.ts';
import type { DisputeStatus } from './rules/net-of-order.ts';

/** A dispute as whoever tells of it knows it. */
export type ToldDispute = {
  id: string;
  amountMinor: number;
  currency: string;
  reason: string;
  status: DisputeStatus;
  openedAt: Date;
  evidenceDueAt: Date | null;
  /** Of when these news are: of two, the later holds. */
  toldAt: Date;
};

/** Fetches a dispute and writes down what we did not know; one of a payment that is not ours is left. */
export async function recordStripeDispute(hub: Hub, disputeId: string): Promise<void> {
  // Before it is asked for: the answer is at least as new as that.
  const toldAt = hub.clock.now();
  const dispute = await hub.payments.stripe.disputes.retrieve(disputeId);
  const intent = dispute.payment_intent;
  const order = intent && (await findOrderOfPayment(hub, idOf(intent)));
  if (order) await recordDispute(hub, order.id, { ...toldBy(dispute), toldAt });
}

/** Writes one dispute, or its new status or amount, and says so once; older news change nothing. */
export async function recordDispute(hub: Hub, orderId: string, told: ToldDispute): Promise<void> {
  const now = hub.clock.now();
  const isDecided = told.status === 'won' || told.status === 'lost';
  const { amountMinor, ...facts } = told;
  await retryOnUniqueConflict(() =>
    inTransaction(hub.db, async (tx) => {
      const isNews = await saveDispute(tx, {
        ...facts,
        orderId,
        amountMinor: BigInt(amountMinor),
        decidedAt: isDecided ? told.toldAt : null,
      });
      if (!isNews) return;
      const { id: disputeId, status } = told;
      const change = { id: newId(now), at: now.getTime(), status, amountMinor };
      const payload = { orderId, disputeId, change };
      await recordHappening(tx, 'order.disputed', { payload, at: now });
    }),
  );
}

function toldBy(dispute: Stripe.Dispute): Omit<ToldDispute, 'toldAt'> {
  const dueBy = dispute.evidence_details.due_by;
  return {
    id: dispute.id,
    amountMinor: dispute.amount,
    currency: dispute.currency,
    reason: dispute.reason,
    status: STATUS[dispute.status] ?? 'open',
    openedAt: new Date(dispute.created * 1000),
    evidenceDueAt: dueBy ? new Date(dueBy * 1000) : null,
  };
}

/** Stripe's words, as we keep them. An inquiry that ended, or a dispute that was prevented, took nothing. */
const STATUS: Record<string, DisputeStatus> = {
  warning_needs_response: 'inquiry',
  warning_under_review: 'inquiry',
  warning_closed: 'won',
  prevented: 'won',
  needs_response: 'open',
  under_review: 'open',
  won: 'won',
  lost: 'lost',
  // The bank has decided and keeps the money; it may change its mind.
  appeal_needs_response: 'lost',
  appeal_under_review: 'lost',
};

function idOf(expandable: string | { id: string }): string {
  return typeof expandable === 'string' ? expandable : expandable.id;
}
