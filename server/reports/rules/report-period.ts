import { TZDate } from '@date-fns/tz';
import { addDays, format, startOfDay, subDays } from 'date-fns';

/**
 * What a report of `days` days covers: today in the brand's zone as far as it has come, and the days
 * before it; and as the period before it the same stretch of the days before that, so that half a
 * day is compared with half a day. Bounds are `[from, to)`.
 */
export type ReportPeriod = {
  from: Date;
  to: Date;
  before: { from: Date; to: Date };
  days: string[];
};

export function reportPeriod(
  now: Date,
  { days, timeZone }: { days: number; timeZone: string },
): ReportPeriod {
  const local = new TZDate(now, timeZone);
  const first = subDays(startOfDay(local), days - 1);
  return {
    from: instant(first),
    to: now,
    before: { from: instant(subDays(first, days)), to: instant(subDays(local, days)) },
    days: Array.from({ length: days }, (_, index) => format(addDays(first, index), DAY)),
  };
}

/** The day of a moment in a zone, as yyyy-mm-dd. */
export function dayIn(timeZone: string): (at: Date) => string {
  return (at) => format(new TZDate(at, timeZone), DAY);
}

const DAY = 'yyyy-MM-dd';

/** A plain Date, because the database takes no other. */
function instant(local: Date): Date {
  return new Date(local.getTime());
}
