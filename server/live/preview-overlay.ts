import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { OverlayAddress } from '../protocol/live.ts';
import { findOverlayOfCreator } from './live.store.ts';
import { signPass } from './overlay-token.ts';
import { overlayAddress } from './rules/overlay-secret.ts';

const PREVIEW_MS = 3_600_000;

/** An address of the real overlay for a frame in the portal, good for an hour, without its key. */
export async function previewOverlay(
  hub: Hub,
  creatorId: string,
  overlayId: string,
): Promise<OverlayAddress> {
  const row = await findOverlayOfCreator(hub.db, creatorId, overlayId);
  if (!row) throw new Problem('not_found');
  const token = signPass(hub.keyring, 'overlay-preview', {
    overlayId,
    keyVersion: row.keyVersion,
    isPreview: true,
    expiresAt: hub.clock.now().getTime() + PREVIEW_MS,
  });
  return { overlayId, address: overlayAddress(hub.publicUrl, overlayId, `p=${token}`) };
}
