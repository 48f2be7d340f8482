import type { Reader } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { Prisma } from '../platform/generated/sqlite/client.ts';
import { queryRows, timeSql } from '../platform/set-rows.ts';

const PARTS = {
  decision: true,
  customer: { select: { acquisition: { select: { acquiredAt: true } } } },
  drop: { select: { title: true } },
  refunds: { where: { status: 'succeeded' }, orderBy: { createdAt: 'asc' as const } },
  disputes: { orderBy: { openedAt: 'asc' as const } },
  commissions: {
    select: {
      contractId: true,
      cappedBy: true,
      holds: { where: { releasedAt: null }, select: { reason: true } },
    },
  },
  brand: { select: { name: true, timeZone: true } },
};

/** One order with all that explains it; null when it is not this brand's or was not decided yet. */
export async function findOrderOfBrand(
  db: Reader,
  { brandId, orderId }: { brandId: string; orderId: string },
) {
  return decided(await db.order.findFirst({ where: { id: orderId, brandId }, include: PARTS }));
}

/** The same for a creator who has a contract with its brand. */
export async function findOrderOfCreator(
  db: Reader,
  { creatorId, orderId }: { creatorId: string; orderId: string },
) {
  const where = { id: orderId, brand: { contracts: { some: { creatorId } } } };
  return decided(await db.order.findFirst({ where, include: PARTS }));
}

function decided<O extends { decision: D | null }, D>(order: O | null) {
  return order?.decision ? { ...order, decision: order.decision } : null;
}

export type OrderToExplain = NonNullable<Awaited<ReturnType<typeof findOrderOfBrand>>>;

/** Ids of all contracts of a creator, ended ones too. */
export async function listContractIds(db: Reader, creatorId: string): Promise<Set<string>> {
  const rows = await db.contract.findMany({ where: { creatorId }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** What changed the decisions about an order's customer after the fact, in order of time. */
export async function listChanges(db: Reader, customerId: string) {
  return db.attributionChange.findMany({
    where: { customerId },
    select: { kind: true, at: true, reason: true },
    orderBy: { at: 'asc' },
  });
}

/**
 * Decided orders of brands that a creator works with, in `[from, to)`, in which the creator had a
 * part: sold it, brought the customer, or was a candidate. Candidates name their contracts.
 */
export async function listTouchedOrders(
  db: Reader,
  given: { creatorId: string; from: Date; to: Date; dropId?: string | undefined },
) {
  const contracts = await db.contract.findMany({
    where: { creatorId: given.creatorId },
    select: { id: true, brandId: true },
  });
  if (contracts.length === 0) return [];
  return db.order.findMany({
    where: {
      brandId: { in: contracts.map(({ brandId }) => brandId) },
      capturedAt: { gte: given.from, lt: given.to },
      ...(given.dropId ? { dropId: given.dropId } : {}),
      decision: {
        OR: contracts.flatMap(({ id }) => [
          { saleContractId: id },
          { ltvContractId: id },
          { candidates: { contains: id } },
        ]),
      },
    },
    include: PARTS,
    orderBy: [{ capturedAt: 'desc' }, { id: 'desc' }],
    take: 100,
  });
}

/**
 * What came by a creator's links in `[from, to)`: hits by verdict, and why some were no people. Of old
 * clicks only whole days are left: all of each day that the time touches. One statement, so that a click
 * that is summed meanwhile is counted once.
 */
export async function countHits(
  { db, engine }: { db: Reader; engine: Engine },
  given: { creatorId: string; from: Date; to: Date; daysOf: readonly DaysInZone[] },
) {
  const { creatorId, from, to, daysOf } = given;
  const ofCreator = Prisma.sql`"contract" JOIN "link" ON "link"."contractId" = "contract"."id"`;
  const isTouched = daysOf.map(
    ({ timeZone, first, last }) => Prisma.sql`("brand"."timeZone" = ${timeZone}
      AND "click_day"."day" >= ${first} AND "click_day"."day" <= ${last})`,
  );
  if (isTouched.length === 0) return [];
  const rows = await queryRows(db, {
    engine,
    columns: HIT_COLUMNS.map((one) => Prisma.raw(`"${one}"`)),
    from: Prisma.sql`FROM (
      SELECT "verdict", coalesce("rawReason", '') AS "rawReason", "startsVisit",
        "flags" > 0 AS "isFlagged", "refusedBy" IS NOT NULL AS "isRefused", false AS "isOld",
        count(*) AS "count"
      FROM ${ofCreator} JOIN "click" ON "click"."linkId" = "link"."id"
      WHERE "contract"."creatorId" = ${creatorId} AND "click"."at" >= ${timeSql(engine, from)}
        AND "click"."at" < ${timeSql(engine, to)} AND "click"."summedAt" IS NULL
      GROUP BY 1, 2, 3, 4, 5
      UNION ALL
      SELECT "verdict", "rawReason", "startsVisit", false, "refusedBy" <> '', true,
        CAST(sum("clicks") AS BIGINT)
      FROM ${ofCreator} JOIN "brand" ON "brand"."id" = "contract"."brandId"
      JOIN "click_day" ON "click_day"."linkId" = "link"."id"
      WHERE "contract"."creatorId" = ${creatorId} AND (${Prisma.join(isTouched, ' OR ')})
      GROUP BY 1, 2, 3, 5) AS "hit"`,
  });
  return rows.map(([verdict, rawReason, startsVisit, isFlagged, isRefused, isOld, count]) => ({
    verdict: String(verdict),
    rawReason: rawReason === '' ? null : String(rawReason),
    startsVisit: Boolean(startsVisit),
    isFlagged: Boolean(isFlagged),
    isRefused: Boolean(isRefused),
    isOld: Boolean(isOld),
    count: Number(count),
  }));
}

/** The days of a zone that a time touches, both ends included, as yyyy-mm-dd. */
export type DaysInZone = { timeZone: string; first: string; last: string };

const HIT_COLUMNS = [
  'verdict',
  'rawReason',
  'startsVisit',
  'isFlagged',
  'isRefused',
  'isOld',
  'count',
];

/** The zones of the brands that a creator has or had contracts with. */
export async function listZones(db: Reader, creatorId: string): Promise<string[]> {
  const brands = await db.brand.findMany({
    where: { contracts: { some: { creatorId } } },
    distinct: ['timeZone'],
    select: { timeZone: true },
    orderBy: { timeZone: 'asc' },
  });
  return brands.map(({ timeZone }) => timeZone);
}

/** Claims through a creator in `[from, to)` and how they ended. */
export async function countClaims(
  db: Reader,
  given: { creatorId: string; from: Date; to: Date; dropId?: string | undefined },
) {
  const contracts = await db.contract.findMany({
    where: { creatorId: given.creatorId },
    select: { id: true },
  });
  const rows = await db.claim.findMany({
    where: {
      contractId: { in: contracts.map(({ id }) => id) },
      heldAt: { gte: given.from, lt: given.to },
      ...(given.dropId ? { dropId: given.dropId } : {}),
    },
    select: { paidAt: true, releasedAt: true, releaseReason: true },
    take: 20_000,
  });
  return {
    all: rows.length,
    paid: rows.filter(({ paidAt }) => paidAt !== null).length,
    lapsed: rows.filter(({ releaseReason }) => releaseReason === 'expired').length,
    failed: rows.filter(({ releaseReason }) => releaseReason === 'payment_failed').length,
    open: rows.filter(({ paidAt, releasedAt }) => paidAt === null && releasedAt === null).length,
  };
}

/** Links of a creator that were paused or ended by then, and contracts that were not in force. */
export async function listClosedLinks(db: Reader, given: { creatorId: string; to: Date }) {
  return db.link.findMany({
    where: {
      contract: { creatorId: given.creatorId },
      OR: [{ pausedAt: { lt: given.to } }, { endedAt: { lt: given.to } }],
    },
    select: { slug: true, pausedAt: true, endedAt: true },
    orderBy: { id: 'desc' },
    take: 20,
  });
}
