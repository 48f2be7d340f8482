import { expect, it } from 'vitest';
import { newId, newTimedSecret } from './ids.ts';

it('makes ids that sort in the order in which they were made, within a millisecond too', () => {
  const at = new Date('2026-09-01T12:00:00.123Z');
  const later = new Date(at.getTime() + 1);
  const ids = [...Array.from({ length: 2_000 }, () => newId(at)), newId(later)];
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[0-9a-hjkmnp-tv-z]{26}$/.test(id))).toBe(true);
});

it('makes secrets that sort by the time, and of which nobody can guess the next', () => {
  const at = new Date('2026-09-01T12:00:00.123Z');
  const earlier = new Date(at.getTime() - 1);
  expect(newTimedSecret(earlier) < newTimedSecret(at)).toBe(true);
  const secrets = Array.from({ length: 2_000 }, () => newTimedSecret(at));
  expect(new Set(secrets.map((id) => id.slice(0, 10)))).toEqual(new Set([newId(at).slice(0, 10)]));
  expect(new Set(secrets.map((id) => id.slice(10, 21))).size).toBe(secrets.length);
  expect(secrets.every((id) => /^[\w-]{32}$/.test(id))).toBe(true);
});
