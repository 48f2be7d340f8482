import { deriveSecrets, type Keyring } from '../platform/signed-token.ts';
import { hashOfKey } from './rules/overlay-secret.ts';

/** Which key of an overlay. The time keeps a restored database from giving a key out twice. */
export type KeyOfOverlay = { overlayId: string; keyVersion: number; rotatedAt: Date };

/**
 * The key that a rotation gives out. It is made from the ring, so that every node can make it again
 * for the pages that it serves, and it need be neither kept nor sent from node to node.
 */
export function makeOverlayKey(keyring: Keyring, which: KeyOfOverlay): string {
  const [key] = deriveSecrets(keyring, 'overlay-key', textOf(which));
  return key;
}

/** The key of an overlay as it is now; null when it was made by chance or from a lost secret. */
export function findOverlayKey(
  keyring: Keyring,
  row: { id: string; keyVersion: number; rotatedAt: Date | null; keyHash: string },
): string | null {
  if (row.rotatedAt === null) return null;
  const { id: overlayId, keyVersion, rotatedAt } = row;
  const keys = deriveSecrets(keyring, 'overlay-key', textOf({ overlayId, keyVersion, rotatedAt }));
  return keys.find((key) => hashOfKey(key) === row.keyHash) ?? null;
}

function textOf({ overlayId, keyVersion, rotatedAt }: KeyOfOverlay): string {
  return `${overlayId}.${keyVersion}.${rotatedAt.getTime()}`;
}
