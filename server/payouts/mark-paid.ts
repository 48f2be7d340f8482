import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import { toNumber } from '../platform/minor.ts';
import { Problem } from '../platform/problem.ts';
import type { PayoutBatchView } from '../protocol/payouts.ts';
import { findItemOfBrand, markItemPaid } from './batches.store.ts';
import { post } from './ledger.store.ts';
import { showBatch } from './list-batches.ts';
import { bookPayout } from './rules/bookings.ts';
import { payoutMemo } from './rules/memos.ts';

/**
 * Says that a person has sent this item's money: books it from available to paid, once. Throws
 * `item_not_payable` when its batch is not approved or it was marked before.
 */
export async function markPaid(
  hub: Hub,
  { brandId, itemId, note }: { brandId: string; itemId: string; note: string },
): Promise<PayoutBatchView> {
  const at = hub.clock.now();
  const item = await findItemOfBrand(hub.db, { brandId, itemId });
  if (!item) throw new Problem('not_found');
  await inTransaction(hub.db, async (tx) => {
    if (!(await markItemPaid(tx, { itemId, paidAt: at, paidNote: note }))) {
      throw new Problem('item_not_payable');
    }
    // Read again: a draft may have been canceled and its entries freed since.
    const paid = await findItemOfBrand(tx, { brandId, itemId });
    const lines = (paid?.entries ?? []).flatMap(({ entry }) =>
      entry.line ? [{ line: entry.line, amountMinor: toNumber(entry.amountMinor) }] : [],
    );
    const sum = lines.reduce((total, { amountMinor }) => total + amountMinor, 0);
    const amountMinor = toNumber(item.amountMinor);
    invariant(sum === amountMinor, `payout item ${itemId} pays ${amountMinor} for ${sum}`);
    const sides = lines.map(({ line, amountMinor: minor }) => ({
      lineId: line.id,
      amountMinor: minor,
    }));
    await post(tx, bookPayout(sides), {
      owners: lines.map(({ line }) => line),
      idempotencyKey: `payout:${itemId}`,
      currency: item.currency,
      at,
      memo: payoutMemo(item.batch.number, { amountMinor, currency: item.currency }),
    });
  });
  return showBatch(hub.db, { brandId, batchId: item.batchId });
}
