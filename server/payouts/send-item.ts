import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { PayoutBatchView } from '../protocol/payouts.ts';
import { changeItem, insertAttempt, lockItem } from './attempts.store.ts';
import { carryOutAttempt } from './carry-out-attempt.ts';
import { failItem } from './fail-item.ts';
import { post } from './ledger.store.ts';
import { showBatch } from './list-batches.ts';
import { findReadyAccount } from './payout-accounts.store.ts';
import { prepareTry } from './prepare-item.ts';
import { bookPayoutSent } from './rules/bookings.ts';
import { sendingMemo } from './rules/memos.ts';

const LEASE_MS = 120_000;

type Which = { brandId: string; itemId: string };
/** A first try leaves a payout alone that somebody has taken out meanwhile. */
type Start = Which & { isFirst: boolean };

/** Sends one payout of an approved batch through the payment service, or tries a failed one again. */
export async function sendItem(
  hub: Hub,
  which: Which,
  { isFirst = false }: { isFirst?: boolean } = {},
): Promise<PayoutBatchView> {
  const attempt = await startAttempt(hub, { ...which, isFirst });
  await carryOutAttempt(hub, attempt.id);
  return showBatch(hub.db, { brandId: which.brandId, batchId: attempt.batchId });
}

/**
 * Sends every payout of an approved batch whose creator can be paid through the payment service; the
 * others wait for a person. One with an order that was set aside fails, and its money is free again;
 * none keeps the others from being sent.
 */
export async function sendBatch(
  hub: Hub,
  { brandId, batchId }: { brandId: string; batchId: string },
): Promise<PayoutBatchView> {
  const batch = await showBatch(hub.db, { brandId, batchId });
  if (batch.approvedAt === null || batch.canceledAt !== null) throw new Problem('batch_not_open');
  for (const { id: itemId, state, canSend } of batch.items) {
    if (state !== 'approved' || !canSend) continue;
    const isFirst = true;
    await sendItem(hub, { brandId, itemId }, { isFirst }).catch((error: unknown) =>
      followRefusal(hub, { brandId, itemId }, error),
    );
  }
  return showBatch(hub.db, { brandId, batchId });
}

async function followRefusal(hub: Hub, which: Which, error: unknown): Promise<void> {
  if (!(error instanceof Problem)) throw error;
  if (error.code === 'item_on_hold') await failItem(hub, { ...which, failure: 'held' });
  // Anything else: another person was faster, or the account is no longer ready.
}

/**
 * Writes down that a try begins, with its money on the clearing account of the payout, before anything
 * is sent: a worker that dies after this leaves a try that another one takes up with the same key.
 */
async function startAttempt(hub: Hub, which: Start): Promise<{ id: string; batchId: string }> {
  const at = hub.clock.now();
  try {
    return await inTransaction(hub.db, (tx) => writeAttempt(tx, which, at));
  } catch (error) {
    if (isUniqueConflict(error)) throw new Problem('item_not_payable');
    throw error;
  }
}

async function writeAttempt(tx: Tx, which: Start, at: Date) {
  const item = await lockItem(tx, which);
  if (!item) throw new Problem('not_found');
  if (which.isFirst && item.failedAt) throw new Problem('item_not_payable');
  const account = await findReadyAccount(tx, item.creatorId);
  if (!account) throw new Problem('payout_account_missing');
  const { number, parts } = await prepareTry(tx, item);
  const { id: itemId, amountMinor, currency, batchId } = item;
  const id = newId(at);
  const idempotencyKey = `payout:${itemId}:${number}`;
  await insertAttempt(tx, {
    id,
    itemId,
    number,
    idempotencyKey,
    accountId: account.accountId,
    amountMinor,
    currency,
    status: 'sending',
    startedAt: at,
    leaseUntil: new Date(at.getTime() + LEASE_MS),
  });
  const cleared = { sentAt: null, paidAt: null, paidNote: null, failedAt: null, failure: null };
  await changeItem(tx, itemId, { ...cleared, attempt: number });
  await post(tx, bookPayoutSent(itemId, parts), {
    owners: parts.map(({ line }) => line),
    idempotencyKey: `${idempotencyKey}:sent`,
    currency,
    at,
    memo: sendingMemo(item.batch.number, { amountMinor: Number(amountMinor), currency }),
  });
  return { id, batchId };
}
