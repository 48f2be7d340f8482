import type Stripe from 'stripe';
import { giveCreditBack } from '../benefits/give-credit-back.ts';
import { markCreditGone, takeCreditForPayment } from '../benefits/take-credit-for-payment.ts';
import { confirmClaim } from '../claims/confirm-claim.ts';
import { markPaymentPending } from '../claims/mark-payment-pending.ts';
import { releaseClaim } from '../claims/release-claim.ts';
import type { ReleaseReason } from '../claims/rules/claim-state.ts';
import { customerKeyOf } from '../claims/rules/customer-key.ts';
import { normaliseEmail } from '../mail/rules/normalise-email.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import { toNumber } from '../platform/minor.ts';
import {
  closeSession,
  findOpenSessionsOfClaim,
  findOrderByPayment,
  findSession,
} from './checkout.store.ts';
import { markOf, payingHub } from './paying-hub.ts';
import { recordOrder } from './record-order.ts';

/** What the payment service knows of a session, and what we did with it. */
export type SessionOutcome =
  | 'paid'
  | 'pending'
  | 'open'
  | 'expired'
  | 'failed'
  | 'sent_back'
  | 'foreign';

/**
 * Brings one Checkout session and its claim to agreement. What a webhook says is only the occasion:
 * the session is fetched and one conditional transition made, so order and duplicates of events do
 * not matter.
 */
export async function settlePayment(
  given: Hub,
  sessionId: string,
  closedBy: 'expired' | 'viewer' = 'expired',
): Promise<SessionOutcome> {
  const ours = await findSession(given.db, sessionId);
  if (!ours) return 'foreign';
  const hub = payingHub(given, ours.claim.drop);
  const session = await hub.payments.stripe.checkout.sessions.retrieve(sessionId, {
    expand: ['payment_intent.latest_charge'],
  });
  requireOurs(hub, session, ours);
  if (session.status === 'open') return 'open';
  if (session.status === 'expired') return closeExpired(hub, ours, closedBy);
  if (session.payment_status !== 'paid') return followDelayed(hub, session, ours);
  return settlePaid(hub, session, ours);
}

type OurSession = NonNullable<Awaited<ReturnType<typeof findSession>>>;

async function settlePaid(
  hub: Hub,
  session: Stripe.Checkout.Session,
  { amountMinor, claim, userId }: OurSession,
): Promise<SessionOutcome> {
  const { id: claimId, dropId, payingAt, heldAt, paymentPendingAt } = claim;
  const { intent, charge } = paymentOf(session);
  const now = hub.clock.now();
  // Stripe counts in seconds: a payment is never earlier than the moment the viewer went to pay.
  const earliest = payingAt ?? heldAt;
  const charged = new Date((charge?.created ?? session.created) * 1000);
  const paidAtOnce = charged > earliest ? charged : earliest;
  // A delayed method is charged when it is chosen; its money is captured when we hear that it came.
  const capturedAt = paymentPendingAt ? now : paidAtOnce;
  // What the session asks for less than was quoted is paid with store credit.
  const creditMinor = toNumber(claim.totalMinor - amountMinor);
  const paid = { claimId, dropId, session, intent, capturedAt, creditMinor, userId };
  if (await settleOnce(hub, paid)) return 'paid';
  await sendMoneyBack(hub, intent.id, claim.drop);
  await giveCreditBack(hub, claimId);
  await closeSession(hub.db, session.id, { completedAt: now, paymentIntentId: intent.id });
  return 'sent_back';
}

type Paid = {
  claimId: string;
  dropId: string;
  session: Stripe.Checkout.Session;
  intent: Stripe.PaymentIntent;
  capturedAt: Date;
  creditMinor: number;
  /** Who was signed in when the payment page was opened. */
  userId: string | null;
};

/** Late money for a claim whose credit was given back and spent: nothing of the sale may stand. */
class CreditGone extends Error {}

/** Settles the claim and writes its order in one transaction; whether the money is ours to keep. */
async function settleOnce(hub: Hub, paid: Paid): Promise<boolean> {
  const { claimId, dropId, session, intent, capturedAt, creditMinor, userId } = paid;
  const now = hub.clock.now();
  const email = session.customer_details?.email;
  const payerKey = email ? customerKeyOf({ emailKey: normaliseEmail(email) }) : null;
  let isKept = false;
  const confirming = confirmClaim(hub, {
    claimId,
    dropId,
    payerKey,
    destination: destinationOf(session),
    record: async (tx, { settlement, claim }) => {
      if (settlement === 'sold') {
        const hasCredit = await takeCreditForPayment(tx, { claimId, creditMinor, at: now });
        if (!hasCredit) throw new CreditGone();
        await recordOrder(tx, claim, { session, intent, capturedAt, userId, now });
      }
      isKept =
        settlement !== 'send_money_back' && (await findOrderByPayment(tx, intent.id)) !== null;
      // Until money that we do not keep is on its way back, the reconciler comes here again.
      if (!isKept) return;
      await closeSession(tx, session.id, { completedAt: now, paymentIntentId: intent.id });
    },
  });
  try {
    await confirming;
  } catch (error) {
    if (!(error instanceof CreditGone)) throw error;
    const isGone = await inTransaction(hub.db, (tx) => markCreditGone(tx, claimId, now));
    return isGone ? false : settleOnce(hub, paid);
  }
  return isKept;
}

function destinationOf(session: Stripe.Checkout.Session) {
  const address = session.collected_information?.shipping_details?.address;
  if (!address) return null;
  const { country, postal_code: postalCode } = address;
  return { ...(country ? { country } : {}), ...(postalCode ? { postalCode } : {}) };
}

/** Money for units that are gone: one refund, however often and however late it is asked for. */
async function sendMoneyBack(
  hub: Hub,
  paymentIntentId: string,
  drop: { rehearsalOf: string | null },
): Promise<void> {
  await hub.payments.stripe.refunds
    .create(
      {
        payment_intent: paymentIntentId,
        metadata: { why: 'units were gone when the payment came', ...markOf(drop) },
      },
      { idempotencyKey: `refund:${paymentIntentId}` },
    )
    .catch((error: unknown) => {
      if (!isRefundedAlready(error)) throw error;
    });
  hub.log.warn({ paymentIntentId }, 'late money was sent back');
}

/** Stripe forgets an idempotency key after a day, and what was refunded never. */
function isRefundedAlready(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'charge_already_refunded'
  );
}

async function followDelayed(
  hub: Hub,
  session: Stripe.Checkout.Session,
  ours: OurSession,
): Promise<SessionOutcome> {
  const intent = session.payment_intent;
  const isOver =
    typeof intent === 'object' &&
    (intent?.status === 'requires_payment_method' || intent?.status === 'canceled');
  if (!isOver) {
    await markPaymentPending(hub, ours.claim.id);
    return 'pending';
  }
  await endUnpaid(hub, ours, 'payment_failed');
  return 'failed';
}

async function closeExpired(
  hub: Hub,
  ours: OurSession,
  reason: 'expired' | 'viewer',
): Promise<SessionOutcome> {
  await endUnpaid(hub, ours, reason);
  return 'expired';
}

/**
 * Closes a session that nobody can pay in any more, and gives the units back unless another page of
 * the claim is open. Units first: a session that is still open with us is looked at again, a closed
 * one is not. Of two that end at once the later one finds that it was the last.
 */
async function endUnpaid(
  hub: Hub,
  { id, claim }: OurSession,
  reason: ReleaseReason,
): Promise<void> {
  const claimId = claim.id;
  const close = () => closeSession(hub.db, id, { expiredAt: hub.clock.now() });
  const isLast = async () =>
    (await findOpenSessionsOfClaim(hub.db, claimId)).every((open) => open.id === id);
  if (!(await isLast())) {
    await close();
    if (!(await isLast())) return;
  }
  await releaseClaim(hub, { claimId, reason }, { whilePaying: true });
  await giveCreditBack(hub, claimId);
  await close();
}

/** Amount, currency and mode are held against our own record before anything is believed. */
function requireOurs(hub: Hub, session: Stripe.Checkout.Session, ours: OurSession): void {
  invariant(session.livemode === !hub.payments.isTest, `${session.id} is of the other mode`);
  invariant(session.currency === ours.currency, `${session.id} is in another currency`);
  invariant(
    BigInt(session.amount_total ?? -1) === ours.amountMinor,
    `${session.id} is over another amount`,
  );
}

function paymentOf(session: Stripe.Checkout.Session) {
  const intent = session.payment_intent;
  invariant(intent && typeof intent === 'object', `${session.id} has an expanded payment intent`);
  const charge = intent.latest_charge;
  return { intent, charge: charge && typeof charge === 'object' ? charge : null };
}
