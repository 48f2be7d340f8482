import { createHash, timingSafeEqual } from 'node:crypto';

/** What the database keeps of an overlay's key. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Compares in constant time. */
export function isKeyOf(key: string, keyHash: string): boolean {
  const [given, kept] = [Buffer.from(hashOfKey(key)), Buffer.from(keyHash)];
  return given.length === kept.length && timingSafeEqual(given, kept);
}

/** The address for OBS: its secret is in the fragment, which no request and no log carries. */
export function overlayAddress(publicUrl: string, overlayId: string, fragment: string): string {
  return `${publicUrl}/o/${overlayId}#${fragment}`;
}
