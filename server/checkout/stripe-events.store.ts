import type { Db, Reader } from '../platform/db.ts';
import { unlessThere } from '../platform/unique-conflict.ts';

/** Stores an event before it is understood; false when it was carried out before. */
export async function insertEvent(
  db: Db,
  event: { id: string; type: string; objectId: string; receivedAt: Date },
): Promise<boolean> {
  const known = await db.stripeEvent.findUnique({
    where: { id: event.id },
    select: { processedAt: true },
  });
  if (known) return known.processedAt === null;
  await unlessThere(() => db.stripeEvent.create({ data: event }));
  return true;
}

export async function markEvent(
  db: Reader,
  eventId: string,
  outcome: { processedAt: Date } | { lastError: string },
): Promise<void> {
  await db.stripeEvent.update({
    where: { id: eventId },
    data: { ...outcome, attempts: { increment: 1 } },
  });
}

/** Events that were stored but not carried out. */
export function findWaitingEvents(db: Reader, { before, take }: { before: Date; take: number }) {
  return db.stripeEvent.findMany({
    where: { processedAt: null, receivedAt: { lt: before }, attempts: { lt: 20 } },
    orderBy: { receivedAt: 'asc' },
    take,
  });
}

/** Deletes some events that were carried out before a moment; how many. */
export async function deleteOldEvents(
  db: Db,
  { before, most }: { before: Date; most: number },
): Promise<number> {
  const isOver = { processedAt: { lt: before } };
  const rows = await db.stripeEvent.findMany({ where: isOver, select: { id: true }, take: most });
  await db.stripeEvent.deleteMany({ where: { id: { in: rows.map(({ id }) => id) }, ...isOver } });
  return rows.length;
}
