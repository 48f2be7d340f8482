import type { Tx } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { countRehearsals, lockStarts } from './rehearsals.store.ts';

/** On one hub at a time; the audiences of all of them share one pace. */
const MOST_AT_ONCE = 5;
/** With those that are over and keep their copy for a while. */
const MOST_COPIES = 15;
/** Of one brand, or of one creator. */
const MOST_AN_HOUR = 12;
const HOUR_MS = 60 * 60_000;

/**
 * Lets a rehearsal begin in this transaction, or throws `rehearsal_running` and `too_many_requests`.
 * Two starts at the same time are counted one after the other.
 */
export async function admitRehearsal(
  tx: Tx,
  { brandId, creatorId, createdAt }: { brandId: string; creatorId: string | null; createdAt: Date },
): Promise<void> {
  await lockStarts(tx);
  const since = new Date(createdAt.getTime() - HOUR_MS);
  const { own, all, kept, begun } = await countRehearsals(tx, { brandId, creatorId, since });
  if (own > 0 || all >= MOST_AT_ONCE) throw new Problem('rehearsal_running');
  if (kept < MOST_COPIES && begun < MOST_AN_HOUR) return;
  throw new Problem('too_many_requests', { retryAfterSeconds: 600 });
}
