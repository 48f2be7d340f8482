import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

const WITH_STAND_INS = { standIns: { orderBy: { id: 'asc' } } } as const;

/** A rehearsal with those who stand in for its creators, until it is removed. */
export type RehearsalRow = Prisma.RehearsalGetPayload<{ include: typeof WITH_STAND_INS }>;

export async function insertRehearsal(
  tx: Tx,
  rehearsal: Prisma.RehearsalUncheckedCreateInput,
): Promise<void> {
  await tx.rehearsal.create({ data: rehearsal });
}

export async function insertStandIn(
  tx: Tx,
  standIn: Prisma.RehearsalStandInUncheckedCreateInput,
): Promise<void> {
  await tx.rehearsalStandIn.create({ data: standIn });
}

export function findRehearsal(
  db: Reader,
  where: { id: string } & ({ brandId: string } | { creatorId: string }),
): Promise<RehearsalRow | null> {
  return db.rehearsal.findFirst({ where, include: WITH_STAND_INS });
}

export function findRehearsals(
  db: Reader,
  where: { dropId: string } & ({ brandId: string } | { creatorId: string }),
): Promise<RehearsalRow[]> {
  return db.rehearsal.findMany({
    where,
    include: WITH_STAND_INS,
    orderBy: { id: 'desc' },
    take: 20,
  });
}

/** What has not been removed, on whichever hub of this database it was started. */
export function findUnremoved(db: Reader): Promise<RehearsalRow[]> {
  return db.rehearsal.findMany({
    where: { removedAt: null },
    include: WITH_STAND_INS,
    orderBy: { id: 'asc' },
  });
}

/** Starts wait for each other from here to the commit, so that each counts those before it. */
export async function lockStarts(tx: Tx): Promise<void> {
  const key = 'rehearsals.starts';
  const row = { key, value: 'locked' };
  await tx.hubSetting.upsert({ where: { key }, create: row, update: row });
}

/**
 * How many run or are about to, of this brand or creator (`own`) and in all; how many still have a
 * copy; and how many of their own began since then.
 */
export async function countRehearsals(
  tx: Tx,
  { brandId, creatorId, since }: { brandId: string; creatorId: string | null; since: Date },
): Promise<Record<'own' | 'all' | 'kept' | 'begun', number>> {
  const theirs = creatorId ? { creatorId } : { brandId, creatorId: null };
  const running = { finishedAt: null, stoppedAt: null, removedAt: null };
  return {
    own: await tx.rehearsal.count({ where: { ...theirs, ...running } }),
    all: await tx.rehearsal.count({ where: running }),
    kept: await tx.rehearsal.count({ where: { removedAt: null } }),
    begun: await tx.rehearsal.count({ where: { ...theirs, createdAt: { gt: since } } }),
  };
}

/** It broke off before it could begin: it is over, and what there is of it goes at once. */
export async function markBroken(db: Reader, rehearsalId: string, at: Date): Promise<void> {
  await db.rehearsal.updateMany({
    where: { id: rehearsalId },
    data: { stoppedAt: at, finishedAt: at, removeAt: at },
  });
}

export async function saveCopy(
  db: Reader,
  rehearsalId: string,
  copy: { copyId: string; copySlug: string },
): Promise<void> {
  await db.rehearsal.update({ where: { id: rehearsalId }, data: copy });
}

export async function saveLinkSlug(db: Reader, id: string, linkSlug: string): Promise<void> {
  await db.rehearsalStandIn.update({ where: { id }, data: { linkSlug } });
}

export async function saveProgress(
  db: Reader,
  rehearsalId: string,
  progress: { playedActs: number; tally: string },
): Promise<void> {
  await db.rehearsal.updateMany({ where: { id: rehearsalId }, data: progress });
}

/** False when it had ended already. */
export async function markStopped(
  db: Reader,
  rehearsalId: string,
  { at, removeAt }: { at: Date; removeAt?: Date },
): Promise<boolean> {
  const { count } = await db.rehearsal.updateMany({
    where: { id: rehearsalId, stoppedAt: null, finishedAt: null },
    data: { stoppedAt: at, ...(removeAt && { removeAt }) },
  });
  return count > 0;
}

export async function saveSummary(
  db: Reader,
  rehearsalId: string,
  { summary, at, removeAt }: { summary: string; at: Date; removeAt: Date },
): Promise<void> {
  await db.rehearsal.updateMany({
    where: { id: rehearsalId, finishedAt: null },
    data: { summary, finishedAt: at, removeAt, tally: '{}' },
  });
}

/** From now on it may be removed. */
export async function saveRemoveAt(db: Reader, rehearsalId: string, removeAt: Date): Promise<void> {
  await db.rehearsal.updateMany({
    where: { id: rehearsalId, removedAt: null },
    data: { removeAt },
  });
}

/** Everything else of it is gone. */
export async function markRemoved(tx: Tx, rehearsalId: string, at: Date): Promise<void> {
  await tx.rehearsalStandIn.deleteMany({ where: { rehearsalId } });
  await tx.rehearsal.update({
    where: { id: rehearsalId },
    data: { removedAt: at, standInId: null, copyId: null, copySlug: null },
  });
}

/** Nothing stays of a rehearsal of a brand that is gone itself. */
export async function deleteRehearsal(tx: Reader, rehearsalId: string): Promise<void> {
  await tx.rehearsal.deleteMany({ where: { id: rehearsalId } });
}
