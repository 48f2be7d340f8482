import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { PayoutBatchView } from '../protocol/payouts.ts';
import { deleteDraftItem, findItemWithOrders } from './batches.store.ts';
import { failItem } from './fail-item.ts';
import { showBatch } from './list-batches.ts';

/**
 * Leaves a payout out of its batch, so that its money goes with the next one. Out of a draft it
 * vanishes; out of an approved batch it stays on record as failed. Throws `item_not_payable` when the
 * batch is locked and waits for approval, or the payout was sent.
 */
export async function takeOutItem(
  hub: Hub,
  which: { brandId: string; itemId: string },
): Promise<PayoutBatchView> {
  const item = await findItemWithOrders(hub.db, which);
  if (!item) throw new Problem('not_found');
  const { brandId } = which;
  if (await inTransaction(hub.db, (tx) => deleteDraftItem(tx, which))) {
    return showBatch(hub.db, { brandId, batchId: item.batchId });
  }
  return failItem(hub, { ...which, failure: 'taken_out' });
}
