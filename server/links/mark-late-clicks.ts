import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { listMeasured, markRefused } from './clicks.store.ts';
import { forgetRefusalsBefore, listFreshRefusals, lockRefusal } from './refusals.store.ts';

/** Longer than a click may try to get onto the disk, also when the database is away for a while. */
const KEPT_MS = 5 * 60_000;
const MOST_AT_ONCE = 500;

/**
 * Marks the clicks that were written after their visitor had refused, though they were made before. A
 * refusal that is taken back meanwhile marks nothing any more.
 */
export async function markLateClicks({ db, clock }: Pick<Hub, 'db' | 'clock'>): Promise<void> {
  const refusing = await listFreshRefusals(db, MOST_AT_ONCE);
  // It looks every two seconds, and mostly there is nobody: nothing is written then.
  if (refusing.length === 0) return;
  const late = await listMeasured(db, refusing);
  for (const visitorId of late) {
    await inTransaction(db, async (tx) => {
      if (await lockRefusal(tx, visitorId)) await markRefused(tx, { visitorId, isRefused: true });
    });
  }
  await forgetRefusalsBefore(db, new Date(clock.now().getTime() - KEPT_MS));
}
