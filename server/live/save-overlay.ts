import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { OverlayLayout, OverlayOptions, OverlayView } from '../protocol/live.ts';
import { findCurrentDrops } from './find-current-drops.ts';
import { findOverlayOfCreator, updateOverlay } from './live.store.ts';
import { overlayInstances } from './overlay-instances.ts';
import { presentOverlay } from './present-overlay.ts';

/** Saves how an overlay looks; every running page of it follows at once. Throws `not_found`. */
export async function saveOverlay(
  hub: Hub,
  creatorId: string,
  given: { overlayId: string; name: string; layout: OverlayLayout; options: OverlayOptions },
): Promise<OverlayView> {
  const { overlayId, name, layout, options } = given;
  const change = { name, layout, options: JSON.stringify(options) };
  const isSaved = await updateOverlay(hub.db, { creatorId, overlayId }, change);
  const row = isSaved ? await findOverlayOfCreator(hub.db, creatorId, overlayId) : null;
  if (!row) throw new Problem('not_found');
  overlayInstances(hub).tell({ kind: 'changed', overlayId });
  const drop = (await findCurrentDrops(hub, [creatorId])).get(creatorId) ?? null;
  return presentOverlay(hub, row, drop);
}
