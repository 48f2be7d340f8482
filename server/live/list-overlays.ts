import type { Hub } from '../platform/hub.ts';
import type { OverlayView } from '../protocol/live.ts';
import { createOverlay } from './create-overlay.ts';
import { findCurrentDrops } from './find-current-drops.ts';
import { findOverlaysOfCreator } from './live.store.ts';
import { presentOverlay } from './present-overlay.ts';

/** A creator's overlays, oldest first. Whoever has none gets a first one, so that the page is never empty. */
export async function listOverlays(hub: Hub, creatorId: string): Promise<OverlayView[]> {
  let rows = await findOverlaysOfCreator(hub.db, creatorId);
  if (rows.length === 0) {
    await createOverlay(hub, creatorId, { name: 'Stream overlay', layout: 'landscape' });
    rows = await findOverlaysOfCreator(hub.db, creatorId);
  }
  const drop = (await findCurrentDrops(hub, [creatorId])).get(creatorId) ?? null;
  return rows.map((row) => presentOverlay(hub, row, drop));
}
