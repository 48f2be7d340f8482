import type { Reader, Tx } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { Prisma } from '../platform/generated/sqlite/client.ts';
import { addSet, among, millisecondsOf, queryRows, timeSql } from '../platform/set-rows.ts';

/** The next clicks by the time in their ids, which is the order of the primary key. */
export async function listClicksBetween(
  db: Reader,
  { after, before, take }: { after: string; before: string; take: number },
) {
  return db.click.findMany({
    where: { id: { gt: after, lt: before } },
    select: {
      ...{ id: true, linkId: true, at: true, verdict: true, confirmedAt: true },
      ...{ networkPrefix: true, networkHash: true },
    },
    orderBy: { id: 'asc' },
    take,
  });
}

/** The zone of these links' brands, and the terms of every version of their contracts, as JSON. */
export async function listLinkFacts(db: Reader, linkIds: readonly string[]) {
  const links = await db.link.findMany({
    where: { id: { in: [...linkIds] } },
    select: {
      id: true,
      contractId: true,
      contract: {
        select: {
          brand: { select: { timeZone: true } },
          versions: { select: { terms: true } },
        },
      },
    },
  });
  return links.map(({ id, contractId, contract }) => ({
    id,
    contractId,
    timeZone: contract.brand.timeZone,
    terms: contract.versions.map(({ terms }) => terms),
  }));
}

/** Drops that were published before a moment and did not end before another, by contract. */
export async function listLongDrops(
  db: Reader,
  { publishedBefore, endsFrom }: { publishedBefore: Date; endsFrom: Date },
): Promise<{ contractId: string; publishedAt: Date }[]> {
  const drops = await db.drop.findMany({
    where: { publishedAt: { lt: publishedBefore }, endsAt: { gte: endsFrom } },
    select: { publishedAt: true, gates: { select: { contractId: true } } },
    orderBy: { publishedAt: 'asc' },
  });
  return drops.flatMap(({ publishedAt, gates }) =>
    publishedAt ? gates.map(({ contractId }) => ({ contractId, publishedAt })) : [],
  );
}

/** Those of these clicks that nothing names and that are no customer's. */
export async function listFree(
  db: Reader,
  engine: Engine,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await queryRows(db, {
    engine,
    columns: [Prisma.sql`"click"."id"`],
    from: Prisma.sql`FROM "click" WHERE "click"."id" IN ${among(engine, ids)} AND ${IS_FREE}`,
  });
  return rows.map(([id]) => String(id));
}

/**
 * What a click's row is still needed for: a flag, an order, a claim or an exposure names it; or its
 * visitor is a customer of the brand, by an order, a lead or a proven address, so that it is a touch
 * wherever their orders are decided about anew. Whoever asks twice may get two answers.
 */
const IS_FREE = Prisma.sql`"click"."flags" = 0
  AND NOT EXISTS (SELECT 1 FROM "flagged_click" WHERE "flagged_click"."clickId" = "click"."id")
  AND NOT EXISTS (SELECT 1 FROM "order" WHERE "order"."clickId" = "click"."id")
  AND NOT EXISTS (SELECT 1 FROM "claim" WHERE "claim"."clickId" = "click"."id")
  AND NOT EXISTS (SELECT 1 FROM "exposure"
    WHERE "exposure"."visitorId" = "click"."visitorId" AND "exposure"."clickId" = "click"."id")
  AND ("click"."verdict" = 'raw' OR "click"."visitorId" IS NULL OR NOT EXISTS (
    SELECT 1 FROM "link" JOIN "contract" ON "contract"."id" = "link"."contractId"
    WHERE "link"."id" = "click"."linkId" AND (
      EXISTS (SELECT 1 FROM "order" WHERE "order"."visitorId" = "click"."visitorId"
        AND "order"."brandId" = "contract"."brandId")
      OR EXISTS (SELECT 1 FROM "conversion" WHERE "conversion"."visitorId" = "click"."visitorId"
        AND "conversion"."brandId" = "contract"."brandId" AND "conversion"."type" = 'lead'
        AND "conversion"."customerId" IS NOT NULL)
      OR EXISTS (SELECT 1 FROM "proven_visitor"
        WHERE "proven_visitor"."visitorId" = "click"."visitorId" AND (
          EXISTS (SELECT 1 FROM "customer_key" WHERE "customer_key"."brandId" = "contract"."brandId"
            AND "customer_key"."kind" = 'email' AND "customer_key"."value" = "proven_visitor"."emailKey")
          OR EXISTS (SELECT 1 FROM "customer" WHERE "customer"."brandId" = "contract"."brandId"
            AND "customer"."emailKey" = "proven_visitor"."emailKey"))))))`;

/** Until when clicks are in the report tables; null: none is. */
export async function readCountedUntil(tx: Tx): Promise<Date | null> {
  const progress = await tx.reportProgress.findUnique({ where: { id: 1 } });
  return progress?.hitsUntil ?? null;
}

/** One click that was marked as summed: what its day's counts are told apart by. */
export type SummedClick = {
  linkId: string;
  at: Date;
  dropId: string;
  verdict: string;
  rawReason: string;
  startsVisit: boolean;
  refusedBy: string;
};

/**
 * Marks those of these clicks as summed that are free, counted by the reports and not summed yet, and
 * says which: each is told to one caller, once, as it was at that moment.
 */
export async function markSummed(
  tx: Tx,
  given: { engine: Engine; ids: readonly string[]; until: Date; at: Date },
): Promise<SummedClick[]> {
  const { engine, ids } = given;
  const [until, now] = [timeSql(engine, given.until), timeSql(engine, given.at)];
  const rows = await tx.$queryRaw<(Omit<SummedClick, 'at'> & { atMs: bigint })[]>(Prisma.sql`
    UPDATE "click" SET "summedAt" = ${now}
    WHERE "click"."id" IN ${among(engine, ids)} AND "click"."summedAt" IS NULL
      AND "click"."at" < ${until} AND ${IS_FREE}
    RETURNING "linkId", ${millisecondsOf(engine, '"at"')} AS "atMs", coalesce("dropId", '') AS "dropId",
      "verdict", coalesce("rawReason", '') AS "rawReason", "startsVisit",
      coalesce("refusedBy", '') AS "refusedBy"`);
  return rows.map(({ atMs, startsVisit, ...row }) => ({
    ...row,
    startsVisit: Boolean(startsVisit),
    at: new Date(Number(atMs)),
  }));
}

/** Adds to the counts of days. Two rows never have the same keys. */
export async function addClickDays(
  tx: Tx,
  engine: Engine,
  rows: readonly (Omit<SummedClick, 'at'> & { day: string; clicks: number })[],
): Promise<void> {
  await addSet(tx, { engine, into: 'click_day', keys: CLICK_DAY_KEYS, counters: ['clicks'] }, rows);
}

const CLICK_DAY_KEYS = {
  linkId: 'text',
  day: 'text',
  dropId: 'text',
  verdict: 'text',
  rawReason: 'text',
  startsVisit: 'boolean',
  refusedBy: 'text',
} as const;

/** Deletes those of these clicks that are summed and still free. */
export async function deleteSummed(tx: Tx, engine: Engine, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw(Prisma.sql`DELETE FROM "click"
    WHERE "click"."id" IN ${among(engine, ids)} AND "click"."summedAt" IS NOT NULL AND ${IS_FREE}`);
}

/** Forgets over which connection these clicks came. */
export async function forgetTraces(db: Reader, ids: readonly string[]): Promise<void> {
  await db.click.updateMany({
    where: { id: { in: [...ids] } },
    data: { networkPrefix: null, networkHash: null },
  });
}
