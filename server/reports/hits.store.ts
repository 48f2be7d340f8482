import type { Engine } from '../platform/engine.ts';
import { Prisma } from '../platform/generated/sqlite/client.ts';
import { millisecondsOf, queryRows, timeSql } from '../platform/set-rows.ts';
import type { SetReader, SetTx } from './count.store.ts';
import type { CountedHits } from './rules/sum-up.ts';

/** Whose hits: those of one brand, or of all brands in one zone, whose days begin together. */
export type HitScope = { brandId: string } | { timeZone: string };

/**
 * Clicks and claims in `[from, to)` by contract, link and drop; the day is the caller's to say. Old
 * clicks are left out: `countSummedHits` has them.
 */
export async function countHits(
  { db, engine }: SetReader,
  { scope, from, to }: { scope: HitScope; from: Date; to: Date },
): Promise<Omit<CountedHits, 'day'>[]> {
  const bounds = { engine, from, to };
  const clicks = await queryRows(db, {
    engine,
    columns: names('brandId', 'contractId', 'linkId', 'dropId', ...CLICK_COUNTS),
    from: clicksSql(scope, bounds),
  });
  const claims = await queryRows(db, {
    engine,
    columns: names('brandId', 'contractId', 'linkId', 'dropId', 'claims'),
    from: claimsSql(scope, bounds),
  });
  return [
    ...clicks.map((row) => {
      const [n, human, confirmed, visits] = row.slice(4).map(Number);
      const counts = { clicks: n ?? 0, human: human ?? 0, confirmed: confirmed ?? 0 };
      return { ...keysOf(row), ...counts, visits: visits ?? 0, claims: 0 };
    }),
    ...claims.map((row) => ({ ...keysOf(row), ...NO_CLICKS, claims: Number(row[4]) })),
  ];
}

/** The clicks of a brand whose rows are not kept, on the days that they were summed as. */
export async function countSummedHits(
  { db, engine }: SetReader,
  brandId: string,
): Promise<CountedHits[]> {
  const rows = await queryRows(db, {
    engine,
    columns: names('brandId', 'contractId', 'linkId', 'dropId', 'day', ...CLICK_COUNTS),
    from: Prisma.sql`FROM (
      SELECT "contract"."brandId", "link"."contractId", "click_day"."linkId", "click_day"."dropId",
        "click_day"."day", sum("clicks") AS "clicks",
        sum(CASE WHEN "verdict" <> 'raw' THEN "clicks" ELSE 0 END) AS "human",
        sum(CASE WHEN "verdict" = 'confirmed' THEN "clicks" ELSE 0 END) AS "confirmed",
        sum(CASE WHEN "verdict" <> 'raw' AND "startsVisit" THEN "clicks" ELSE 0 END) AS "visits"
      FROM "contract" JOIN "link" ON "link"."contractId" = "contract"."id"
      JOIN "click_day" ON "click_day"."linkId" = "link"."id"
      WHERE "contract"."brandId" = ${brandId}
      GROUP BY 1, 2, 3, 4, 5) AS "hit"`,
  });
  return rows.map((row) => {
    const [clicks, human, confirmed, visits] = row.slice(5).map(Number);
    const counts = { clicks: clicks ?? 0, human: human ?? 0, confirmed: confirmed ?? 0 };
    return { ...keysOf(row), day: String(row[4]), ...counts, visits: visits ?? 0, claims: 0 };
  });
}

const CLICK_COUNTS = ['clicks', 'human', 'confirmed', 'visits'] as const;
const NO_CLICKS = { clicks: 0, human: 0, confirmed: 0, visits: 0 };

type Bounds = { engine: Engine; from: Date; to: Date };

/** CROSS JOIN keeps SQLite to the order that the indexes are made for. */
function clicksSql(scope: HitScope, { engine, from, to }: Bounds): Prisma.Sql {
  return Prisma.sql`FROM (
    SELECT "contract"."brandId", "link"."contractId", "click"."linkId",
      coalesce("click"."dropId", '') AS "dropId", count(*) AS "clicks",
      sum(CASE WHEN "click"."verdict" <> 'raw' AND "click"."flags" = 0 THEN 1 ELSE 0 END) AS "human",
      sum(CASE WHEN "click"."verdict" = 'confirmed' AND "click"."flags" = 0 THEN 1 ELSE 0 END) AS "confirmed",
      sum(CASE WHEN "click"."verdict" <> 'raw' AND "click"."startsVisit" AND "click"."flags" = 0
        THEN 1 ELSE 0 END) AS "visits"
    FROM "brand" CROSS JOIN "contract" CROSS JOIN "link" CROSS JOIN "click"
    WHERE ${inScope(scope)} AND "contract"."brandId" = "brand"."id"
      AND "link"."contractId" = "contract"."id" AND "click"."linkId" = "link"."id"
      AND "click"."at" >= ${timeSql(engine, from)} AND "click"."at" < ${timeSql(engine, to)}
      AND "click"."summedAt" IS NULL
    GROUP BY 1, 2, 3, 4) AS "hit"`;
}

/** A claim is of the link of its click, and of none when it was made without. */
function claimsSql(scope: HitScope, { engine, from, to }: Bounds): Prisma.Sql {
  return Prisma.sql`FROM (
    SELECT "contract"."brandId", "claim"."contractId", coalesce("click"."linkId", '') AS "linkId",
      "claim"."dropId", count(*) AS "claims"
    FROM "brand" CROSS JOIN "contract" CROSS JOIN "claim"
    LEFT JOIN "click" ON "click"."id" = "claim"."clickId"
    WHERE ${inScope(scope)} AND "contract"."brandId" = "brand"."id"
      AND "claim"."contractId" = "contract"."id"
      AND "claim"."heldAt" >= ${timeSql(engine, from)} AND "claim"."heldAt" < ${timeSql(engine, to)}
    GROUP BY 1, 2, 3, 4) AS "hit"`;
}

function inScope(scope: HitScope): Prisma.Sql {
  return 'brandId' in scope
    ? Prisma.sql`"brand"."id" = ${scope.brandId}`
    : Prisma.sql`"brand"."timeZone" = ${scope.timeZone}`;
}

/** The zones in which brands read their days. */
export async function listZones({ tx }: SetTx): Promise<string[]> {
  const rows = await tx.brand.findMany({ distinct: ['timeZone'], select: { timeZone: true } });
  return rows.map(({ timeZone }) => timeZone);
}

/** When the first click or claim was; null: there is none. */
export async function findFirstHit({ db, engine }: SetReader): Promise<Date | null> {
  const [[click, claim] = []] = await queryRows(db, {
    engine,
    columns: names('click', 'claim'),
    from: Prisma.sql`FROM (SELECT
      (SELECT ${millisecondsOf(engine, 'min("at")')} FROM "click") AS "click",
      (SELECT ${millisecondsOf(engine, 'min("heldAt")')} FROM "claim") AS "claim") AS "first"`,
  });
  const times = [click, claim].filter((at) => at !== null && at !== undefined).map(Number);
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** The oldest late hits, taken away, with the brand and zone of their contract; of a lost one: none. */
export async function takeLateHits(
  { tx }: SetTx,
  limit: number,
): Promise<(Omit<CountedHits, 'day'> & { at: Date; timeZone: string })[]> {
  const rows = await tx.lateHit.findMany({ orderBy: { id: 'asc' }, take: limit });
  await tx.lateHit.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
  const contracts = await tx.contract.findMany({
    where: { id: { in: [...new Set(rows.map(({ contractId }) => contractId))] } },
    select: { id: true, brandId: true, brand: { select: { timeZone: true } } },
  });
  const known = new Map(contracts.map((one) => [one.id, one]));
  return rows.flatMap(({ id: _, ...row }) => {
    const contract = known.get(row.contractId);
    return contract
      ? [{ ...row, brandId: contract.brandId, timeZone: contract.brand.timeZone }]
      : [];
  });
}

/** Forgets the late hits of a brand, for who counts all its hits anew. */
export async function forgetLateHits({ tx }: SetTx, brandId: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM "late_hit" WHERE "contractId" IN
    (SELECT "id" FROM "contract" WHERE "brandId" = ${brandId})`;
}

/** Keeps clicks and claims from being written until the transaction ends; throws when somebody is at it. */
export async function holdBackHits(set: SetTx): Promise<void> {
  await holdBack(set, Prisma.raw('"click", "claim"'));
}

/** Keeps the ledger from being written until the transaction ends. */
export async function holdBackLedger(set: SetTx): Promise<void> {
  await holdBack(set, Prisma.raw('"ledger_entry"'));
}

/** SQLite has one writer anyway. */
async function holdBack({ tx, engine }: SetTx, tables: Prisma.Sql): Promise<void> {
  if (engine === 'sqlite') return;
  await tx.$executeRaw`SET LOCAL lock_timeout = '100ms'`;
  await tx.$executeRaw(Prisma.sql`LOCK TABLE ${tables} IN SHARE MODE`);
}

function keysOf(row: unknown[]) {
  const [brandId, contractId, linkId, dropId] = row as string[];
  return {
    brandId: brandId ?? '',
    contractId: contractId ?? '',
    linkId: linkId ?? '',
    dropId: dropId ?? '',
  };
}

function names(...columns: string[]): Prisma.Sql[] {
  return columns.map((one) => Prisma.raw(`"${one}"`));
}
