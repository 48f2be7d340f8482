import { formatMinor } from '../../server/protocol/money.ts';

/** The language that the pages are written in: server and browser must write the same text. */
const LOCALE = 'en';

/** `€49.00`. */
export function moneyText(minor: number, currency: string): string {
  return formatMinor(minor, currency, LOCALE);
}

/** `1,200`. */
export function numberText(value: number): string {
  return value.toLocaleString(LOCALE);
}

/**
 * A moment for people: in the reader's own zone once the page runs, in UTC (and saying so) as the
 * server writes it. The day is named unless it is the day of `now`.
 */
export function momentText(
  at: number,
  { now, isLocal }: { now: number; isLocal: boolean },
): string {
  const zone = isLocal ? {} : { timeZone: 'UTC' };
  const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', ...zone });
  const time = new Intl.DateTimeFormat(LOCALE, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...zone,
  });
  const text = time.format(at) + (isLocal ? '' : ' UTC');
  return day.format(at) === day.format(now) ? text : `${day.format(at)}, ${text}`;
}
