import { expect, test } from 'vitest';
import { newId, newSecret } from './ids.ts';

const at = new Date('2026-09-01T12:00:00.123Z');

test('an id is 26 characters of Crockford base 32 that begin with its time', () => {
  expect(newId(at)).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
  // Crockford base 32 of 1788264000123, as the ULID specification writes it.
  expect(newId(at).slice(0, 10)).toBe(ulidTime(1_788_264_000_123n));
});

test('ids sort by the time at which they were made', () => {
  const ids = [0, 1, 31, 32, 1023, 1024, 86_400_000].map((ms) =>
    newId(new Date(at.getTime() + ms)),
  );
  expect([...ids].sort()).toEqual(ids);
});

test('no id or secret comes twice, also past the end of the pool', () => {
  const ids = Array.from({ length: 20_000 }, () => newId(at));
  const secrets = Array.from({ length: 20_000 }, () => newSecret());
  expect(new Set([...ids, ...secrets]).size).toBe(40_000);
});

test('every character of chance takes every value', () => {
  const ids = Array.from({ length: 4_000 }, () => newId(at));
  for (let place = 10; place < 26; place += 1)
    expect(new Set(ids.map((id) => id[place])).size).toBe(32);
});

test('a secret is as long as asked for', () => {
  expect([128, 256].map((bits) => Buffer.from(newSecret(bits), 'base64url').length)).toEqual([
    16, 32,
  ]);
});

function ulidTime(ms: bigint): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  const digit = (place: number) => alphabet[Number((ms >> BigInt(5 * place)) & 31n)];
  return Array.from({ length: 10 }, (_, i) => digit(9 - i)).join('');
}
