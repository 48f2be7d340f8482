import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { OverlayLayout, OverlayOptions, OverlayView } from '../protocol/live.ts';
import { findCurrentDrops } from './find-current-drops.ts';
import { findOverlayOfCreator, type OverlayRow, updateOverlay } from './live.store.ts';
import { overlayInstances } from './overlay-instances.ts';
import { presentOverlay } from './present-overlay.ts';
import { isSameLook, revisionOf, type SavedLook } from './rules/overlay-revision.ts';

/**
 * Saves how an overlay looks; every running page of it follows at once. `basedOn` is the revision
 * that was changed; without it whatever there is is replaced. Throws `not_found`, and
 * `overlay_changed` when there is another one by now. Said twice, it is one save.
 */
export async function saveOverlay(
  hub: Hub,
  creatorId: string,
  given: {
    overlayId: string;
    name: string;
    layout: OverlayLayout;
    options: OverlayOptions;
    basedOn?: string;
  },
): Promise<OverlayView> {
  const { overlayId, name, layout, options, basedOn } = given;
  const before = await findOverlayOfCreator(hub.db, creatorId, overlayId);
  if (!before) throw new Problem('not_found');
  const look = { name, layout, options: JSON.stringify(options) };
  await replaceLook(hub, before, { look, basedOn });
  overlayInstances(hub).tell({ kind: 'changed', overlayId });
  const drop = (await findCurrentDrops(hub, [creatorId])).get(creatorId) ?? null;
  return presentOverlay(hub, { ...before, ...look }, drop);
}

async function replaceLook(
  hub: Hub,
  before: OverlayRow,
  { look, basedOn }: { look: SavedLook; basedOn: string | undefined },
): Promise<void> {
  if (isSameLook(before, look)) return;
  if (basedOn !== undefined && basedOn !== revisionOf(before)) throw new Problem('overlay_changed');
  const isSaved = await updateOverlay(hub.db, before, look);
  // Somebody was faster between the look and the write, or has deleted it.
  if (!isSaved) throw new Problem('overlay_changed');
}
