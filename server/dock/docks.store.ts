import type { Reader } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

const withCreator = {
  creator: { select: { displayName: true } },
} as const satisfies Prisma.DockInclude;

export type DockRow = Prisma.DockGetPayload<{ include: typeof withCreator }>;

export async function insertDock(db: Reader, dock: Prisma.DockUncheckedCreateInput): Promise<void> {
  await db.dock.create({ data: dock });
}

export function findDockByKey(db: Reader, keyHash: string): Promise<DockRow | null> {
  return db.dock.findUnique({ where: { keyHash }, include: withCreator });
}

/** Those of these docks that still have an owner. */
export async function findLivingDocks(db: Reader, ids: string[]): Promise<Set<string>> {
  const rows = await db.dock.findMany({
    where: { id: { in: ids }, revokedAt: null, creatorId: { not: null } },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** The docks of a creator, the newest first. */
export function findDocksOfCreator(db: Reader, creatorId: string): Promise<DockRow[]> {
  return db.dock.findMany({
    where: { creatorId },
    include: withCreator,
    orderBy: { id: 'desc' },
    take: 100,
  });
}

/** Gives the dock that shows this code to a creator, once; false when no dock shows it now. */
export async function approveByCode(
  db: Reader,
  { codeHash, now, ...owner }: { codeHash: string; now: Date; creatorId: string; name: string },
): Promise<boolean> {
  const { count } = await db.dock.updateMany({
    where: { codeHash, creatorId: null, revokedAt: null, codeUntil: { gt: now } },
    data: { ...owner, codeHash: null, codeUntil: null, approvedAt: now },
  });
  return count === 1;
}

export async function revokeDockOf(
  db: Reader,
  { creatorId, dockId, now }: { creatorId: string; dockId: string; now: Date },
): Promise<boolean> {
  const { count } = await db.dock.updateMany({
    where: { id: dockId, creatorId, revokedAt: null },
    data: { revokedAt: now },
  });
  return count === 1;
}

export async function markDocksSeen(db: Reader, ids: string[], lastSeenAt: Date): Promise<void> {
  await db.dock.updateMany({ where: { id: { in: ids } }, data: { lastSeenAt } });
}

/** Deletes docks whose code nobody took in. */
export async function deleteWaitingBefore(db: Reader, before: Date): Promise<void> {
  await db.dock.deleteMany({ where: { creatorId: null, createdAt: { lt: before } } });
}
