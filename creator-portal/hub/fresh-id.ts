const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * An id as the hub makes them, for something that a form will make: asked again under it after an answer
 * was lost, the hub knows what it has made already. 10 digits of time and 16 of chance.
 */
export function freshId(nowMs: number): string {
  const time = [...nowMs.toString(32)].map((digit) => DIGITS[Number.parseInt(digit, 32)]);
  const chance = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => DIGITS[byte % 32]);
  return time.join('').padStart(10, '0') + chance.join('');
}
