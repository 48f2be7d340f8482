import { testOverlayMoment } from '../live/test-overlay-moment.ts';
import type { Hub } from '../platform/hub.ts';
import { findOverlayIds } from './desk.store.ts';

/** Plays the test on every overlay of a creator; it touches nothing real. */
export async function playTest(hub: Hub, creatorId: string): Promise<void> {
  for (const overlayId of await findOverlayIds(hub.db, creatorId)) {
    await testOverlayMoment(hub, creatorId, { overlayId, moment: 'test' });
  }
}
