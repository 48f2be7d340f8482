import type Stripe from 'stripe';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import type { PayoutFailure } from '../protocol/payouts.ts';
import {
  type AttemptWithItem,
  changeItem,
  entriesOfAttempt,
  findAttemptOfTransfer,
  type ItemWithMoney,
  lockItem,
  moveAttempt,
  moveReturned,
} from './attempts.store.ts';
import { keepHeld } from './hold-line.ts';
import { post } from './ledger.store.ts';
import {
  type Booking,
  bookPayoutArrived,
  bookPayoutFailed,
  bookPayoutReturned,
  type PaidPart,
} from './rules/bookings.ts';
import { payoutFailedMemo, payoutMemo, payoutReturnedMemo } from './rules/memos.ts';
import { splitReturn } from './rules/split-return.ts';

/** The transfer was made: the money leaves the clearing account, once. */
export async function recordSent(
  hub: Hub,
  attempt: AttemptWithItem,
  transfer: Stripe.Transfer,
): Promise<void> {
  await changeAttempt(hub, attempt, async (tx, item, at) => {
    const moved = await moveAttempt(
      tx,
      { id: attempt.id, from: ['sending'] },
      {
        status: 'sent',
        transferId: transfer.id,
        destinationPaymentId: idOf(transfer.destination_payment),
        endedAt: at,
      },
    );
    if (!moved) return;
    await changeItem(tx, item.id, { sentAt: at });
    const parts = entriesOfAttempt(item, attempt.number);
    const { amountMinor, currency } = moneyOf(attempt);
    await book(tx, { item, at, parts, key: attempt.idempotencyKey }, [
      bookPayoutArrived(item.id, parts),
      payoutMemo(item.batch.number, { amountMinor, currency }),
    ]);
  });
}

/** The payment service refused: everything is available again, or set aside where a hold is open. */
export async function recordFailed(
  hub: Hub,
  attempt: AttemptWithItem,
  { failure, message }: { failure: PayoutFailure; message: string },
): Promise<void> {
  await changeAttempt(hub, attempt, async (tx, item, at) => {
    const end = { status: 'failed', endedAt: at, failure, failureMessage: message };
    if (!(await moveAttempt(tx, { id: attempt.id, from: ['sending'] }, end))) return;
    await changeItem(tx, item.id, { failedAt: at, failure });
    const parts = entriesOfAttempt(item, attempt.number);
    await book(tx, { item, at, parts, key: `${attempt.idempotencyKey}:failed` }, [
      bookPayoutFailed(item.id, parts),
      payoutFailedMemo(item.batch.number, moneyOf(attempt)),
    ]);
    for (const lineId of linesOf(parts)) await keepHeld(tx, lineId, at);
  });
}

/**
 * Fetches a transfer and books what came back of it and was not booked yet, line by line. News of a
 * return may overtake the answer to the transfer itself, which is then written down first.
 */
export async function recordTransfer(
  hub: Hub,
  transferId: string,
  { failure = 'returned' }: { failure?: PayoutFailure } = {},
): Promise<void> {
  const transfer = await hub.payments.stripe.transfers.retrieve(transferId);
  const which = { transferId, group: transfer.transfer_group };
  const attempt = await findAttemptOfTransfer(hub.db, which);
  if (!attempt) return;
  if (attempt.status === 'sending') await recordSent(hub, attempt, transfer);
  if (transfer.amount_reversed === 0) return;
  await changeAttempt(hub, attempt, async (tx, item, at) => {
    const current = item.attempts.find(({ id }) => id === attempt.id);
    const before = toNumber(current?.returnedMinor ?? 0n);
    const now = transfer.amount_reversed;
    if (now <= before || !(await moveReturned(tx, attempt.id, { before, now }))) return;
    const isAll = now === toNumber(attempt.amountMinor);
    if (isAll) {
      await moveAttempt(
        tx,
        { id: attempt.id, from: ['sent', 'paid'] },
        { status: 'returned', failure, endedAt: at },
      );
      if (item.attempt === attempt.number) {
        await changeItem(tx, item.id, { failedAt: at, failure, paidAt: null, sentAt: null });
      }
    }
    const paid = perLine(entriesOfAttempt(item, attempt.number));
    const parts = difference(splitReturn(paid, now), splitReturn(paid, before));
    const money = { amountMinor: now - before, currency: attempt.currency };
    await book(tx, { item, at, parts, key: `${attempt.idempotencyKey}:returned:${now}` }, [
      bookPayoutReturned(parts),
      payoutReturnedMemo(item.batch.number, money),
    ]);
    for (const lineId of linesOf(parts)) await keepHeld(tx, lineId, at);
  });
}

/** The money has arrived at the creator's bank; what came back meanwhile stays failed. */
export async function recordArrived(hub: Hub, attempt: AttemptWithItem): Promise<void> {
  await changeAttempt(hub, attempt, async (tx, item, at) => {
    if (!(await moveAttempt(tx, { id: attempt.id, from: ['sent'] }, { status: 'paid' }))) return;
    if (item.attempt === attempt.number && !item.failedAt) {
      await changeItem(tx, item.id, { paidAt: at });
    }
  });
}

async function changeAttempt(
  hub: Hub,
  { item: { id: itemId, brandId } }: AttemptWithItem,
  change: (tx: Tx, item: ItemWithMoney, at: Date) => Promise<void>,
): Promise<void> {
  await inTransaction(hub.db, async (tx) => {
    const item = await lockItem(tx, { brandId, itemId });
    if (item) await change(tx, item, hub.clock.now());
  });
}

async function book(
  tx: Tx,
  about: { item: ItemWithMoney; at: Date; parts: readonly PaidPart[]; key: string },
  [booking, memo]: [Booking, string],
): Promise<void> {
  const { item, at, key } = about;
  const lines = item.entries.flatMap(({ entry }) => (entry.line ? [entry.line] : []));
  if (booking.sides.length === 0) return;
  await post(tx, booking, {
    owners: lines,
    idempotencyKey: key,
    currency: item.currency,
    at,
    memo,
  });
}

function moneyOf({ amountMinor, currency }: { amountMinor: bigint; currency: string }) {
  return { amountMinor: toNumber(amountMinor), currency };
}

function linesOf(parts: readonly PaidPart[]): string[] {
  return [...new Set(parts.map(({ lineId }) => lineId))].sort();
}

function perLine(parts: readonly PaidPart[]): PaidPart[] {
  const sums = new Map<string, number>();
  for (const { lineId, amountMinor } of parts) {
    sums.set(lineId, (sums.get(lineId) ?? 0) + amountMinor);
  }
  return [...sums].map(([lineId, amountMinor]) => ({ lineId, amountMinor }));
}

function difference(now: readonly PaidPart[], before: readonly PaidPart[]): PaidPart[] {
  const known = new Map(before.map(({ lineId, amountMinor }) => [lineId, amountMinor]));
  return now.map(({ lineId, amountMinor }) => ({
    lineId,
    amountMinor: amountMinor - (known.get(lineId) ?? 0),
  }));
}

function idOf(expandable: string | { id: string } | undefined): string | null {
  if (expandable === undefined) return null;
  return typeof expandable === 'string' ? expandable : expandable.id;
}
