import type { Hub } from '../platform/hub.ts';
import { finishRehearsal } from './finish-rehearsal.ts';
import { markStopped, type RehearsalRow } from './rehearsals.store.ts';
import { KEPT_MS } from './start-rehearsal.ts';

/** Ends a rehearsal now; one that is over already stays as it is. */
export async function stopRehearsal(hub: Hub, rehearsal: RehearsalRow): Promise<void> {
  const at = hub.clock.now();
  const removeAt = new Date(at.getTime() + KEPT_MS);
  const isFirst = await markStopped(hub.db, rehearsal.id, { at, removeAt });
  if (isFirst) await finishRehearsal(hub, { ...rehearsal, stoppedAt: at, removeAt });
}
