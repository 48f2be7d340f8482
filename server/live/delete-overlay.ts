import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { deleteOverlayOfCreator } from './live.store.ts';
import { overlayInstances } from './overlay-instances.ts';

/** Ends an overlay for good: its address is nobody's, and its running pages go dark. Throws `not_found`. */
export async function deleteOverlay(
  hub: Hub,
  creatorId: string,
  overlayId: string,
): Promise<{ deleted: true }> {
  const isDeleted = await deleteOverlayOfCreator(hub.db, creatorId, overlayId);
  if (!isDeleted) throw new Problem('not_found');
  overlayInstances(hub).tell({ kind: 'changed', overlayId });
  return { deleted: true };
}
