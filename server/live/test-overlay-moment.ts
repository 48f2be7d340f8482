import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { MomentKind } from '../protocol/live-events.ts';
import { findOverlayOfCreator } from './live.store.ts';
import { overlayInstances } from './overlay-instances.ts';

/** Plays a moment on the running overlay and touches nothing real. Returns how many pages got it. */
export async function testOverlayMoment(
  hub: Hub,
  creatorId: string,
  { overlayId, moment }: { overlayId: string; moment: MomentKind },
): Promise<{ shownOn: number }> {
  if (!(await findOverlayOfCreator(hub.db, creatorId, overlayId))) throw new Problem('not_found');
  const instances = overlayInstances(hub);
  instances.tell({ kind: 'test', overlayId, moment });
  return { shownOn: instances.everywhere().filter((one) => one.overlayId === overlayId).length };
}
