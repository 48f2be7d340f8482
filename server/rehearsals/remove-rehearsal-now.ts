import type { Hub } from '../platform/hub.ts';
import { type RehearsalRow, saveRemoveAt } from './rehearsals.store.ts';
import { stopRehearsal } from './stop-rehearsal.ts';

/** Has everything but the summary removed now: the next run of the schedule does it, in steps. */
export async function removeRehearsalNow(hub: Hub, rehearsal: RehearsalRow): Promise<void> {
  await stopRehearsal(hub, rehearsal);
  await saveRemoveAt(hub.db, rehearsal.id, hub.clock.now());
}
