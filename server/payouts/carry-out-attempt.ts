import type Stripe from 'stripe';
import type { Hub } from '../platform/hub.ts';
import type { PayoutFailure } from '../protocol/payouts.ts';
import {
  type AttemptWithItem,
  findAttempt,
  findAttemptsUnderWay,
  takeLease,
} from './attempts.store.ts';
import { recordFailed, recordSent } from './record-attempt.ts';

const LEASE_MS = 120_000;

/**
 * Asks the payment service for the transfer of a try and writes down what came of it. With the key of
 * the try there is one transfer however often this runs; what stays unclear (no answer, an outage) is
 * left for `resumeAttempts`.
 */
export async function carryOutAttempt(
  hub: Hub,
  attemptId: string,
  { isResumed = false }: { isResumed?: boolean } = {},
): Promise<void> {
  const attempt = await findAttempt(hub.db, attemptId);
  if (attempt?.status !== 'sending') return;
  let transfer: Stripe.Transfer;
  try {
    transfer = (isResumed && (await findTransfer(hub, attempt))) || (await send(hub, attempt));
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) await recordFailed(hub, attempt, refusal);
    else hub.log.error({ err: error, attemptId }, 'a payout could not be sent yet');
    return;
  }
  await recordSent(hub, attempt, transfer);
}

/** Takes up every try whose worker has not been heard of; returns how many. */
export async function resumeAttempts(hub: Hub): Promise<number> {
  const now = hub.clock.now();
  const left = await findAttemptsUnderWay(hub.db, { leaseBefore: now });
  for (const attempt of left) {
    const until = new Date(now.getTime() + LEASE_MS);
    if (!(await takeLease(hub.db, attempt, until))) continue;
    await carryOutAttempt(hub, attempt.id, { isResumed: true });
  }
  return left.length;
}

function send(hub: Hub, attempt: AttemptWithItem): Promise<Stripe.Transfer> {
  const { idempotencyKey, amountMinor, currency, accountId, itemId, number } = attempt;
  return hub.payments.stripe.transfers.create(
    {
      amount: Number(amountMinor),
      currency,
      destination: accountId,
      // The payment service forgets the key after a day, and the group never.
      transfer_group: idempotencyKey,
      metadata: { payoutItem: itemId, attempt: String(number) },
    },
    { idempotencyKey },
  );
}

async function findTransfer(hub: Hub, attempt: AttemptWithItem): Promise<Stripe.Transfer | null> {
  const group = { transfer_group: attempt.idempotencyKey, limit: 1 };
  return (await hub.payments.stripe.transfers.list(group)).data[0] ?? null;
}

/** Why the service will never make this transfer; null when asking again may help. */
function refusalOf(error: unknown): { failure: PayoutFailure; message: string } | null {
  if (typeof error !== 'object' || error === null) return null;
  const { type, code, statusCode, message } = error as Partial<Stripe.errors.StripeError>;
  if (type !== 'StripeInvalidRequestError' || statusCode === 409 || statusCode === 429) return null;
  const failure = (code && FAILURES[code]) || 'refused';
  return { failure, message: String(message ?? '').slice(0, 500) };
}

const FAILURES: Record<string, PayoutFailure> = {
  insufficient_capabilities_for_transfer: 'account_not_ready',
  account_invalid: 'account_not_ready',
  balance_insufficient: 'no_balance',
  insufficient_funds: 'no_balance',
};
