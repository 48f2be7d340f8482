import type { Db, Reader } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import type { ClickVerdict, RawReason } from '../protocol/links.ts';

/** One hit on a link, as it is kept. */
export type ClickRow = {
  id: string;
  linkId: string;
  contractVersionId: string | null;
  visitorId: string | null;
  at: Date;
  verdict: ClickVerdict;
  rawReason: RawReason | null;
  /** The drop that it led to; null: none. */
  dropId: string | null;
  startsVisit: boolean;
  referrerHost: string | null;
  networkPrefix: string | null;
  networkHash: string | null;
};

/**
 * Inserts a group of clicks in one statement, since a row each would cost ten times as much. A click
 * that is there already stays as it is, and one whose link is gone is left out.
 */
export async function insertClicks(
  db: Reader,
  { engine, clicks }: { engine: Engine; clicks: readonly ClickRow[] },
): Promise<void> {
  const rows = JSON.stringify(clicks.map(packRow));
  if (engine === 'sqlite') await insertOnSqlite(db, rows);
  else await insertOnPostgres(db, rows);
}

/** Inserts one click by itself. */
export async function insertClick(db: Reader, click: ClickRow): Promise<void> {
  await db.click.create({ data: click });
}

/** When each of these visitors was last seen on a link since a moment, newest last. */
export async function listRecentClicks(
  db: Reader,
  { visitorIds, since }: { visitorIds: readonly string[]; since: Date },
): Promise<{ visitorId: string | null; linkId: string; at: Date }[]> {
  return db.click.findMany({
    where: { visitorId: { in: [...visitorIds] }, at: { gt: since }, verdict: { not: 'raw' } },
    select: { visitorId: true, linkId: true, at: true },
    orderBy: { at: 'asc' },
  });
}

/**
 * Marks a human click as confirmed; the first time stands. False when its row is not there, or came
 * between the two statements and is not marked: then the caller writes it whole.
 */
export async function markConfirmed(
  db: Reader,
  { clickId, at }: { clickId: string; at: Date },
): Promise<boolean> {
  const { count } = await db.click.updateMany({
    where: { id: clickId, verdict: { in: ['human', 'confirmed'] }, confirmedAt: null },
    data: { verdict: 'confirmed', confirmedAt: at },
  });
  if (count > 0) return true;
  const isSettled = { OR: [{ confirmedAt: { not: null } }, { verdict: 'raw' }] };
  return (await db.click.count({ where: { id: clickId, ...isSettled } })) > 0;
}

/** Raises human clicks to confirmed because of what their viewers did, not of what a page said. */
export async function raiseVerdicts(db: Reader, clickIds: readonly string[]): Promise<void> {
  await db.click.updateMany({
    where: { id: { in: [...clickIds] }, verdict: 'human' },
    data: { verdict: 'confirmed' },
  });
}

/** Changes how many flags stand against clicks, in groups that a statement can name. */
export async function addFlags(
  db: Reader,
  { clickIds, by }: { clickIds: readonly string[]; by: number },
): Promise<void> {
  for (let from = 0; from < clickIds.length; from += MOST_PER_STATEMENT) {
    await db.click.updateMany({
      where: { id: { in: clickIds.slice(from, from + MOST_PER_STATEMENT) } },
      data: { flags: { increment: by } },
    });
  }
}

const MOST_PER_STATEMENT = 5_000;

/** Writes a confirmed click whose own row was lost or has not arrived yet; false: its link is gone. */
export async function insertConfirmed(
  db: Db,
  click: { id: string; linkId: string; contractVersionId: string | null } & {
    visitorId: string;
    at: Date;
    confirmedAt: Date;
    startsVisit: boolean;
  },
): Promise<boolean> {
  if ((await db.link.count({ where: { id: click.linkId } })) === 0) return false;
  const { id, ...rest } = click;
  const confirmed = { verdict: 'confirmed', confirmedAt: click.confirmedAt };
  await db.click.upsert({
    where: { id },
    create: { id, ...rest, ...confirmed },
    update: confirmed,
  });
  return true;
}

/** Human and confirmed clicks of these visitors, or with these ids, on a brand's links; earliest first. */
export async function listHumanClicks(
  db: Reader,
  given: {
    brandId: string;
    visitorIds: readonly string[];
    clickIds: readonly string[];
    until: Date;
  },
) {
  return db.click.findMany({
    where: {
      OR: [{ visitorId: { in: [...given.visitorIds] } }, { id: { in: [...given.clickIds] } }],
      verdict: { in: ['human', 'confirmed'] },
      at: { lte: given.until },
      link: { contract: { brandId: given.brandId } },
    },
    include: { link: { select: { slug: true, contractId: true } } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
}

/** Adds to the count of hits on one UTC day (yyyy-mm-dd) that named no link. */
export async function addOrphanHits(
  db: Db,
  { day, hits }: { day: string; hits: number },
): Promise<void> {
  await db.orphanHits.upsert({
    where: { day },
    create: { day, hits },
    update: { hits: { increment: hits } },
  });
}

/** Counts of such hits by UTC day, newest first, from a day on. */
export async function listOrphanHits(
  db: Reader,
  { fromDay }: { fromDay: string },
): Promise<{ day: string; hits: number }[]> {
  return db.orphanHits.findMany({ where: { day: { gte: fromDay } }, orderBy: { day: 'desc' } });
}

function packRow(click: ClickRow) {
  return [
    click.id,
    click.linkId,
    click.contractVersionId,
    click.visitorId,
    click.at.getTime(),
    click.verdict,
    click.rawReason,
    click.startsVisit ? 1 : 0,
    click.referrerHost,
    click.networkPrefix,
    click.networkHash,
    click.dropId,
  ];
}

/** `WHERE` also keeps SQLite from reading ON CONFLICT as a join. */
function insertOnSqlite(db: Reader, rows: string): Promise<number> {
  return db.$executeRaw`
    INSERT INTO "click" ("id", "linkId", "contractVersionId", "visitorId", "at", "verdict",
      "rawReason", "startsVisit", "referrerHost", "networkPrefix", "networkHash", "dropId")
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
      value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11
    FROM json_each(${rows})
    WHERE EXISTS (SELECT 1 FROM "link" WHERE "link"."id" = value ->> 1)
    ON CONFLICT ("id") DO NOTHING`;
}

function insertOnPostgres(db: Reader, rows: string): Promise<number> {
  return db.$executeRaw`
    INSERT INTO "click" ("id", "linkId", "contractVersionId", "visitorId", "at", "verdict",
      "rawReason", "startsVisit", "referrerHost", "networkPrefix", "networkHash", "dropId")
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3,
      to_timestamp((value ->> 4)::bigint / 1000.0) AT TIME ZONE 'UTC', value ->> 5,
      value ->> 6, (value ->> 7) = '1', value ->> 8, value ->> 9, value ->> 10, value ->> 11
    FROM json_array_elements(${rows}::json) AS rows(value)
    WHERE EXISTS (SELECT 1 FROM "link" WHERE "link"."id" = value ->> 1)
    ON CONFLICT ("id") DO NOTHING`;
}
