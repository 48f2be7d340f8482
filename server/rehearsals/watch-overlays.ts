import { overlayInstances } from '../live/overlay-instances.ts';
import { findOverlaysOf } from './facts.store.ts';
import { type Tally, watch } from './rules/tally.ts';
import type { Scene } from './scene.ts';

/** Overlays that are made meanwhile are few, so which there are is asked seldom. */
const ASK_EVERY_MS = 10_000;

/** Notes for each creator of a rehearsal whether any overlay of theirs is connected, previews aside. */
export async function watchOverlays(
  { hub, rehearsal, overlays }: Scene,
  { tally, atMs }: { tally: Tally; atMs: number },
): Promise<void> {
  const creatorIds = [...new Set(rehearsal.standIns.map(({ creatorId }) => creatorId))];
  if (atMs - overlays.askedAt >= ASK_EVERY_MS) {
    overlays.askedAt = atMs;
    overlays.rows = await findOverlaysOf(hub.db, creatorIds);
  }
  const instances = overlayInstances(hub);
  for (const creatorId of creatorIds) {
    const own = overlays.rows.filter((row) => row.creatorId === creatorId);
    const isConnected = own.some(({ id }) => instances.of(id).length > 0);
    watch(tally, { creatorId, isConnected, atMs });
  }
}
