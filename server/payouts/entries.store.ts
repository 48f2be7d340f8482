import type { Reader } from '../platform/db.ts';

/** Ledger entries of a brand after an id and of before a moment, in the order of their ids. */
export async function listEntriesOfBrand(
  db: Reader,
  {
    brandId,
    after,
    before,
    take,
  }: { brandId: string; after: string | null; before: Date; take: number },
) {
  return db.ledgerEntry.findMany({
    where: { brandId, at: { lt: before }, ...(after ? { id: { gt: after } } : {}) },
    include: { transaction: true, line: { select: { orderId: true } } },
    orderBy: { id: 'asc' },
    take,
  });
}
