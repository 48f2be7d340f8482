import { engineOfDb, type Reader, type Tx } from '../platform/db.ts';
import { Prisma } from '../platform/generated/sqlite/client.ts';
import { toNumber } from '../platform/minor.ts';
import {
  type ColumnKind,
  millisecondsOf,
  packed,
  queryRows,
  readers,
  setOf,
  timeSql,
} from '../platform/set-rows.ts';
import type { CapName } from '../protocol/payouts.ts';
import { byTime, holdLines } from './lines.store.ts';
import type { PeriodSums } from './rules/period-sums.ts';

/** A drop-sale or recurring line with all that it is counted by, but for its order's money. */
export type LineToCount = {
  id: string;
  orderId: string;
  contractVersionId: string;
  dropId: string | null;
  kind: string;
  clause: string;
  currency: string;
  earnedAt: Date;
  rateBps: number;
  flatMinor: number;
  baseMinor: number;
  /** As it was last counted; null: it was not. */
  countedMinor: number | null;
  cappedBy: CapName | null;
  earnedMinor: number;
  /** What the ledger says that it is worth. */
  postedMinor: number;
  /** A review has found that nothing is earned on it. */
  isConfirmed: boolean;
};

/** Which lines of a contract: from a moment on, as far as they are counted together with one of them. */
export type Reach = {
  contractId: string;
  lineId: string;
  from: Date;
  /** Null: whatever comes later. */
  to: Date | null;
  /** `line`: that one alone; `drop`: those of its drop. */
  within: 'line' | 'drop' | 'contract';
};

/** In order of time. One statement that reads nothing else: there can be thousands. */
export async function listLinesToCount(db: Reader, reach: Reach): Promise<LineToCount[]> {
  const engine = engineOfDb(db);
  const { contractId, lineId, from, to, within } = reach;
  const dropOfLine = Prisma.sql`(SELECT one."dropId" FROM "commission_line" AS own
    JOIN "order" AS one ON one."id" = own."orderId" WHERE own."id" = ${lineId})`;
  const scope = {
    line: Prisma.sql`line."id" = ${lineId}`,
    drop: Prisma.sql`(line."id" = ${lineId} OR sold."dropId" = ${dropOfLine})`,
    contract: Prisma.sql`true`,
  };
  const rows = await queryRows(db, {
    engine,
    columns: [
      ...['id', 'orderId', 'contractVersionId', 'kind', 'clause', 'currency'].map(ofLine),
      ...['rateBps', 'flatMinor', 'baseMinor', 'countedMinor', 'cappedBy', 'earnedMinor'].map(
        ofLine,
      ),
      Prisma.raw('sold."dropId"'),
      millisecondsOf(engine, 'line."earnedAt"'),
      Prisma.sql`coalesce((SELECT -sum("amountMinor") FROM "ledger_entry"
        WHERE "lineId" = line."id" AND "account" = 'brand_payable'), 0)`,
      Prisma.sql`EXISTS (SELECT 1 FROM "commission_hold" WHERE "lineId" = line."id"
        AND "reason" = 'FRAUD_CONFIRMED' AND "releasedAt" IS NULL)`,
    ],
    from: Prisma.sql`FROM "commission_line" AS line
      JOIN "order" AS sold ON sold."id" = line."orderId"
      WHERE line."contractId" = ${contractId} AND line."kind" IN ('drop_sale', 'recurring')
        AND line."earnedAt" >= ${timeSql(engine, from)}
        ${to ? Prisma.sql`AND line."earnedAt" < ${timeSql(engine, to)}` : Prisma.empty}
        AND ${scope[within]}`,
  });
  return rows.map(toLine).sort(byTime);
}

function ofLine(column: string): Prisma.Sql {
  return Prisma.raw(`line."${column}"`);
}

function toLine(row: unknown[]): LineToCount {
  const [id, orderId, contractVersionId, kind, clause, currency, ...rest] = row as string[];
  const [rateBps, flatMinor, baseMinor, countedMinor, cappedBy, earnedMinor, ...more] = rest;
  const [dropId, earnedAt, postedMinor, isConfirmed] = more;
  return {
    ...({ id, orderId, contractVersionId, kind, clause, currency } as LineToCount),
    dropId: dropId ?? null,
    earnedAt: new Date(Number(earnedAt)),
    rateBps: Number(rateBps),
    flatMinor: Number(flatMinor),
    baseMinor: Number(baseMinor),
    countedMinor: countedMinor === null ? null : Number(countedMinor),
    cappedBy: (cappedBy ?? null) as CapName | null,
    earnedMinor: Number(earnedMinor),
    postedMinor: Number(postedMinor),
    isConfirmed: Boolean(isConfirmed),
  };
}

/** When a contract sold first in a drop; null: never. */
export async function findFirstOfDrop(
  db: Reader,
  { contractId, dropId }: { contractId: string; dropId: string },
): Promise<Date | null> {
  const first = await db.commissionLine.findFirst({
    where: { contractId, kind: { in: ['drop_sale', 'recurring'] }, order: { dropId } },
    orderBy: { earnedAt: 'asc' },
    select: { earnedAt: true },
  });
  return first?.earnedAt ?? null;
}

/** What counting has found, with one statement however many lines it was. */
export async function saveCounts(
  tx: Tx,
  counts: readonly Pick<LineToCount, 'id' | 'countedMinor' | 'cappedBy' | 'earnedMinor'>[],
): Promise<void> {
  if (counts.length === 0) return;
  await holdLines(
    tx,
    counts.map(({ id }) => id),
  );
  const engine = engineOfDb(tx);
  const columns = {
    id: 'text',
    countedMinor: 'bigint',
    cappedBy: 'text',
    earnedMinor: 'bigint',
  } satisfies Record<string, ColumnKind>;
  const [id, countedMinor, cappedBy, earnedMinor] = readers(engine, columns);
  const rows = setOf(engine, packed(Object.keys(columns), counts));
  await tx.$executeRaw(Prisma.sql`
    UPDATE "commission_line" AS line SET "countedMinor" = ${countedMinor},
      "cappedBy" = ${cappedBy}, "earnedMinor" = ${earnedMinor}
    FROM ${rows} WHERE line."id" = ${id}`);
}

/** Whose sums, and the zone in which its months are read. */
export type SumsOf = { contractId: string; timeZone: string };

/** What is kept of these periods; one that was not counted, or in another zone, is left out. */
export async function readSums(
  db: Reader,
  { contractId, timeZone }: SumsOf,
  periods: readonly string[],
): Promise<Map<string, PeriodSums>> {
  if (periods.length === 0) return new Map();
  const rows = await db.commissionPeriod.findMany({
    where: { contractId, timeZone, period: { in: [...periods] } },
  });
  return new Map(
    rows.map(({ period, revenueMinor, orders, worthMinor }) => [
      period,
      { revenueMinor: toNumber(revenueMinor), orders, worthMinor: toNumber(worthMinor) },
    ]),
  );
}

/** Keeps what periods come to now; the caller has the contract locked. */
export async function saveSums(
  tx: Tx,
  { contractId, timeZone }: SumsOf,
  sums: ReadonlyMap<string, PeriodSums>,
): Promise<void> {
  for (const [period, { revenueMinor, orders, worthMinor }] of sums) {
    const now = {
      revenueMinor: BigInt(revenueMinor),
      orders,
      worthMinor: BigInt(worthMinor),
    };
    await tx.commissionPeriod.upsert({
      where: { contractId_period: { contractId, period } },
      create: { contractId, period, timeZone, ...now },
      update: now,
    });
  }
}

/** Forgets what was counted when the contract read its months in another zone. */
export async function forgetOtherZones(tx: Tx, { contractId, timeZone }: SumsOf): Promise<void> {
  await tx.commissionPeriod.deleteMany({ where: { contractId, timeZone: { not: timeZone } } });
}

/** Contracts that have or had terms by which lines may count by period. */
export async function listPeriodContracts(db: Reader): Promise<string[]> {
  const rows = await db.contract.findMany({
    where: { versions: { some: { OR: [TIERS, CAPS] } } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}

const TIERS = { terms: { contains: '"tiers":{' } };
const CAPS = { terms: { contains: '"caps":{' } };

/** The lines of a contract that count by period, in order of time; what is kept of them is forgotten. */
export async function forgetCounts(tx: Tx, contractId: string): Promise<string[]> {
  await tx.commissionPeriod.deleteMany({ where: { contractId } });
  const lines = await tx.commissionLine.findMany({
    where: { contractId, kind: { in: ['drop_sale', 'recurring'] } },
    select: { id: true },
    orderBy: [{ earnedAt: 'asc' }, { id: 'asc' }],
  });
  return lines.map(({ id }) => id);
}
