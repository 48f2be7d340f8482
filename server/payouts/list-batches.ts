import type { Reader } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { Problem } from '../platform/problem.ts';
import type { PayoutBatchView } from '../protocol/payouts.ts';
import {
  type BatchWithItems,
  findBatchOfBrand,
  listBatchesOfBrand,
  readCreatorNames,
} from './batches.store.ts';
import { payoutItemState } from './rules/payout-item-state.ts';

/** A brand's payout batches, newest first. */
export async function listBatches(db: Reader, brandId: string): Promise<PayoutBatchView[]> {
  return viewsOf(db, await listBatchesOfBrand(db, brandId));
}

/** One batch of a brand. Another brand's batch looks like a missing one: `not_found`. */
export async function showBatch(
  db: Reader,
  { brandId, batchId }: { brandId: string; batchId: string },
): Promise<PayoutBatchView> {
  const batch = await findBatchOfBrand(db, { brandId, batchId });
  const [view] = batch ? await viewsOf(db, [batch]) : [];
  if (!view) throw new Problem('not_found');
  return view;
}

async function viewsOf(db: Reader, batches: BatchWithItems[]): Promise<PayoutBatchView[]> {
  const creatorIds = batches.flatMap(({ items }) => items.map(({ creatorId }) => creatorId));
  const names = await readCreatorNames(db, creatorIds);
  return batches.map((batch) => ({
    id: batch.id,
    number: batch.number,
    createdAt: batch.createdAt.getTime(),
    approvedAt: batch.approvedAt?.getTime() ?? null,
    canceledAt: batch.canceledAt?.getTime() ?? null,
    total: {
      minor: batch.items.reduce((sum, { amountMinor }) => sum + toNumber(amountMinor), 0),
      currency: batch.currency,
    },
    items: batch.items.map((item) => ({
      id: item.id,
      creatorId: item.creatorId,
      creatorName: names.get(item.creatorId) ?? '',
      amount: { minor: toNumber(item.amountMinor), currency: item.currency },
      entries: item._count.entries,
      state: payoutItemState(item, batch),
      paidAt: item.paidAt?.getTime() ?? null,
      paidNote: item.paidNote,
    })),
  }));
}
