import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Secrets by key id; the current one signs, all of them verify. Rotation adds a key, makes it
 * current, and drops the old one after the longest life of a token.
 */
export type Keyring = { currentKeyId: string; secrets: ReadonlyMap<string, Buffer> };

/**
 * Signs a short text for one purpose. Every purpose has its own key, derived from the ring's
 * secret, so that a token of one kind is never valid as another. Form: `kid.payload.mac`, all
 * URL-safe; the mac is HMAC-SHA256 cut to 128 bits.
 */
export function signToken(keyring: Keyring, purpose: string, payload: string): string {
  const body = `${keyring.currentKeyId}.${Buffer.from(payload).toString('base64url')}`;
  return `${body}.${mac(keyring, keyring.currentKeyId, { purpose, body })}`;
}

/** The payload of a token that this hub signed for this purpose, else null. No query is made. */
export function readToken(keyring: Keyring, purpose: string, token: string): string | null {
  const [keyId, payload, given, ...rest] = token.split('.');
  if (!keyId || !payload || !given || rest.length > 0 || !keyring.secrets.has(keyId)) return null;
  const text = mac(keyring, keyId, { purpose, body: `${keyId}.${payload}` });
  const expected = Buffer.from(text, 'base64url');
  const actual = Buffer.from(given, 'base64url');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null;
  return Buffer.from(payload, 'base64url').toString('utf8');
}

/**
 * Secrets of 128 bits that every holder of the ring makes from the same text, and nobody else: the
 * one of the current key first, then those of the older keys.
 */
export function deriveSecrets(
  keyring: Keyring,
  purpose: string,
  text: string,
): [string, ...string[]] {
  const { currentKeyId } = keyring;
  const of = (keyId: string) => {
    const bits = Buffer.from(mac(keyring, keyId, { purpose, body: text }), 'base64url');
    // Whoever has it compares texts: the bits that nobody reads are not in it.
    return bits.toString('base64url');
  };
  const older = [...keyring.secrets.keys()].filter((keyId) => keyId !== currentKeyId);
  return [of(currentKeyId), ...older.map(of)];
}

const derived = new WeakMap<Keyring, Map<string, Buffer>>();

/** The secret of one key for one purpose: what is sealed or signed for one is nothing to another. */
export function purposeKey(keyring: Keyring, keyId: string, purpose: string): Buffer {
  const cache = derived.get(keyring) ?? new Map<string, Buffer>();
  derived.set(keyring, cache);
  const name = `${keyId} ${purpose}`;
  const known = cache.get(name);
  if (known) return known;
  const secret = keyring.secrets.get(keyId);
  if (!secret) throw new Error(`unknown key id ${keyId}`);
  const key = createHmac('sha256', secret).update(`dropcast:${purpose}`).digest();
  cache.set(name, key);
  return key;
}

/** HMAC-SHA256, cut to 22 characters of base64url: 128 bits, and four more that nobody reads. */
function mac(
  keyring: Keyring,
  keyId: string,
  { purpose, body }: { purpose: string; body: string },
): string {
  const key = purposeKey(keyring, keyId, purpose);
  return createHmac('sha256', key).update(body).digest('base64url').slice(0, 22);
}
