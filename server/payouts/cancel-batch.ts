import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { PayoutBatchView } from '../protocol/payouts.ts';
import { markCanceled } from './batches.store.ts';
import { showBatch } from './list-batches.ts';

/**
 * Gives up a draft; its entries are open for the next batch. An approved batch cannot be canceled:
 * somebody may be sending the money at this moment.
 */
export async function cancelBatch(
  hub: Hub,
  given: { brandId: string; batchId: string },
): Promise<PayoutBatchView> {
  await showBatch(hub.db, given);
  const { batchId } = given;
  const at = hub.clock.now();
  const isCanceled = await inTransaction(hub.db, (tx) => markCanceled(tx, { batchId, at }));
  if (!isCanceled) throw new Problem('batch_not_open');
  return showBatch(hub.db, given);
}
