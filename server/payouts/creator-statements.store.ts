import type { Reader } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';

/** Whose money: all of a creator's, or only that with one brand. */
export type StatementOwner = { creatorId: string; brandId?: string | undefined };

/** Everything but what was paid: together it is what the creator is owed. */
const OWED = ['creator_pending', 'creator_available', 'creator_held', 'payout_clearing'];

/** What a creator was owed at a moment, per brand and currency. */
export async function sumOwedBefore(db: Reader, owner: StatementOwner, at: Date) {
  const rows = await db.ledgerEntry.groupBy({
    by: ['brandId', 'currency'],
    where: { ...ofOwner(owner), account: { in: OWED }, at: { lt: at } },
    _sum: { amountMinor: true },
  });
  return rows.map(({ brandId, currency, _sum }) => ({
    brandId,
    currency,
    minor: toNumber(_sum.amountMinor ?? 0n),
  }));
}

/** A creator's own sides of all bookings in `[from, to)`, in order, with the order of each. */
export async function listEntriesBetween(
  db: Reader,
  owner: StatementOwner,
  { from, to }: { from: Date; to: Date },
) {
  const rows = await db.ledgerEntry.findMany({
    where: { ...ofOwner(owner), at: { gte: from, lt: to } },
    include: {
      transaction: { select: { memo: true } },
      line: { select: { order: { select: { number: true } } } },
    },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ transaction, line, amountMinor, ...entry }) => ({
    ...entry,
    amountMinor: toNumber(amountMinor),
    memo: transaction.memo,
    orderNumber: line?.order?.number ?? null,
  }));
}

export async function readBrandNames(db: Reader, brandIds: string[]): Promise<Map<string, string>> {
  const rows = await db.brand.findMany({
    where: { id: { in: brandIds } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The name of a creator whom a brand has a contract with; null for anybody else. */
export async function findCreatorOfBrand(
  db: Reader,
  { brandId, creatorId }: { brandId: string; creatorId: string },
): Promise<string | null> {
  const contract = await db.contract.findFirst({
    where: { brandId, creatorId },
    select: { creator: { select: { displayName: true } } },
  });
  return contract?.creator?.displayName ?? null;
}

function ofOwner({ creatorId, brandId }: StatementOwner) {
  return brandId ? { creatorId, brandId } : { creatorId };
}
