import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import { Problem } from '../platform/problem.ts';
import type { PayoutBatchView, PayoutFailure } from '../protocol/payouts.ts';
import { changeItem, entriesOfAttempt, lockItem } from './attempts.store.ts';
import { keepHeld } from './hold-line.ts';
import { post } from './ledger.store.ts';
import { showBatch } from './list-batches.ts';
import { bookPayoutFailed, bookPayoutSent } from './rules/bookings.ts';
import { payoutFailedMemo, sendingMemo } from './rules/memos.ts';

/**
 * Takes a payout out of an approved batch before it was sent: its money is available again for the
 * next one, and what is set aside is held. The payout stays on record as failed. Throws
 * `item_not_payable` when it was sent, paid or has failed before.
 */
export async function failItem(
  hub: Hub,
  given: { brandId: string; itemId: string; failure: PayoutFailure },
): Promise<PayoutBatchView> {
  const { brandId, failure } = given;
  const batchId = await inTransaction(hub.db, async (tx) => {
    const at = hub.clock.now();
    const item = await lockItem(tx, given);
    if (!item) throw new Problem('not_found');
    const isWaiting = !item.sentAt && !item.paidAt && !item.failedAt && item.batch.approvedAt;
    if (!isWaiting || item.attempts.some(({ status }) => status === 'sending')) {
      throw new Problem('item_not_payable');
    }
    await changeItem(tx, item.id, { failedAt: at, failure });
    const parts = entriesOfAttempt(item, item.attempt);
    const money = { amountMinor: toNumber(item.amountMinor), currency: item.currency };
    const key = `payout:${item.id}:${item.attempt}`;
    const by = { owners: parts.map(({ line }) => line), currency: item.currency, at };
    // Through the clearing account and back: the entries that it was to pay stay its own, and new
    // ones stand for the money that is free again.
    const out = sendingMemo(item.batch.number, money);
    await post(tx, bookPayoutSent(item.id, parts), {
      ...by,
      idempotencyKey: `${key}:sent`,
      memo: out,
    });
    const back = payoutFailedMemo(item.batch.number, money);
    const booking = bookPayoutFailed(item.id, parts);
    await post(tx, booking, { ...by, idempotencyKey: `${key}:failed`, memo: back });
    for (const lineId of [...new Set(parts.map((part) => part.lineId))].sort()) {
      await keepHeld(tx, lineId, at);
    }
    return item.batchId;
  });
  return showBatch(hub.db, { brandId, batchId });
}
