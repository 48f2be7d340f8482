import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { PayoutBatchView } from '../protocol/payouts.ts';
import { insertBatch, insertItem } from './batches.store.ts';
import { showBatch } from './list-batches.ts';
import { readDuePayouts } from './preview-payouts.ts';

/**
 * Makes a draft of everything that is due, with its ledger entries fixed. Of two batches made at
 * once each entry is in exactly one. Throws `nothing_to_pay` when nobody is due.
 */
export async function createBatch(
  hub: Hub,
  brand: { id: string; currency: string },
  { createdBy }: { createdBy: string },
): Promise<PayoutBatchView> {
  const { id: brandId, currency } = brand;
  const createdAt = hub.clock.now();
  const batchId = await retryOnUniqueConflict(() =>
    inTransaction(hub.db, async (tx) => {
      const id = newId(createdAt);
      const batch = await insertBatch(tx, { id, brandId, currency, createdAt, createdBy });
      const { eligible } = await readDuePayouts(tx, { brandId, at: createdAt });
      if (eligible.length === 0) throw new Problem('nothing_to_pay');
      for (const { creatorId, entries } of eligible) {
        const item = { id: newId(createdAt), batchId: batch.id, brandId, creatorId, currency };
        await insertItem(tx, item, entries);
      }
      return batch.id;
    }),
  );
  return showBatch(hub.db, { brandId, batchId });
}
