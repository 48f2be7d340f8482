import type { HappeningKind, Happenings } from '../protocol/happenings.ts';
import type { Tx } from './db.ts';
import { deleteInGroups } from './delete-in-groups.ts';
import type { Hub } from './hub.ts';
import { newId } from './ids.ts';

/** What follows from a happening. Runs at least once, in its own time; doing it twice must do the same. */
export type Reactions = {
  [K in HappeningKind]?: readonly ((hub: Hub, payload: Happenings[K]) => Promise<void>)[];
};

const LEASE_MS = 60_000;
const BATCH = 50;
/** For whoever asks what the hub did, and when. */
const KEPT_MS = 30 * 86_400_000;

/** Writes down, in the transaction that made it true, that something has happened. */
export async function recordHappening<K extends HappeningKind>(
  tx: Tx,
  kind: K,
  { payload, at }: { payload: Happenings[K]; at: Date },
): Promise<void> {
  await tx.happening.create({
    data: { id: newId(at), kind, payload: JSON.stringify(payload), at, notBefore: at },
  });
}

/** Happenings whose payload begins with these facts, whatever else travels along. */
export function beginningWith(facts: object): { payload: { startsWith: string } } {
  return { payload: { startsWith: JSON.stringify(facts).slice(0, -1) } };
}

/**
 * Runs the reactions of everything that is due, oldest first, and returns how many were done.
 * A guarded lease keeps two workers off the same happening; a failure backs off and is kept.
 */
export async function runReactions(hub: Hub, reactions: Reactions): Promise<number> {
  const now = hub.clock.now();
  const due = await hub.db.happening.findMany({
    where: { doneAt: null, notBefore: { lte: now } },
    orderBy: { id: 'asc' },
    take: BATCH,
  });
  let done = 0;
  for (const { id, kind, payload, notBefore, attempts } of due) {
    const lease = await hub.db.happening.updateMany({
      where: { id, doneAt: null, notBefore },
      data: { notBefore: new Date(now.getTime() + LEASE_MS), attempts: { increment: 1 } },
    });
    if (lease.count === 0) continue;
    try {
      await react(hub, reactions, { kind: kind as HappeningKind, payload: JSON.parse(payload) });
      await hub.db.happening.update({ where: { id }, data: { doneAt: now, lastError: null } });
      done += 1;
    } catch (error) {
      hub.log.error(
        { err: error, happening: id, kind, attempts },
        'a reaction failed and will be tried again',
      );
      const waitMs = Math.min(60_000, 500 * 2 ** attempts);
      await hub.db.happening.update({
        where: { id },
        data: {
          notBefore: new Date(now.getTime() + waitMs),
          lastError: String(error).slice(0, 500),
        },
      });
    }
  }
  return done;
}

/** Runs reactions until nothing is due; for tests and for seeding. */
export async function settleReactions(hub: Hub, reactions: Reactions): Promise<void> {
  while ((await runReactions(hub, reactions)) > 0);
}

/** Deletes what happened 30 days after all that follows from it was done; what still waits stays. */
export async function forgetOldHappenings({ db, clock }: Pick<Hub, 'db' | 'clock'>): Promise<void> {
  const isOver = { doneAt: { lt: new Date(clock.now().getTime() - KEPT_MS) } };
  await deleteInGroups(async (most) => {
    const rows = await db.happening.findMany({ where: isOver, select: { id: true }, take: most });
    await db.happening.deleteMany({ where: { id: { in: rows.map(({ id }) => id) }, ...isOver } });
    return rows.length;
  });
}

async function react<K extends HappeningKind>(
  hub: Hub,
  reactions: Reactions,
  { kind, payload }: { kind: K; payload: Happenings[K] },
): Promise<void> {
  for (const reaction of reactions[kind] ?? []) await reaction(hub, payload);
}
