import type { Reader, Tx } from '../platform/db.ts';

/** A published drop, as far as a reminder names it; nobody is reminded of a rehearsal. */
export function findDropOfReminder(db: Reader, slug: string) {
  return db.drop.findFirst({
    where: { slug, publishedAt: { not: null }, rehearsalOf: null },
    select: { id: true, endsAt: true, endedAt: true },
  });
}

export type NewReminder = {
  id: string;
  dropId: string;
  kind: string;
  endpointHash: string;
  target: string;
  createdAt: Date;
};

/**
 * The same browser asks once about the same thing: its keys may have changed. What was sent stays sent,
 * but for units that come back: whoever asks again is told again.
 */
export async function saveReminder(db: Reader, reminder: NewReminder): Promise<void> {
  const { dropId, kind, endpointHash, target, createdAt } = reminder;
  await db.pushReminder.upsert({
    where: { dropId_kind_endpointHash: { dropId, kind, endpointHash } },
    create: { ...reminder, nextTryAt: createdAt },
    update: { target },
  });
  if (kind !== 'back_in_stock') return;
  await db.pushReminder.updateMany({
    where: { dropId, kind, endpointHash, nextTryAt: null },
    data: { nextTryAt: createdAt, attempts: 0 },
  });
}

/** Deletes what a browser asked for in one drop. */
export async function deleteRemindersOfBrowser(
  db: Reader,
  { slug, endpointHash }: { slug: string; endpointHash: string },
): Promise<void> {
  await db.pushReminder.deleteMany({ where: { endpointHash, drop: { slug } } });
}

/** Running drops that somebody waits to hear of. */
export function listDropsToRemind(db: Reader, now: Date) {
  return db.drop.findMany({
    where: {
      publishedAt: { not: null },
      startsAt: { lte: now },
      endsAt: { gt: now },
      endedAt: null,
      pausedAt: null,
      reminders: { some: { nextTryAt: { lte: now } } },
    },
    select: { id: true, slug: true, title: true, endsAt: true, brand: { select: { name: true } } },
  });
}
export type RemindedDrop = Awaited<ReturnType<typeof listDropsToRemind>>[number];

/** What is due in a drop, whoever asked first comes first. */
export function listDueReminders(
  db: Reader,
  { dropId, now, take }: { dropId: string; now: Date; take: number },
) {
  return db.pushReminder.findMany({
    where: { dropId, nextTryAt: { lte: now } },
    select: { id: true, kind: true, target: true, attempts: true, nextTryAt: true },
    orderBy: [{ nextTryAt: 'asc' }, { id: 'asc' }],
    take,
  });
}
export type DueReminder = Awaited<ReturnType<typeof listDueReminders>>[number];

/** Takes a reminder for one try until the lease ends; false: somebody else has it. */
export async function leaseReminder(
  db: Reader,
  { id, nextTryAt }: Pick<DueReminder, 'id' | 'nextTryAt'>,
  leaseUntil: Date,
): Promise<boolean> {
  const { count } = await db.pushReminder.updateMany({
    where: { id, nextTryAt },
    data: { nextTryAt: leaseUntil, attempts: { increment: 1 } },
  });
  return count === 1;
}

/** When it is tried again; null: it was sent. It may have been taken back meanwhile. */
export async function setNextTry(db: Reader, id: string, nextTryAt: Date | null): Promise<void> {
  await db.pushReminder.updateMany({ where: { id }, data: { nextTryAt } });
}

/** Deletes what goes nowhere; not what its browser has moved to another address meanwhile. */
export async function deleteReminder(
  db: Reader,
  { id, target }: Pick<DueReminder, 'id' | 'target'>,
): Promise<void> {
  await db.pushReminder.deleteMany({ where: { id, target } });
}

/** All that one browser asked for. */
export function listRemindersOfBrowser(db: Reader, endpointHash: string) {
  return db.pushReminder.findMany({
    where: { endpointHash },
    select: { id: true, dropId: true, kind: true, target: true },
  });
}
export type ReminderOfBrowser = Awaited<ReturnType<typeof listRemindersOfBrowser>>[number];

/** Gives a reminder another address; what that address has asked for itself stands instead. */
export async function moveReminder(
  tx: Tx,
  { id, dropId, kind, target }: ReminderOfBrowser,
  to: { endpointHash: string; target: string },
): Promise<void> {
  const { endpointHash } = to;
  const known = await tx.pushReminder.findUnique({
    where: { dropId_kind_endpointHash: { dropId, kind, endpointHash } },
    select: { id: true },
  });
  if (known && known.id !== id) await tx.pushReminder.deleteMany({ where: { id, target } });
  else await tx.pushReminder.updateMany({ where: { id, target }, data: to });
}

/** Deletes the reminders of drops that were over before a moment. */
export async function deleteRemindersOfDropsBefore(db: Reader, before: Date): Promise<void> {
  await db.pushReminder.deleteMany({
    where: { drop: { OR: [{ endsAt: { lt: before } }, { endedAt: { lt: before } }] } },
  });
}
