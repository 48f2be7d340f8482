import { lockDrop } from '../drops/lock-drop.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { CodeBatchView } from '../protocol/codes.ts';
import { findCodeBatch, markBatchRevoked } from './codes.store.ts';
import { presentCodeBatches } from './present-code-batches.ts';
import { loadRevocations } from './revocations.ts';

/**
 * Withdraws a batch for good: none of its codes is taken any more, and neither are the rights that
 * they gave. What is held or paid stays.
 */
export async function revokeCodeBatch(
  hub: Hub,
  which: { brandId: string; batchId: string },
): Promise<CodeBatchView> {
  const batch = await findCodeBatch(hub.db, which);
  if (!batch) throw new Problem('not_found');
  const now = hub.clock.now();
  await inTransaction(hub.db, async (tx) => {
    await lockDrop(tx, batch.dropId);
    await markBatchRevoked(tx, batch.id, now);
  });
  hub.signals.dropChanged(batch.dropId);
  await loadRevocations(hub);
  const [view] = await presentCodeBatches(hub.db, [
    { ...batch, revokedAt: batch.revokedAt ?? now },
  ]);
  if (!view) throw new Problem('not_found');
  return view;
}
