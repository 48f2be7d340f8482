import { Prisma } from '../platform/generated/sqlite/client.ts';
import { queryRows, timeSql } from '../platform/set-rows.ts';
import type { LtvGroup } from '../protocol/reports.ts';
import type { SetReader } from './count.store.ts';
import type { CohortSums } from './rules/ltv-row.ts';
import { COHORT_MEASURES } from './rules/measures.ts';

/** Whose customers: of one brand in one currency, of one contract or channel when that is said. */
export type CohortScope = {
  brandId: string;
  currency: string;
  contractId?: string | undefined;
  channel?: string | undefined;
};

export type CohortRow = { key: string; refundWindowDays: number; sums: CohortSums };

/** One age to be reached: the customers who were acquired up to `until`, which is within `day`. */
export type Cut = { day: string; dayFrom: Date; until: Date };

/**
 * Sums of cohorts by group and by how many of the cuts lie behind them. `band` 0 is before the first
 * cut; cuts are in order of their day, and a cohort of a cut's own day is after it.
 */
export async function sumCohorts(
  { db, engine }: SetReader,
  { scope, by, cuts }: { scope: CohortScope; by: LtvGroup | 'all'; cuts: readonly Cut[] },
): Promise<(CohortRow & { band: number })[]> {
  const ladder = cuts.map(
    ({ day }, band) => Prisma.sql`WHEN "day" < ${day} THEN CAST(${String(band)} AS INTEGER)`,
  );
  const band = Prisma.sql`CASE ${Prisma.join(ladder, ' ')} ELSE CAST(${String(cuts.length)} AS INTEGER) END`;
  const rows = await queryRows(db, {
    engine,
    columns: names('key', 'refundWindowDays', 'band', ...COHORT_MEASURES),
    from: Prisma.sql`FROM (
      SELECT ${KEYS[by]} AS "key", "refundWindowDays", ${band} AS "band", ${SUMS}
      FROM "report_cohort" WHERE ${within(scope)}
      GROUP BY 1, 2, 3) AS "cohort"`,
  });
  return rows.map((row) => ({
    key: String(row[0]),
    refundWindowDays: Number(row[1]),
    band: Number(row[2]),
    sums: sumsOf(row.slice(3)),
  }));
}

/** Of the day of each cut, the customers who are old enough: `cut` is its place in the list. */
export async function sumCutDays(
  { db, engine }: SetReader,
  { scope, by, cuts }: { scope: CohortScope; by: LtvGroup | 'all'; cuts: readonly Cut[] },
): Promise<(CohortRow & { cut: number })[]> {
  const parts = cuts.map(
    ({ dayFrom, until }, cut) => Prisma.sql`
      SELECT CAST(${String(cut)} AS INTEGER) AS "cut", ${KEYS[by]} AS "key", "refundWindowDays", ${SUMS}
      FROM "report_customer" WHERE ${within(scope)}
        AND "acquiredAt" >= ${timeSql(engine, dayFrom)} AND "acquiredAt" <= ${timeSql(engine, until)}
      GROUP BY ${KEYS[by]}, "refundWindowDays"`,
  );
  const rows = await queryRows(db, {
    engine,
    columns: names('cut', 'key', 'refundWindowDays', ...COHORT_MEASURES),
    from: Prisma.sql`FROM (${Prisma.join(parts, ' UNION ALL ')}) AS "cut_day"`,
  });
  return rows.map((row) => ({
    cut: Number(row[0]),
    key: String(row[1]),
    refundWindowDays: Number(row[2]),
    sums: sumsOf(row.slice(3)),
  }));
}

const KEYS: Record<LtvGroup | 'all', Prisma.Sql> = {
  contract: Prisma.raw('"contractId"'),
  channel: Prisma.raw('"channel"'),
  month: Prisma.raw('substr("day", 1, 7)'),
  all: Prisma.raw(`'all'`),
};

const SUMS = Prisma.join(COHORT_MEASURES.map((one) => Prisma.raw(`sum("${one}") AS "${one}"`)));

function within({ brandId, currency, contractId, channel }: CohortScope): Prisma.Sql {
  const conditions = [Prisma.sql`"brandId" = ${brandId}`, Prisma.sql`"currency" = ${currency}`];
  if (contractId !== undefined) conditions.push(Prisma.sql`"contractId" = ${contractId}`);
  if (channel !== undefined) conditions.push(Prisma.sql`"channel" = ${channel}`);
  return Prisma.join(conditions, ' AND ');
}

function sumsOf(values: readonly unknown[]): CohortSums {
  return Object.fromEntries(
    COHORT_MEASURES.map((one, at) => [one, Number(values[at])]),
  ) as CohortSums;
}

function names(...columns: string[]): Prisma.Sql[] {
  return columns.map((one) => Prisma.raw(`"${one}"`));
}

/** The currencies in which a brand has sold. */
export async function listCurrencies(
  { db, engine }: SetReader,
  brandId: string,
): Promise<string[]> {
  // One step from currency to currency: the index knows where the next one begins.
  const rows = await queryRows(db, {
    engine,
    columns: names('currency'),
    from: Prisma.sql`FROM (
      WITH RECURSIVE "step" AS (
        SELECT (SELECT min("currency") FROM "report_cohort" WHERE "brandId" = ${brandId}) AS "currency"
        UNION ALL
        SELECT (SELECT min("currency") FROM "report_cohort"
          WHERE "brandId" = ${brandId} AND "currency" > "step"."currency")
        FROM "step" WHERE "step"."currency" IS NOT NULL)
      SELECT "currency" FROM "step" WHERE "currency" IS NOT NULL) AS "found"`,
  });
  return rows.map(([currency]) => String(currency));
}
