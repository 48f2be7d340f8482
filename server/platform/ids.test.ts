import { expect, it } from 'vitest';
import { newId } from './ids.ts';

it('makes ids that sort in the order in which they were made, within a millisecond too', () => {
  const at = new Date('2026-09-01T12:00:00.123Z');
  const later = new Date(at.getTime() + 1);
  const ids = [...Array.from({ length: 2_000 }, () => newId(at)), newId(later)];
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[0-9a-hjkmnp-tv-z]{26}$/.test(id))).toBe(true);
});
