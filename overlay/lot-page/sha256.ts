/**
 * SHA-256 for pages that are opened over plain http, where browsers hide their own. Source: FIPS
 * 180-4, section 6.2.
 */
export function sha256(message: Uint8Array): Uint8Array {
  const state = Uint32Array.from(START);
  const words = new Uint32Array(64);
  const padded = pad(message);
  for (let block = 0; block < padded.byteLength; block += 64) {
    for (let at = 0; at < 16; at += 1) words[at] = padded.getUint32(block + at * 4);
    for (let at = 16; at < 64; at += 1) {
      const [early, late] = [word(words, at - 15), word(words, at - 2)];
      const low = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
      const high = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
      words[at] = word(words, at - 16) + low + word(words, at - 7) + high;
    }
    mix(state, words);
  }
  const out = new DataView(new ArrayBuffer(32));
  for (const [at, value] of state.entries()) out.setUint32(at * 4, value);
  return new Uint8Array(out.buffer);
}

/** HMAC-SHA256. Source: RFC 2104. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? sha256(key) : key);
  const keyed = (mask: number, rest: Uint8Array) => {
    const whole = new Uint8Array(64 + rest.length);
    whole.set(block.map((byte) => byte ^ mask));
    whole.set(rest, 64);
    return sha256(whole);
  };
  return keyed(0x5c, keyed(0x36, message));
}

function mix(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let at = 0; at < 64; at += 1) {
    const choice = (e & f) ^ (~e & g);
    const first =
      h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + word(ROUND, at) + word(words, at);
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) >>> 0, c, b, a, (first + second) >>> 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, at) => {
    state[at] = word(state, at) + value;
  });
}

/** The message, a one bit, zeros, and its length in bits in the last eight bytes. */
function pad(message: Uint8Array): DataView {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(bytes.length - 4, (message.length << 3) >>> 0);
  return view;
}

function turn(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by));
}

function word(words: ArrayLike<number>, at: number): number {
  return words[at] ?? 0;
}

/** The first 32 bits of the fractional part of a root. */
function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) >>> 0;
}

const PRIMES = Array.from({ length: 312 }, (_, n) => n).filter(
  (n) => n > 1 && !Array.from({ length: n }, (_, m) => m).some((m) => m > 1 && n % m === 0),
);
const ROUND = PRIMES.slice(0, 64).map((prime) => fraction(Math.cbrt(prime)));
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
