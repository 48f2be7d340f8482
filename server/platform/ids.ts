import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const RANDOM_MAX = (1n << 80n) - 1n;

let lastMs = -1;
let lastRandom = 0n;

/**
 * A fresh id: 10 characters of time, 16 of chance (80 bits), in lower-case Crockford base 32. Ids of
 * this process sort by the order in which they were made, also within one millisecond, where the
 * next one is the last one plus a random step. Source: the ULID specification, "monotonicity".
 */
export function newId(now: Date): string {
  const ms = now.getTime();
  lastRandom = ms === lastMs ? lastRandom + 1n + random(4) : random(10) >> 1n;
  if (lastRandom > RANDOM_MAX) lastRandom = random(10) >> 1n;
  lastMs = ms;
  return encode(BigInt(ms), 10) + encode(lastRandom, 16);
}

/** `bits` random bits as URL-safe text, for secrets. */
export function newSecret(bits = 128): string {
  return randomBytes(bits / 8).toString('base64url');
}

function random(bytes: number): bigint {
  return BigInt(`0x${randomBytes(bytes).toString('hex')}`);
}

function encode(value: bigint, length: number): string {
  let text = '';
  let rest = value;
  for (let i = 0; i < length; i += 1) {
    text = ALPHABET[Number(rest & 31n)] + text;
    rest >>= 5n;
  }
  return text;
}
