import { type Db, executeAlone, type Reader, type Tx } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { Prisma } from '../platform/generated/sqlite/client.ts';
import { readers, setOf } from '../platform/set-rows.ts';
import type { ClickVerdict, RawReason, Refusal } from '../protocol/links.ts';

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
  refusedBy: Refusal | null;
};

type Group = { engine: Engine; clicks: readonly ClickRow[] };

/**
 * Inserts a group of clicks in one statement, since a row each would cost ten times as much. A click
 * that is there already stays as it is, and one whose link is gone is left out.
 */
export async function insertClicks(db: Db, group: Group): Promise<void> {
  await executeAlone(db, insertion(group));
}

/** The same inside a transaction. */
export async function insertClicksWith(tx: Tx, group: Group): Promise<void> {
  await tx.$executeRaw(insertion(group));
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

/** Writes a confirmed click whose own row was lost, taken away or has not arrived; false: its link is gone. */
export async function insertConfirmed(
  db: Db,
  click: { id: string; linkId: string; contractVersionId: string | null } & {
    visitorId: string;
    at: Date;
    confirmedAt: Date;
    startsVisit: boolean;
    refusedBy: Refusal | null;
    /** Null: it counts; else its day's counts have it already. */
    summedAt: Date | null;
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

/** Marks every click of a visitor as refused by choice, or takes such marks back. What a browser refused stays refused. */
export async function markRefused(
  db: Reader,
  { visitorId, isRefused }: { visitorId: string; isRefused: boolean },
): Promise<void> {
  await db.click.updateMany({
    where: { visitorId, refusedBy: isRefused ? null : 'choice' },
    data: { refusedBy: isRefused ? 'choice' : null },
  });
}

/** Those of these visitors who have clicks that nobody has refused. */
export async function listMeasured(db: Reader, visitorIds: readonly string[]): Promise<string[]> {
  const rows = await db.click.findMany({
    where: { visitorId: { in: [...visitorIds] }, refusedBy: null },
    select: { visitorId: true },
    distinct: ['visitorId'],
    orderBy: { visitorId: 'asc' },
  });
  return rows.flatMap(({ visitorId }) => visitorId ?? []);
}

/** Who refused that this click's visitor is measured, by its row; null: it has none (yet). */
export function findRefusal(
  db: Reader,
  clickId: string,
): Promise<{ refusedBy: string | null } | null> {
  return db.click.findUnique({ where: { id: clickId }, select: { refusedBy: true } });
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

const COLUMNS = {
  ...({ id: 'text', linkId: 'text', contractVersionId: 'text', visitorId: 'text' } as const),
  ...({ at: 'time', verdict: 'text', rawReason: 'text', startsVisit: 'boolean' } as const),
  ...({ referrerHost: 'text', networkPrefix: 'text', networkHash: 'text' } as const),
  ...({ dropId: 'text', refusedBy: 'text' } as const),
};
const NAMES = Prisma.join(Object.keys(COLUMNS).map((name) => Prisma.raw(`"${name}"`)));

/** In the order of `COLUMNS`. */
function packRow(click: ClickRow) {
  return [
    click.id,
    click.linkId,
    click.contractVersionId,
    click.visitorId,
    click.at.getTime(),
    click.verdict,
    click.rawReason,
    click.startsVisit,
    click.referrerHost,
    click.networkPrefix,
    click.networkHash,
    click.dropId,
    click.refusedBy,
  ];
}

/** `WHERE` also keeps SQLite from reading ON CONFLICT as a join. */
function insertion({ engine, clicks }: Group): Prisma.Sql {
  const rows = JSON.stringify(clicks.map(packRow));
  return Prisma.sql`
    INSERT INTO "click" (${NAMES})
    SELECT ${Prisma.join(readers(engine, COLUMNS))}
    FROM ${setOf(engine, rows)}
    WHERE EXISTS (SELECT 1 FROM "link" WHERE "link"."id" = rows.value ->> 1)
    ON CONFLICT ("id") DO NOTHING`;
}
