import type { Reader } from '../platform/db.ts';

/**
 * One SKU of one drop beside the facts of the drop, as one row per early step of its price, or one
 * row without a step. Times are read elsewhere.
 */
export type DropStateRow = {
  lockSeq: number;
  publishedAt: Date;
  startsAt: Date;
  endsAt: Date;
  pausedAt: Date | null;
  endedAt: Date | null;
  pauseReason: string | null;
  /** Open places in any line of the drop. */
  waiting: number;
  pinnedSkuId: string | null;
  /** The version at which the public questions last changed. */
  questionsSeq: number;
  question: { id: string; text: string; answer: string | null } | null;
  skuId: string;
  priceMinor: bigint;
  /** Of all audiences; `available` is everyone's alone. */
  capacity: number;
  available: number;
  reserved: number;
  held: number;
  sold: number;
  rung: {
    position: number;
    priceMinor: bigint;
    units: number | null;
    usedUnits: number;
    endsAt: Date | null;
  } | null;
};

type RawRow = { [K in Exclude<keyof DropStateRow, 'rung' | 'question'>]: unknown } & {
  questionId: unknown;
  questionText: unknown;
  questionAnswer: unknown;
  rungPosition: unknown;
  rungPriceMinor: unknown;
  rungUnits: unknown;
  rungUsedUnits: unknown;
  rungEndsAt: unknown;
};

/**
 * The state of a published drop in one statement, so that stock and version are of one commit:
 * several statements could pair new stock with an old version, and a page would keep a wrong
 * number for good. Hero item first, its steps in order; empty for a draft or an unknown id.
 */
export async function findDropState(db: Reader, dropId: string): Promise<DropStateRow[]> {
  const rows = await db.$queryRaw<RawRow[]>`
    SELECT d."lockSeq", d."publishedAt", d."startsAt", d."endsAt", d."pausedAt",
      d."endedAt", d."pauseReason", d."pinnedSkuId", i."skuId", i."priceMinor",
      (SELECT COALESCE(MAX(s."seq"), 0) FROM "question" s WHERE s."dropId" = d."id") AS "questionsSeq",
      q."id" AS "questionId", q."text" AS "questionText", q."answer" AS "questionAnswer",
      (SELECT COUNT(*) FROM "line_place" l
        WHERE l."dropId" = d."id" AND l."closedAt" IS NULL) AS "waiting",
      COALESCE(p."capacity", 0) AS "capacity", COALESCE(p."available", 0) AS "available",
      COALESCE(p."reserved", 0) AS "reserved", COALESCE(p."held", 0) AS "held",
      COALESCE(p."sold", 0) AS "sold",
      r."position" AS "rungPosition", r."priceMinor" AS "rungPriceMinor",
      r."units" AS "rungUnits", r."usedUnits" AS "rungUsedUnits", r."endsAt" AS "rungEndsAt"
    FROM "drop" d
    JOIN "drop_item" i ON i."dropId" = d."id"
    LEFT JOIN (
      SELECT "skuId", SUM("capacity") AS "capacity", SUM("held") AS "held", SUM("sold") AS "sold",
        SUM(CASE WHEN "audience" = 'everyone' THEN "available" ELSE 0 END) AS "available",
        SUM(CASE WHEN "audience" = 'everyone' THEN 0 ELSE "available" END) AS "reserved"
      FROM "stock_pool" WHERE "dropId" = ${dropId} GROUP BY "skuId"
    ) p ON p."skuId" = i."skuId"
    LEFT JOIN "question" q ON q."dropId" = d."id" AND q."seq" > 0 AND q."pinnedAt" IS NOT NULL
    LEFT JOIN "price_rung" r ON r."dropId" = d."id" AND r."skuId" = i."skuId"
    WHERE d."id" = ${dropId} AND d."publishedAt" IS NOT NULL
    ORDER BY i."position", r."position"`;
  return rows.map((row) => ({
    lockSeq: Number(row.lockSeq),
    publishedAt: asDate(row.publishedAt),
    startsAt: asDate(row.startsAt),
    endsAt: asDate(row.endsAt),
    pausedAt: orNull(row.pausedAt, asDate),
    endedAt: orNull(row.endedAt, asDate),
    pauseReason: orNull(row.pauseReason, String),
    waiting: Number(row.waiting),
    pinnedSkuId: orNull(row.pinnedSkuId, String),
    questionsSeq: Number(row.questionsSeq),
    question: orNull(row.questionId, (id) => ({
      id: String(id),
      text: String(row.questionText),
      answer: orNull(row.questionAnswer, String),
    })),
    skuId: String(row.skuId),
    priceMinor: BigInt(String(row.priceMinor)),
    capacity: Number(row.capacity),
    available: Number(row.available),
    reserved: Number(row.reserved),
    held: Number(row.held),
    sold: Number(row.sold),
    rung: orNull(row.rungPosition, (position) => ({
      position: Number(position),
      priceMinor: BigInt(String(row.rungPriceMinor)),
      units: orNull(row.rungUnits, Number),
      usedUnits: Number(row.rungUsedUnits),
      endsAt: orNull(row.rungEndsAt, asDate),
    })),
  }));
}

/** The versions of published drops, for noticing what no hint announced. */
export async function findDropVersions(
  db: Reader,
  dropIds: string[],
): Promise<Map<string, number>> {
  const rows = await db.drop.findMany({
    where: { id: { in: dropIds } },
    select: { id: true, lockSeq: true },
  });
  return new Map(rows.map(({ id, lockSeq }) => [id, lockSeq]));
}

function orNull<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null ? null : read(value);
}

/** SQLite keeps times as epoch milliseconds, PostgreSQL answers dates. */
function asDate(value: unknown): Date {
  if (value instanceof Date) return value;
  return new Date(typeof value === 'bigint' ? Number(value) : (value as number | string));
}
