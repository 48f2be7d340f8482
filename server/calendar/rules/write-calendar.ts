/** One drop as a calendar holds it. */
export type CalendarEvent = {
  /** Stays the same as long as the drop exists. */
  uid: string;
  /** Goes up with every change, so that calendars take the newer one. */
  sequence: number;
  changedAt: Date;
  startsAt: Date;
  endsAt: Date;
  title: string;
  text: string;
  url: string;
};

/**
 * A calendar by RFC 5545: CRLF, times in UTC, texts escaped, and no line longer than 75 octets, folded
 * between characters and never inside one. A reminder is for one event that somebody chose; a feed
 * that rang for everything in it would be switched off.
 */
export function writeCalendar(
  name: string,
  events: readonly CalendarEvent[],
  { remindMinutesBefore }: { remindMinutesBefore?: number } = {},
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Dropcast//Drops//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap((event) => linesOf(event, remindMinutesBefore)),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function linesOf(event: CalendarEvent, remindMinutesBefore: number | undefined): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${utc(event.changedAt)}`,
    `LAST-MODIFIED:${utc(event.changedAt)}`,
    `DTSTART:${utc(event.startsAt)}`,
    `DTEND:${utc(event.endsAt)}`,
    `SUMMARY:${escaped(event.title)}`,
    ...(event.text === '' ? [] : [`DESCRIPTION:${escaped(event.text)}`]),
    `URL:${event.url}`,
    'TRANSP:TRANSPARENT',
    ...(remindMinutesBefore === undefined ? [] : alarmOf(event, remindMinutesBefore)),
    'END:VEVENT',
  ];
}

function alarmOf({ title }: CalendarEvent, minutes: number): string[] {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(title)}`,
    `TRIGGER:-PT${minutes}M`,
    'END:VALARM',
  ];
}

/** 20261127T183000Z */
function utc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n');
}

const MOST_OCTETS = 75;

function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    // A line that goes on begins with a space, which counts.
    if (octets + size > MOST_OCTETS) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
