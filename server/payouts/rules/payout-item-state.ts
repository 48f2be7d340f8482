import type { PayoutBatchState, PayoutItemState } from '../../protocol/payouts.ts';

/** Where one payout is, from what happened to it and to its batch. */
export function payoutItemState(
  item: {
    sentAt: Date | null;
    paidAt: Date | null;
    failedAt: Date | null;
    attempts: readonly { status: string }[];
  },
  batch: { lockedAt: Date | null; approvedAt: Date | null; canceledAt: Date | null },
): PayoutItemState {
  if (batch.canceledAt) return 'canceled';
  if (item.attempts.some(({ status }) => status === 'sending')) return 'sending';
  if (item.failedAt) return 'failed';
  if (item.paidAt) return 'paid';
  if (item.sentAt) return 'sent';
  if (batch.approvedAt) return 'approved';
  return batch.lockedAt ? 'locked' : 'draft';
}

/**
 * Where a batch is, from where its payouts are: settled when all have arrived, failed when none has,
 * partial when some have and nothing more is on its way.
 */
export function payoutBatchState(items: readonly PayoutItemState[]): PayoutBatchState {
  const all = (state: PayoutItemState) => items.every((one) => one === state);
  for (const state of ['draft', 'locked', 'approved', 'canceled', 'failed'] as const) {
    if (all(state)) return state;
  }
  if (all('paid')) return 'settled';
  return items.every((one) => one === 'paid' || one === 'failed') ? 'partial' : 'sent';
}
