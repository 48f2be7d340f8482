import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';
import { toNumber } from '../platform/minor.ts';
import { isLaterNews } from './rules/dispute-news.ts';
import type { DisputeStatus } from './rules/net-of-order.ts';

/**
 * Writes a dispute, or what later news say of it; false when we knew all that. News may come in any
 * order, also again. A new dispute that somebody else writes is a unique conflict.
 */
export async function saveDispute(
  tx: Tx,
  dispute: Prisma.DisputeUncheckedCreateInput & ToldState,
): Promise<boolean> {
  const { id, openedAt, ...told } = dispute;
  for (;;) {
    const known = await tx.dispute.findUnique({ where: { id } });
    if (!known) {
      await tx.dispute.create({ data: dispute });
      return true;
    }
    const before = known.status as DisputeStatus;
    const since = known.toldAt ?? known.decidedAt ?? known.openedAt;
    // Of what was written before times were kept it is not known which news were the last of a moment.
    const isOld = known.toldAt === null && told.status === before && told.toldAt <= since;
    const isLater =
      !isOld && isLaterNews(newsOf(told), newsOf({ ...known, status: before, toldAt: since }));
    const isNews = isLater && (told.status !== before || told.amountMinor !== known.amountMinor);
    const isEarlier = openedAt < known.openedAt;
    if (!isLater && !isEarlier) return false;
    const { status, amountMinor, toldAt, evidenceDueAt, decidedAt } = told;
    const { count } = await tx.dispute.updateMany({
      where: { id, status: before, amountMinor: known.amountMinor, toldAt: known.toldAt },
      data: {
        // It began when the earliest news say so.
        ...(isEarlier ? { openedAt } : {}),
        ...(isLater ? { status, amountMinor, toldAt, evidenceDueAt } : {}),
        ...(isLater && status !== before ? { decidedAt } : {}),
      },
    });
    // 0: somebody else has written news in between.
    if (count === 1) return isNews;
  }
}

type ToldState = {
  status: DisputeStatus;
  amountMinor: bigint;
  openedAt: Date;
  evidenceDueAt: Date | null;
  decidedAt: Date | null;
  toldAt: Date;
};

function newsOf({
  status,
  amountMinor,
  toldAt,
}: Pick<ToldState, 'status' | 'amountMinor' | 'toldAt'>) {
  return { status, amountMinor: toNumber(amountMinor), toldAt };
}

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
