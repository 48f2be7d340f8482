import { TZDate } from '@date-fns/tz';
import { addDays, format, startOfDay } from 'date-fns';

const QUARTER_MS = 900_000;
const DAY = 'yyyy-MM-dd';

/**
 * The calendar day of a moment in a zone, as yyyy-mm-dd. Every zone changes its day and its offset at
 * a quarter of an hour, so each quarter is looked up once.
 */
export function createDays(): (timeZone: string) => (at: Date) => string {
  const zones = new Map<string, (at: Date) => string>();
  return (timeZone) => {
    const known = zones.get(timeZone);
    if (known) return known;
    const days = new Map<number, string>();
    const dayOf = (at: Date) => {
      const quarter = Math.floor(at.getTime() / QUARTER_MS);
      let day = days.get(quarter);
      if (day === undefined) {
        day = format(new TZDate(quarter * QUARTER_MS, timeZone), DAY);
        days.set(quarter, day);
      }
      return day;
    };
    zones.set(timeZone, dayOf);
    return dayOf;
  };
}

/** When a calendar day begins and ends in a zone: 23, 24 or 25 hours apart. */
export function boundsOfDay(day: string, timeZone: string): { from: Date; to: Date } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const noon = new TZDate(year, month - 1, date, 12, timeZone);
  const start = startOfDay(noon);
  return { from: instant(start), to: instant(addDays(start, 1)) };
}

/** `[from, to)` cut at the midnights of a zone. */
export function splitByDay(
  { from, to }: { from: Date; to: Date },
  timeZone: string,
): { day: string; from: Date; to: Date }[] {
  const pieces: { day: string; from: Date; to: Date }[] = [];
  let start = from;
  while (start < to) {
    const local = new TZDate(start, timeZone);
    const midnight = instant(addDays(startOfDay(local), 1));
    const end = midnight < to ? midnight : to;
    pieces.push({ day: format(local, DAY), from: start, to: end });
    start = end;
  }
  return pieces;
}

/** A plain Date, because the database takes no other. */
function instant(local: Date): Date {
  return new Date(local.getTime());
}
