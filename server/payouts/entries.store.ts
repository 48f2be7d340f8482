import type { Reader } from '../platform/db.ts';

/** Ledger entries of a brand after an id, in the order of their ids. */
export async function listEntriesOfBrand(
  db: Reader,
  { brandId, after, take }: { brandId: string; after: string | null; take: number },
) {
  return db.ledgerEntry.findMany({
    where: { brandId, ...(after ? { id: { gt: after } } : {}) },
    include: { transaction: true, line: { select: { orderId: true } } },
    orderBy: { id: 'asc' },
    take,
  });
}
