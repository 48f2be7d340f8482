import { overlayInstances } from '../live/overlay-instances.ts';
import type { Hub } from '../platform/hub.ts';
import type { OverlayPresence } from '../protocol/dock.ts';
import { findOverlayIds } from './desk.store.ts';

/**
 * Whether a creator's overlays are there. The one place where what overlays report of themselves
 * (visible, in the scene that is on air) joins what the channel knows.
 */
export async function readOverlayPresence(hub: Hub, creatorId: string): Promise<OverlayPresence> {
  const ids = await findOverlayIds(hub.db, creatorId);
  const pages = overlayInstances(hub).everywhere();
  const own = pages.filter(({ overlayId, isPreview }) => !isPreview && ids.includes(overlayId));
  const reports = own.flatMap(({ about }) => about.report ?? []);
  const obs = reports.filter(({ active }) => active !== null);
  return {
    connected: own.length,
    visible: reports.length > 0 ? reports.filter(({ visible }) => visible).length : null,
    inScene: obs.length > 0 ? obs.filter(({ active }) => active).length : null,
  };
}
