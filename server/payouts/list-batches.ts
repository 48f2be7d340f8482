import type { Reader } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { Problem } from '../platform/problem.ts';
import {
  PAYOUT_FAILURES,
  type PayoutAttemptView,
  type PayoutBatchView,
  type PayoutFailure,
  type PayoutItemView,
} from '../protocol/payouts.ts';
import {
  type BatchWithItems,
  findBatchOfBrand,
  listBatchesOfBrand,
  readCreatorNames,
} from './batches.store.ts';
import { listReadyCreators } from './payout-accounts.store.ts';
import { payoutBatchState, payoutItemState } from './rules/payout-item-state.ts';

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
  const ready = await listReadyCreators(db, creatorIds);
  return batches.map((batch) => {
    const items = batch.items.map((item): PayoutItemView => {
      const money = (minor: bigint) => ({ minor: toNumber(minor), currency: item.currency });
      return {
        id: item.id,
        creatorId: item.creatorId,
        creatorName: names.get(item.creatorId) ?? '',
        amount: money(item.amountMinor),
        entries: item.entries.filter(({ attempt }) => attempt === item.attempt).length,
        state: payoutItemState(item, batch),
        canSend: ready.has(item.creatorId),
        sentAt: item.sentAt?.getTime() ?? null,
        paidAt: item.paidAt?.getTime() ?? null,
        paidNote: item.paidNote,
        failedAt: item.failedAt?.getTime() ?? null,
        failure: failureSentence(item.failure),
        attempts: item.attempts.map((one) => ({
          number: one.number,
          state: one.status as PayoutAttemptView['state'],
          startedAt: one.startedAt.getTime(),
          endedAt: one.endedAt?.getTime() ?? null,
          transferId: one.transferId,
          returned: money(one.returnedMinor),
          failure:
            [failureSentence(one.failure), one.failureMessage].filter(Boolean).join(' ') || null,
        })),
      };
    });
    return {
      id: batch.id,
      number: batch.number,
      state: batch.canceledAt ? 'canceled' : payoutBatchState(items.map(({ state }) => state)),
      createdAt: batch.createdAt.getTime(),
      lockedAt: batch.lockedAt?.getTime() ?? null,
      approvedAt: batch.approvedAt?.getTime() ?? null,
      canceledAt: batch.canceledAt?.getTime() ?? null,
      total: {
        minor: items.reduce((sum, { amount }) => sum + amount.minor, 0),
        currency: batch.currency,
      },
      items,
    };
  });
}

/** The sentence of a failure as it is stored; null for none. */
export function failureSentence(failure: string | null): string | null {
  return failure && (PAYOUT_FAILURES[failure as PayoutFailure] ?? failure);
}
