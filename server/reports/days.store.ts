import { Prisma } from '../platform/generated/sqlite/client.ts';
import { queryRows, timeSql } from '../platform/set-rows.ts';
import type { SetReader } from './count.store.ts';
import type { DayMeasure } from './rules/measures.ts';

/** What a row of sums may be grouped by. `linkId` and `dropId` need the finer table. */
export type DayKey = 'day' | 'contractId' | 'channel' | 'linkId' | 'dropId' | 'currency';

export type DaySums<K extends DayKey, M extends DayMeasure> = Record<K, string> & Record<M, number>;

export type DayScope = {
  /** One brand, or the contracts of one creator. */
  of: { brandId: string } | { contractIds: readonly string[] };
  /** Unset: all, apart from each other when grouped by it. Clicks and claims have none. */
  currency?: string;
  /** First and last calendar day; unset: all of them. */
  days?: { first: string; last: string };
};

/** Sums of a brand's days. A fixed cost per day and contract, however many orders there were. */
export async function sumDays<K extends DayKey, M extends DayMeasure>(
  { db, engine }: SetReader,
  { scope, by, measures }: { scope: DayScope; by: readonly K[]; measures: readonly M[] },
): Promise<DaySums<K, M>[]> {
  const isFine = by.some((key) => key === 'linkId' || key === 'dropId');
  // The days of one creator lie together only in the finer table.
  const table = isFine || 'contractIds' in scope.of ? 'report_link_day' : 'report_day';
  const keys = by.map((key) => Prisma.raw(`"${key}"`));
  const sums = measures.map((one) => Prisma.raw(`sum("${one}") AS "${one}"`));
  const groups = keys.length > 0 ? Prisma.sql`GROUP BY ${Prisma.join(keys)}` : Prisma.empty;
  const rows = await queryRows(db, {
    engine,
    columns: [...by, ...measures].map((one) => Prisma.raw(`"${one}"`)),
    from: Prisma.sql`FROM (
      SELECT ${Prisma.join([...keys, ...sums])} FROM ${Prisma.raw(`"${table}"`)}
      WHERE ${within(scope)} ${groups}) AS "sums"`,
  });
  return rows.map((row) => toSums(row, { by, measures }));
}

/** The same of single orders in `[from, to)`, for the day of which a comparison takes a part only. */
export async function sumOrders(
  { db, engine }: SetReader,
  given: { brandId: string; currency?: string; from: Date; to: Date },
): Promise<DaySums<'contractId', OrderMeasure>[]> {
  const { from, to, brandId, ...scope } = given;
  const rows = await queryRows(db, {
    engine,
    columns: ['contractId', ...ORDER_MEASURES].map((one) => Prisma.raw(`"${one}"`)),
    from: Prisma.sql`FROM (
      SELECT "contractId", count(*) AS "orders", sum("netMinor") AS "netMinor",
        sum("costMinor") AS "costMinor", sum("commissionMinor") AS "commissionMinor",
        sum(CASE WHEN "isFirst" THEN 1 ELSE 0 END) AS "newCustomers"
      FROM "report_order"
      WHERE ${within({ of: { brandId }, ...scope })}
        AND "capturedAt" >= ${timeSql(engine, from)} AND "capturedAt" < ${timeSql(engine, to)}
      GROUP BY "contractId") AS "sums"`,
  });
  return rows.map((row) => toSums(row, { by: ['contractId'], measures: ORDER_MEASURES }));
}

export const ORDER_MEASURES = [
  'orders',
  'netMinor',
  'costMinor',
  'commissionMinor',
  'newCustomers',
] as const;
export type OrderMeasure = (typeof ORDER_MEASURES)[number];

function within({ of, currency, days }: DayScope): Prisma.Sql {
  const conditions = [
    'brandId' in of
      ? Prisma.sql`"brandId" = ${of.brandId}`
      : Prisma.sql`"contractId" IN (${Prisma.join(of.contractIds.length > 0 ? [...of.contractIds] : [''])})`,
  ];
  if (currency !== undefined) conditions.push(Prisma.sql`"currency" = ${currency}`);
  if (days) conditions.push(Prisma.sql`"day" >= ${days.first} AND "day" <= ${days.last}`);
  return Prisma.join(conditions, ' AND ');
}

function toSums<K extends string, M extends string>(
  row: readonly unknown[],
  { by, measures }: { by: readonly K[]; measures: readonly M[] },
): Record<K, string> & Record<M, number> {
  const keys = by.map((key, at) => [key, String(row[at])]);
  const sums = measures.map((one, at) => [one, Number(row[by.length + at] ?? 0)]);
  return Object.fromEntries([...keys, ...sums]) as Record<K, string> & Record<M, number>;
}
