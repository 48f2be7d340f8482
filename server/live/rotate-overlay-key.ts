import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newSecret } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { OverlayAddress } from '../protocol/live.ts';
import { replaceOverlayKey } from './live.store.ts';
import { overlayInstances } from './overlay-instances.ts';
import { hashOfKey, overlayAddress } from './rules/overlay-secret.ts';

/**
 * Gives an overlay a new key on air: running pages get it through the channel and go on, pages that
 * keep the old one are ended within 2 s. Throws `not_found`.
 */
export async function rotateOverlayKey(
  hub: Hub,
  creatorId: string,
  overlayId: string,
): Promise<OverlayAddress> {
  const key = newSecret();
  const at = hub.clock.now();
  const row = await inTransaction(hub.db, (tx) =>
    replaceOverlayKey(tx, creatorId, { overlayId, keyHash: hashOfKey(key), at }),
  );
  if (!row) throw new Problem('not_found');
  overlayInstances(hub).rekey(overlayId, key, row.keyVersion);
  return { overlayId, address: overlayAddress(hub.publicUrl, overlayId, `k=${key}`) };
}
