import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { PayoutBatchView } from '../protocol/payouts.ts';
import { markApproved } from './batches.store.ts';
import { showBatch } from './list-batches.ts';

/** Says yes to a draft: from now on its items can be marked paid, and nothing changes what they pay. */
export async function approveBatch(
  hub: Hub,
  given: { brandId: string; batchId: string; approvedBy: string },
): Promise<PayoutBatchView> {
  await showBatch(hub.db, given);
  const { batchId, approvedBy: by } = given;
  const at = hub.clock.now();
  const isApproved = await inTransaction(hub.db, (tx) => markApproved(tx, { batchId, at, by }));
  if (!isApproved) throw new Problem('batch_not_open');
  return showBatch(hub.db, given);
}
