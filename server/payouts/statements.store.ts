import type { Reader } from '../platform/db.ts';

/** Which brand a batch is of; null when there is no such batch. */
export async function findBatchBrand(db: Reader, batchId: string): Promise<string | null> {
  const batch = await db.payoutBatch.findUnique({
    where: { id: batchId },
    select: { brandId: true },
  });
  return batch?.brandId ?? null;
}

/** A batch with each entry that it pays. */
export async function findStatement(
  db: Reader,
  { brandId, batchId }: { brandId: string; batchId: string },
) {
  return db.payoutBatch.findFirst({
    where: { id: batchId, brandId },
    include: {
      items: {
        orderBy: { id: 'asc' },
        include: {
          attempts: { select: { status: true } },
          entries: {
            orderBy: { entryId: 'asc' },
            include: { entry: { include: { transaction: true, line: true } } },
          },
        },
      },
    },
  });
}

/** Creators, orders and drops that a statement names, by id. */
export async function readStatementNames(
  db: Reader,
  { creatorIds, orderIds }: { creatorIds: string[]; orderIds: string[] },
) {
  const creators = await db.creator.findMany({
    where: { id: { in: creatorIds } },
    select: { id: true, displayName: true, handle: true },
  });
  const orders = await db.order.findMany({
    where: { id: { in: orderIds } },
    select: { id: true, number: true, dropId: true },
  });
  const drops = await db.drop.findMany({
    where: { id: { in: [...new Set(orders.flatMap(({ dropId }) => dropId ?? []))] } },
    select: { id: true, title: true },
  });
  const titles = new Map(drops.map(({ id, title }) => [id, title]));
  return {
    creators: new Map(creators.map((creator) => [creator.id, creator])),
    orders: new Map(
      orders.map(({ id, number, dropId }) => [
        id,
        { number, dropTitle: titles.get(dropId ?? '') ?? '' },
      ]),
    ),
  };
}
