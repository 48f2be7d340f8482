import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { findOverlayOfCreator, noteReload } from './live.store.ts';
import { overlayInstances } from './overlay-instances.ts';

/** A page that is loading cannot be told again, and on stream it is away for a moment each time. */
const RELOAD_EVERY_SECONDS = 10;

/**
 * Tells the running pages of an overlay, wherever they are connected, to load themselves anew. The
 * answer is how many there are. Throws `not_found`, and `too_many_requests` within ten seconds of the
 * last time.
 */
export async function reloadOverlay(
  hub: Hub,
  creatorId: string,
  overlayId: string,
): Promise<{ pages: number }> {
  const at = hub.clock.now();
  const last = new Date(at.getTime() - RELOAD_EVERY_SECONDS * 1_000);
  if (!(await noteReload(hub.db, { creatorId, overlayId }, { at, last }))) {
    if (!(await findOverlayOfCreator(hub.db, creatorId, overlayId))) throw new Problem('not_found');
    throw new Problem('too_many_requests', { retryAfterSeconds: RELOAD_EVERY_SECONDS });
  }
  const instances = overlayInstances(hub);
  instances.tell({ kind: 'changed', overlayId });
  return { pages: instances.of(overlayId).length };
}
