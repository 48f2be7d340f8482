import { TZDate } from '@date-fns/tz';
import { LOCALE } from './locale.ts';

export type TimeForm = 'date' | 'time' | 'date-time' | 'day';

/** A moment as text in a named zone: "12 Dec 2026", "18:30", "12 Dec 2026, 18:30", "Sat 12 Dec". */
export function formatTime(at: number, form: TimeForm, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, { ...FORMS[form], timeZone }).format(at);
}

/** A window of time as text: the day once when it begins and ends on the same one. */
export function formatRange(from: number, to: number, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, { ...FORMS['date-time'], timeZone }).formatRange(from, to);
}

const FORMS: Record<TimeForm, Intl.DateTimeFormatOptions> = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
  'date-time': {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
};

/** "2h 05m", "4:09" or "3d 4h": how long until something, at most two units. */
export function formatSpan(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 0) return `${days}d ${hours}h`;
  if (hours > 0) return `${hours}h ${String(minutes).padStart(2, '0')}m`;
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What a `datetime-local` field shows for a moment in a zone: "2026-12-12T18:30". */
export function toLocalInput(at: number, timeZone: string): string {
  const local = new TZDate(at, timeZone);
  const part = (value: number) => String(value).padStart(2, '0');
  const day = `${local.getFullYear()}-${part(local.getMonth() + 1)}-${part(local.getDate())}`;
  return `${day}T${part(local.getHours())}:${part(local.getMinutes())}`;
}

/** The moment that a `datetime-local` value means in a zone; null when it is not one. */
export function fromLocalInput(value: string, timeZone: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(value);
  if (!match) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = match.slice(1).map(Number);
  return new TZDate(year, month - 1, day, hour, minute, 0, 0, timeZone).getTime();
}
