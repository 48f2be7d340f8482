import type { Hub } from '../platform/hub.ts';
import { newId, newSecret } from '../platform/ids.ts';
import {
  DEFAULT_OVERLAY_OPTIONS,
  type OverlayAddress,
  type OverlayLayout,
} from '../protocol/live.ts';
import { insertOverlay } from './live.store.ts';
import { hashOfKey, overlayAddress } from './rules/overlay-secret.ts';

/** Makes an overlay. Its address is told this once: only a hash of the key is kept. */
export async function createOverlay(
  hub: Hub,
  creatorId: string,
  { name, layout }: { name: string; layout: OverlayLayout },
): Promise<OverlayAddress> {
  const now = hub.clock.now();
  const key = newSecret();
  const { id } = await insertOverlay(hub.db, {
    id: newId(now),
    creatorId,
    name,
    layout,
    options: JSON.stringify(DEFAULT_OVERLAY_OPTIONS),
    keyHash: hashOfKey(key),
    createdAt: now,
  });
  return { overlayId: id, address: overlayAddress(hub.publicUrl, id, `k=${key}`) };
}
