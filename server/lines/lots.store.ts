import type { Reader, Tx } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { Prisma } from '../platform/generated/sqlite/client.ts';
import { type ColumnKind, packed, readers, setOf } from '../platform/set-rows.ts';
import { EVERYONE } from '../protocol/stock-keys.ts';

/** Published drops whose lots are due at `now` and not drawn. */
export async function findDueLots(db: Reader, now: Date): Promise<string[]> {
  const rows = await db.dropLot.findMany({
    where: {
      drawnAt: null,
      drop: {
        publishedAt: { not: null },
        OR: [
          { fairness: 'shuffle', startsAt: { lte: now } },
          { fairness: 'draw', entriesCloseAt: { lte: now } },
        ],
      },
    },
    select: { dropId: true },
    take: 20,
  });
  return rows.map(({ dropId }) => dropId);
}

/** A lot with what its drop says of it. */
export function findLotOfDrop(db: Reader, dropId: string) {
  return db.dropLot.findUnique({
    where: { dropId },
    include: {
      drop: {
        select: {
          fairness: true,
          startsAt: true,
          entriesCloseAt: true,
          pools: { where: { audience: EVERYONE }, select: { skuId: true, available: true } },
        },
      },
    },
  });
}

/** Places that take part: in the line before its moment, and not left. */
export function findEntries(
  db: Reader,
  { dropId, kind, before }: { dropId: string; kind: string; before: Date },
) {
  return db.linePlace.findMany({
    where: { dropId, kind, closedAt: null, enteredAt: { lt: before } },
    select: { id: true, lotId: true, skuId: true, quantity: true },
  });
}

/** Gives places their ranks in one statement, however many they are. */
export async function saveRanks(
  tx: Tx,
  engine: Engine,
  ranks: readonly { id: string; rank: number }[],
): Promise<void> {
  const columns = { id: 'text', rank: 'integer' } satisfies Record<string, ColumnKind>;
  const [id, rank] = readers(engine, columns);
  const rows = setOf(engine, packed(['id', 'rank'], ranks));
  await tx.$executeRaw(Prisma.sql`
    UPDATE "line_place" AS place SET "rank" = ${rank} FROM ${rows} WHERE place."id" = ${id}`);
}

/** Reveals the seed; false when lots were drawn before. */
export async function markDrawn(
  tx: Tx,
  { dropId, ...facts }: { dropId: string; entriesHash: string; entryCount: number; drawnAt: Date },
): Promise<boolean> {
  const { count } = await tx.dropLot.updateMany({ where: { dropId, drawnAt: null }, data: facts });
  return count === 1;
}

/** The public facts of a drop's lot. */
export function findPublicLot(db: Reader, slug: string) {
  return db.drop.findFirst({
    where: { slug, publishedAt: { not: null } },
    select: {
      id: true,
      slug: true,
      title: true,
      startsAt: true,
      entriesCloseAt: true,
      fairness: true,
      rehearsalOf: true,
      brand: { select: { name: true } },
      lot: true,
    },
  });
}

/** Lot ids by rank, also of those who have left since. */
export async function findRankedLotIds(db: Reader, dropId: string): Promise<string[]> {
  const rows = await db.linePlace.findMany({
    where: { dropId, rank: { not: null } },
    select: { lotId: true },
    orderBy: { rank: 'asc' },
  });
  return rows.map(({ lotId }) => lotId);
}

/** The last rank that was offered something; 0: none was. */
export async function findLastOfferedRank(db: Reader, dropId: string): Promise<number> {
  const { _max } = await db.linePlace.aggregate({
    where: { dropId, kind: 'draw', offeredAt: { not: null } },
    _max: { rank: true },
  });
  return _max.rank ?? 0;
}
