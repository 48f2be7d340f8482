import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

export async function insertDrop(tx: Tx, drop: Prisma.DropCreateInput): Promise<void> {
  await tx.drop.create({ data: drop });
}

export async function isSlugTaken(
  db: Reader,
  { slug, exceptDropId }: { slug: string; exceptDropId: string },
): Promise<boolean> {
  return (await db.drop.count({ where: { slug, id: { not: exceptDropId } } })) > 0;
}

/** Writes a draft anew with all that hangs on it. */
export async function replaceDraft(
  tx: Tx,
  dropId: string,
  rows: Prisma.DropUpdateInput,
): Promise<void> {
  await tx.dropItem.deleteMany({ where: { dropId } });
  await tx.stockPool.deleteMany({ where: { dropId } });
  await tx.priceRung.deleteMany({ where: { dropId } });
  await tx.gate.deleteMany({ where: { dropId } });
  await tx.drop.update({ where: { id: dropId }, data: rows });
}

/** Deletes an unpublished drop of its owner; false when it is published or not theirs. */
export async function deleteDraft(
  tx: Tx,
  { brandId, dropId }: { brandId: string; dropId: string },
): Promise<boolean> {
  const { count } = await tx.drop.deleteMany({
    where: { id: dropId, brandId, publishedAt: null },
  });
  return count === 1;
}

export function countSkusOfBrand(db: Reader, brandId: string, skuIds: string[]): Promise<number> {
  return db.sku.count({
    where: { id: { in: skuIds }, brandId, product: { archivedAt: null } },
  });
}

export function countContractsOfBrand(
  db: Reader,
  brandId: string,
  contractIds: string[],
): Promise<number> {
  return db.contract.count({ where: { id: { in: contractIds }, brandId, endedAt: null } });
}

/** How many of these ids are locations in use of this brand, the central reserve aside. */
export function countLocationsOfBrand(db: Reader, brandId: string, ids: string[]): Promise<number> {
  return db.location.count({
    where: { id: { in: ids }, brandId, archivedAt: null, isCentral: false },
  });
}

/** How many of these ids are audiences in use of this brand. */
export function countAudiencesOfBrand(db: Reader, brandId: string, ids: string[]): Promise<number> {
  return db.audience.count({ where: { id: { in: ids }, brandId, archivedAt: null } });
}

/** How many addresses each of these audiences has. */
export async function countMembers(db: Reader, ids: string[]): Promise<Map<string, number>> {
  const rows = await db.audienceMember.groupBy({
    by: ['audienceId'],
    where: { audienceId: { in: ids } },
    _count: { _all: true },
  });
  return new Map(rows.map(({ audienceId, _count }) => [audienceId, _count._all]));
}

/** Whether anybody has bought from this brand. */
export async function hasBuyers(db: Reader, brandId: string): Promise<boolean> {
  return (await db.order.findFirst({ where: { brandId }, select: { id: true } })) !== null;
}

export async function insertLot(tx: Tx, lot: Prisma.DropLotUncheckedCreateInput): Promise<void> {
  await tx.dropLot.create({ data: lot });
}
