import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { OverlayAddress } from '../protocol/live.ts';
import { countOverlayKey, setOverlayKey } from './live.store.ts';
import { overlayInstances } from './overlay-instances.ts';
import { makeOverlayKey } from './overlay-key.ts';
import { hashOfKey, overlayAddress } from './rules/overlay-secret.ts';

/**
 * Gives an overlay a new key on air: running pages get it through the channel and go on, pages that
 * keep the old one are ended within 2 s, on whichever node they are. Throws `not_found`.
 */
export async function rotateOverlayKey(
  hub: Hub,
  creatorId: string,
  overlayId: string,
): Promise<OverlayAddress> {
  const rotatedAt = hub.clock.now();
  const key = await inTransaction(hub.db, async (tx) => {
    const keyVersion = await countOverlayKey(tx, creatorId, overlayId);
    if (keyVersion === null) throw new Problem('not_found');
    const fresh = makeOverlayKey(hub.keyring, { overlayId, keyVersion, rotatedAt });
    await setOverlayKey(tx, overlayId, { keyHash: hashOfKey(fresh), rotatedAt });
    return fresh;
  });
  overlayInstances(hub).tell({ kind: 'changed', overlayId });
  return { overlayId, address: overlayAddress(hub.publicUrl, overlayId, `k=${key}`) };
}
