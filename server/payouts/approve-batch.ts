import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { PayoutBatchView } from '../protocol/payouts.ts';
import { markApproved, markLocked } from './batches.store.ts';
import { showBatch } from './list-batches.ts';

/** Ends the draft: nothing changes any more what the batch pays; somebody looks, and approves. */
export async function lockBatch(
  hub: Hub,
  given: { brandId: string; batchId: string; lockedBy: string },
): Promise<PayoutBatchView> {
  await showBatch(hub.db, given);
  const { batchId, lockedBy: by } = given;
  const at = hub.clock.now();
  const isLocked = await inTransaction(hub.db, (tx) => markLocked(tx, { batchId, at, by }));
  if (!isLocked) throw new Problem('batch_not_open');
  return showBatch(hub.db, given);
}

/**
 * Says yes to a batch (a draft is locked with it): from now on its payouts can be sent or marked paid.
 * Throws `batch_changed` when it is not over the total that the person saw.
 */
export async function approveBatch(
  hub: Hub,
  given: { brandId: string; batchId: string; approvedBy: string; totalMinor?: number | undefined },
): Promise<PayoutBatchView> {
  const { batchId, approvedBy: by, totalMinor } = given;
  const seen = await showBatch(hub.db, given);
  if (totalMinor !== undefined && seen.total.minor !== totalMinor)
    throw new Problem('batch_changed');
  const at = hub.clock.now();
  const isApproved = await inTransaction(hub.db, (tx) => markApproved(tx, { batchId, at, by }));
  if (!isApproved) throw new Problem('batch_not_open');
  return showBatch(hub.db, given);
}
