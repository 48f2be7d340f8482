import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';
import type { DisputeStatus } from './rules/net-of-order.ts';

/**
 * Writes a dispute, or its new status or amount; false when we knew all that. News may come in any
 * order, so a status only moves on: an inquiry becomes a dispute, either is decided, and a bank may
 * turn its own decision over. A new dispute that somebody else writes is a unique conflict.
 */
export async function saveDispute(
  tx: Tx,
  dispute: Prisma.DisputeUncheckedCreateInput & { status: DisputeStatus },
): Promise<boolean> {
  const { id, status, amountMinor, decidedAt = null, evidenceDueAt = null } = dispute;
  const moved = await tx.dispute.updateMany({
    where: { id, status: { in: [...STATUSES_BEFORE[status]] } },
    data: { status, amountMinor, decidedAt, evidenceDueAt },
  });
  if (moved.count === 1) return true;
  // Another part of the payment is contested too, or a part no longer.
  const changed = await tx.dispute.updateMany({
    where: { id, status, amountMinor: { not: amountMinor } },
    data: { amountMinor },
  });
  if (changed.count === 1) return true;
  if ((await tx.dispute.count({ where: { id } })) > 0) return false;
  await tx.dispute.create({ data: dispute });
  return true;
}

const STATUSES_BEFORE = {
  inquiry: [],
  open: ['inquiry'],
  won: ['inquiry', 'open', 'lost'],
  lost: ['inquiry', 'open', 'won'],
} as const satisfies Record<DisputeStatus, readonly string[]>;

/** Disputes at the payment service that nobody has told us the end of, oldest first. */
export function findOpenDisputes(
  db: Reader,
  { afterId, take }: { afterId: string; take: number },
): Promise<{ id: string }[]> {
  return db.dispute.findMany({
    where: { status: { in: ['inquiry', 'open'] }, id: { gt: afterId }, order: { source: 'claim' } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take,
  });
}
