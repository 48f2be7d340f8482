import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { PayoutBatchView } from '../protocol/payouts.ts';
import { changeItem, lockItem } from './attempts.store.ts';
import { post } from './ledger.store.ts';
import { showBatch } from './list-batches.ts';
import { prepareTry } from './prepare-item.ts';
import { bookPayout } from './rules/bookings.ts';
import { payoutMemo } from './rules/memos.ts';

/**
 * Says that a person has sent this item's money outside: books it from available to paid, once. A
 * payout that failed can be paid so too. Throws `item_not_payable` when its batch is not approved, or
 * it was paid or sent before.
 */
export async function markPaid(
  hub: Hub,
  { brandId, itemId, note }: { brandId: string; itemId: string; note: string },
): Promise<PayoutBatchView> {
  const at = hub.clock.now();
  const paying = inTransaction(hub.db, async (tx) => {
    const item = await lockItem(tx, { brandId, itemId });
    if (!item) throw new Problem('not_found');
    const { number, parts } = await prepareTry(tx, item);
    await changeItem(tx, itemId, {
      attempt: number,
      paidAt: at,
      paidNote: note,
      failedAt: null,
      failure: null,
    });
    const { currency } = item;
    await post(tx, bookPayout(parts), {
      owners: parts.map(({ line }) => line),
      idempotencyKey: `payout:${itemId}:${number}`,
      currency,
      at,
      memo: payoutMemo(item.batch.number, { amountMinor: toNumber(item.amountMinor), currency }),
    });
    return item.batchId;
  });
  const batchId = await paying.catch((error: unknown) => {
    throw isUniqueConflict(error) ? new Problem('item_not_payable') : error;
  });
  return showBatch(hub.db, { brandId, batchId });
}
