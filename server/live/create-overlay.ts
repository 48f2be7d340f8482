import type { Hub } from '../platform/hub.ts';
import { newId, newSecret } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import {
  DEFAULT_OVERLAY_OPTIONS,
  type OverlayAddress,
  type OverlayLayout,
  type OverlayOptions,
} from '../protocol/live.ts';
import { countOverlaysOfCreator, insertOverlay } from './live.store.ts';
import { hashOfKey, overlayAddress } from './rules/overlay-secret.ts';

const MOST_OVERLAYS = 20;

/**
 * Makes an overlay. Its address is told this once: only a hash of the key is kept. Throws
 * `too_many_overlays`.
 */
export async function createOverlay(
  hub: Hub,
  creatorId: string,
  { name, layout, options }: { name: string; layout: OverlayLayout; options?: OverlayOptions },
): Promise<OverlayAddress> {
  if ((await countOverlaysOfCreator(hub.db, creatorId)) >= MOST_OVERLAYS) {
    throw new Problem('too_many_overlays');
  }
  const now = hub.clock.now();
  const key = newSecret();
  const { id } = await insertOverlay(hub.db, {
    id: newId(now),
    creatorId,
    name,
    layout,
    options: JSON.stringify(options ?? DEFAULT_OVERLAY_OPTIONS),
    keyHash: hashOfKey(key),
    createdAt: now,
  });
  return { overlayId: id, address: overlayAddress(hub.publicUrl, id, `k=${key}`) };
}
