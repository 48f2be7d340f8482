import type { PayoutItemState } from '../../protocol/payouts.ts';

/** Where one payout is, from what happened to it and to its batch. */
export function payoutItemState(
  item: { paidAt: Date | null },
  batch: { approvedAt: Date | null; canceledAt: Date | null },
): PayoutItemState {
  if (batch.canceledAt) return 'canceled';
  if (item.paidAt) return 'paid';
  return batch.approvedAt ? 'approved' : 'draft';
}
