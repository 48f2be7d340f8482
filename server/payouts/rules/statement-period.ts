import { TZDate } from '@date-fns/tz';

/** Whole days of a zone as moments: from the first one's midnight to that after the last. */
export function statementPeriod(
  { from, to }: { from: string; to: string },
  timeZone: string,
): { from: Date; to: Date } {
  const [first, last] = [midnight(from, 0, timeZone), midnight(to, 1, timeZone)];
  return first < last ? { from: first, to: last } : { from: first, to: first };
}

function midnight(day: string, plusDays: number, timeZone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(new TZDate(year, month - 1, date + plusDays, timeZone).getTime());
}
