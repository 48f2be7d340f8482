import type { Reader } from '../platform/db.ts';

/** One SKU's pools of one drop, beside the facts of the drop, as one row. Times are read elsewhere. */
export type DropStateRow = {
  brandId: string;
  lockSeq: number;
  publishedAt: Date;
  startsAt: Date;
  endsAt: Date;
  pausedAt: Date | null;
  endedAt: Date | null;
  pauseReason: string | null;
  skuId: string;
  priceMinor: bigint;
  capacity: number;
  available: number;
  held: number;
  sold: number;
};

type RawRow = { [K in keyof DropStateRow]: unknown };

/**
 * The state of a published drop in one statement, so that stock and version are of one commit:
 * several statements could pair new stock with an old version, and a page would keep a wrong
 * number for good. Hero item first; empty for a draft or an unknown id.
 */
export async function findDropState(db: Reader, dropId: string): Promise<DropStateRow[]> {
  const rows = await db.$queryRaw<RawRow[]>`
    SELECT d."brandId", d."lockSeq", d."publishedAt", d."startsAt", d."endsAt", d."pausedAt",
      d."endedAt", d."pauseReason", i."skuId", i."priceMinor",
      COALESCE(SUM(p."capacity"), 0) AS "capacity", COALESCE(SUM(p."available"), 0) AS "available",
      COALESCE(SUM(p."held"), 0) AS "held", COALESCE(SUM(p."sold"), 0) AS "sold"
    FROM "drop" d
    JOIN "drop_item" i ON i."dropId" = d."id"
    LEFT JOIN "stock_pool" p ON p."dropId" = d."id" AND p."skuId" = i."skuId"
    WHERE d."id" = ${dropId} AND d."publishedAt" IS NOT NULL
    GROUP BY d."id", i."id"
    ORDER BY i."position"`;
  return rows.map((row) => ({
    brandId: String(row.brandId),
    lockSeq: Number(row.lockSeq),
    publishedAt: asDate(row.publishedAt),
    startsAt: asDate(row.startsAt),
    endsAt: asDate(row.endsAt),
    pausedAt: row.pausedAt === null ? null : asDate(row.pausedAt),
    endedAt: row.endedAt === null ? null : asDate(row.endedAt),
    pauseReason: row.pauseReason === null ? null : String(row.pauseReason),
    skuId: String(row.skuId),
    priceMinor: BigInt(String(row.priceMinor)),
    capacity: Number(row.capacity),
    available: Number(row.available),
    held: Number(row.held),
    sold: Number(row.sold),
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

/** SQLite keeps times as epoch milliseconds, PostgreSQL answers dates. */
function asDate(value: unknown): Date {
  if (value instanceof Date) return value;
  return new Date(typeof value === 'bigint' ? Number(value) : (value as number | string));
}
