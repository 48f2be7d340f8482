import { TZDate } from '@date-fns/tz';

/** A calendar month of a zone: its name, "2026-03", and the moments `[from, to)`. */
export type Month = { name: string; from: Date; to: Date };

export function monthOf(at: Date, timeZone: string): Month {
  const local = new TZDate(at, timeZone);
  const [year, month] = [local.getFullYear(), local.getMonth()];
  const start = (plus: number) => new Date(new TZDate(year, month + plus, 1, timeZone).getTime());
  const name = `${year}-${String(month + 1).padStart(2, '0')}`;
  return { name, from: start(0), to: start(1) };
}
