import { expect, it } from 'vitest';
import { earliestId } from './earliest-id.ts';
import { newId } from './ids.ts';

it.each(['2026-09-01T12:00:00.123Z', '1970-01-01T00:00:00.001Z', '2026-11-28T23:59:59.999Z'])(
  'stands between the ids of before and those from %s on',
  (text) => {
    const at = new Date(text);
    const before = Array.from({ length: 100 }, () => newId(new Date(at.getTime() - 1)));
    const from = Array.from({ length: 100 }, () => newId(at));
    expect(before.every((id) => id < earliestId(at))).toBe(true);
    expect(from.every((id) => id > earliestId(at))).toBe(true);
  },
);
