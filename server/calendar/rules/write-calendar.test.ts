import { describe, expect, it } from 'vitest';
import { writeCalendar } from './write-calendar.ts';

const EVENT = {
  uid: 'drop-1@hub.test',
  sequence: 2,
  changedAt: new Date('2026-10-01T08:00:00Z'),
  startsAt: new Date('2026-10-25T00:30:00Z'),
  endsAt: new Date('2026-10-25T01:30:00Z'),
  title: 'Moss; green, and “Ümläut” 🧥',
  text: 'Line one\nLine two with a back\\slash',
  url: 'https://hub.test/d/moss',
};

describe('a calendar', () => {
  it('says times in UTC, so that the night of a clock change is no riddle', () => {
    const text = writeCalendar('Marl', [EVENT]);
    expect(text).toContain('\r\nDTSTART:20261025T003000Z\r\n');
    expect(text).toContain('\r\nSEQUENCE:2\r\n');
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('escapes what would end a value', () => {
    const text = writeCalendar('Marl', [EVENT]);
    expect(text).toContain('SUMMARY:Moss\\; green\\, and “Ümläut” 🧥');
    expect(text).toContain('Line one\\nLine two with a back\\\\slash');
  });

  it('rings where one event was chosen, and never for a whole feed', () => {
    const text = writeCalendar('Marl', [EVENT], { remindMinutesBefore: 10 });
    expect(text).toMatch(
      /BEGIN:VALARM\r\nACTION:DISPLAY\r\n.*\r\nTRIGGER:-PT10M\r\nEND:VALARM\r\nEND:VEVENT/,
    );
    expect(writeCalendar('Marl', [EVENT])).not.toContain('VALARM');
  });

  it('folds at 75 octets and never inside a character', () => {
    const title = '🧥é'.repeat(60);
    const text = writeCalendar('Marl', [{ ...EVENT, title }]);
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    }
    expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}`);
    expect(text).not.toContain('�');
  });
});
