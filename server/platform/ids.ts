import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A fresh id: 10 characters of time, 16 of chance (80 bits), in lower-case Crockford base 32, so
 * that ids sort by the time at which they were made. Source: the ULID specification.
 */
export function newId(now: Date): string {
  return (
    encode(BigInt(now.getTime()), 10) + encode(BigInt(`0x${randomBytes(10).toString('hex')}`), 16)
  );
}

/** `bits` random bits as URL-safe text, for secrets. */
export function newSecret(bits = 128): string {
  return randomBytes(bits / 8).toString('base64url');
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
