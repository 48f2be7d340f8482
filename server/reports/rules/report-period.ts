import { TZDate } from '@date-fns/tz';
import { addDays, format, startOfDay, subDays } from 'date-fns';
import type { Comparison } from '../../protocol/reports.ts';

/**
 * What a report of `days` days covers: today in the brand's zone as far as it has come, and the days
 * before it; and the same stretch of earlier days to compare it with, so that half a day is compared
 * with half a day. Bounds are `[from, to)`; days are calendar days of the zone.
 */
export type ReportPeriod = {
  from: Date;
  to: Date;
  days: string[];
  before: { from: Date; to: Date; days: string[] };
};

/** `weekday` compares with the same weekdays: a whole number of weeks earlier. */
export function reportPeriod(
  now: Date,
  { days, timeZone, compare = 'before' }: PeriodAsked & { timeZone: string },
): ReportPeriod {
  const shift = compare === 'weekday' ? Math.ceil(days / 7) * 7 : days;
  const local = new TZDate(now, timeZone);
  const first = subDays(startOfDay(local), days - 1);
  const names = (start: Date) =>
    Array.from({ length: days }, (_, index) => format(addDays(start, index), DAY));
  const firstBefore = subDays(first, shift);
  return {
    from: instant(first),
    to: now,
    days: names(first),
    before: {
      from: instant(firstBefore),
      to: instant(subDays(local, shift)),
      days: names(firstBefore),
    },
  };
}

/** How long a report looks back, and what it compares with. */
export type PeriodAsked = { days: number; compare?: Comparison | undefined };

/** The first and the last of a period's days. */
export function spanOf({ days }: { days: readonly string[] }): { first: string; last: string } {
  return { first: days[0] ?? '', last: days.at(-1) ?? '' };
}

const DAY = 'yyyy-MM-dd';

/** A plain Date, because the database takes no other. */
function instant(local: Date): Date {
  return new Date(local.getTime());
}
