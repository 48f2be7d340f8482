import { fromLocalInput } from '../ui/format-time.ts';

/** Epoch milliseconds; null: left empty; undefined: cannot be read. */
export function readMoment(text: string, timeZone: string): number | null | undefined {
  return text === '' ? null : (fromLocalInput(text, timeZone) ?? undefined);
}

/** A whole number from 1 on; 0 for anything else. */
export function readCount(text: string): number {
  return /^[1-9]\d{0,5}$/.test(text.trim()) ? Number(text) : 0;
}
