import { describe, expect, it } from 'vitest';
import { boundsOfDay, createDays, splitByDay } from './days.ts';

const at = (text: string) => new Date(text);
const hours = ({ from, to }: { from: Date; to: Date }) =>
  (to.getTime() - from.getTime()) / 3_600_000;

describe('the days of a zone', () => {
  it('begin at the brand’s midnight, to the millisecond', () => {
    const dayOf = createDays()('Europe/Berlin');
    expect(dayOf(at('2026-06-14T21:59:59.999Z'))).toBe('2026-06-14');
    expect(dayOf(at('2026-06-14T22:00:00.000Z'))).toBe('2026-06-15');
    expect(createDays()('Asia/Kathmandu')(at('2026-06-14T18:15:00.000Z'))).toBe('2026-06-15');
  });

  it('have 23 and 25 hours where the clock changes, and lose no minute', () => {
    expect(hours(boundsOfDay('2026-03-29', 'Europe/Berlin'))).toBe(23);
    expect(hours(boundsOfDay('2026-10-25', 'Europe/Berlin'))).toBe(25);
    expect(hours(boundsOfDay('2026-03-30', 'Europe/Berlin'))).toBe(24);
    const dayOf = createDays()('Europe/Berlin');
    // Half past two comes twice; both are the same day.
    expect(dayOf(at('2026-10-25T00:30:00Z'))).toBe('2026-10-25');
    expect(dayOf(at('2026-10-25T01:30:00Z'))).toBe('2026-10-25');
    expect(dayOf(at('2026-10-25T22:59:59.999Z'))).toBe('2026-10-25');
    expect(dayOf(at('2026-10-25T23:00:00Z'))).toBe('2026-10-26');
  });

  it('cut a stretch of time at every midnight', () => {
    const stretch = { from: at('2026-10-24T21:00:00Z'), to: at('2026-10-25T23:30:00Z') };
    const pieces = splitByDay(stretch, 'Europe/Berlin');
    expect(pieces.map(({ day, ...piece }) => [day, hours(piece)])).toEqual([
      ['2026-10-24', 1],
      ['2026-10-25', 25],
      ['2026-10-26', 0.5],
    ]);
    expect(splitByDay({ from: stretch.from, to: stretch.from }, 'UTC')).toEqual([]);
  });
});
