import { randomFillSync } from 'node:crypto';

const ALPHABET = [...'0123456789abcdefghjkmnpqrstvwxyz'];
/** Two digits at a time. */
const PAIRS = ALPHABET.flatMap((first) => ALPHABET.map((second) => first + second));
const HALF = 2 ** 40;

let lastMs = -1;
let high = 0;
let low = 0;

/**
 * A fresh id: 10 characters of time, 16 of chance (80 bits), in lower-case Crockford base 32. Ids of
 * this process sort by the order in which they were made, also within one millisecond, where the
 * next one is the last one plus a random step. Source: the ULID specification, "monotonicity".
 */
export function newId(now: Date): string {
  const ms = now.getTime();
  if (ms === lastMs) {
    low += 1 + random(3);
  } else {
    [high, low] = [random(5) % (HALF / 2), random(5)];
  }
  if (low >= HALF) {
    low -= HALF;
    high += 1;
  }
  lastMs = ms;
  return encode(ms, 10) + encode(high, 8) + encode(low, 8);
}

/** `bits` random bits as URL-safe text, for secrets. */
export function newSecret(bits = 128): string {
  const from = take(bits / 8);
  return pool.toString('base64url', from, from + bits / 8);
}

/** The time as in an id, then 128 random bits. */
export function newTimedSecret(now: Date): string {
  return encode(now.getTime(), 10) + newSecret(128);
}

/** A whole number of that many random bytes, at most 6. */
function random(bytes: number): number {
  return pool.readUIntBE(take(bytes), bytes);
}

/** The system is asked for chance in bulk, since each asking costs more than the rest of an id. */
const pool = Buffer.alloc(4096);
let used = pool.length;

/** Where in the pool the next bytes are; each is given out once. */
function take(bytes: number): number {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return used - bytes;
}

/** The last `length` digits of a whole number in base 32, below 2^53; an even number of them. */
function encode(value: number, length: number): string {
  let text = '';
  let rest = value;
  for (let i = 0; i < length; i += 2) {
    text = PAIRS[rest % 1024] + text;
    rest = Math.floor(rest / 1024);
  }
  return text;
}
