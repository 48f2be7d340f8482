import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { OverlayAddress } from '../protocol/live.ts';
import { createOverlay } from './create-overlay.ts';
import { findOverlayOfCreator } from './live.store.ts';
import { layoutOf, optionsOf } from './present-overlay.ts';

/** Makes another overlay with the same look and an address of its own. Throws `not_found`. */
export async function duplicateOverlay(
  hub: Hub,
  creatorId: string,
  { overlayId, name }: { overlayId: string; name: string },
): Promise<OverlayAddress> {
  const row = await findOverlayOfCreator(hub.db, creatorId, overlayId);
  if (!row) throw new Problem('not_found');
  return createOverlay(hub, creatorId, { name, layout: layoutOf(row), options: optionsOf(row) });
}
