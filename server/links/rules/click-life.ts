import { RAW_CLICKS_KEPT_DAYS } from '../../protocol/links.ts';

const DAY_MS = 86_400_000;
/** A sale is decided about at once; a shop may be late with its report, or a hub down, for so long. */
const DECIDED_WITHIN_DAYS = 7;

/** What says how long the clicks of one link are kept. */
export type LinkLife = {
  /** The day of a moment in the brand's zone, as yyyy-mm-dd. */
  dayOf: (at: Date) => string;
  /** How far back any version of the contract looks for a first click. */
  longestWindowDays: number;
  /** Since when a drop of the contract that is not over has been there; null: there is none. */
  watchedSince: Date | null;
};

/**
 * Whether a click is old: its whole day has been over for 90 days, it can be nobody's first click any
 * more, no drop runs whose patterns and lines still look at it, and no page said a day ago or less that
 * somebody is there with it, who may claim yet.
 */
export function isOld(
  { at, verdict, confirmedAt }: { at: Date; verdict: string; confirmedAt: Date | null },
  { dayOf, longestWindowDays, watchedSince }: LinkLife,
  now: Date,
): boolean {
  if (watchedSince !== null && at >= watchedSince) return false;
  if (confirmedAt !== null && now.getTime() - confirmedAt.getTime() <= DAY_MS) return false;
  const windowDays = verdict === 'raw' ? 0 : longestWindowDays + DECIDED_WITHIN_DAYS;
  const keptMs = Math.max(RAW_CLICKS_KEPT_DAYS, windowDays) * DAY_MS;
  return dayOf(at) < dayOf(new Date(now.getTime() - keptMs));
}

/**
 * Whether the day's counts may have this click already: a row that is missing was not lost then, but
 * taken away, and must not be counted once more.
 */
export function isPerhapsSummed(at: Date, now: Date): boolean {
  return at.getTime() < now.getTime() - RAW_CLICKS_KEPT_DAYS * DAY_MS;
}
