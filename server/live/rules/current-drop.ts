/** A published drop in which a creator has a gate. Times in epoch milliseconds. */
export type DropCandidate = {
  id: string;
  slug: string;
  title: string;
  startsAt: number;
  /** When it ended or will end. */
  endsAt: number;
};

/** How long an overlay goes on showing that a drop has ended. */
export const FAREWELL_MS = 60_000;

/**
 * The drop that a creator's overlay shows at `now`: the live one that started last, else one that
 * has just ended, else the next scheduled one, else none.
 */
export function currentDrop<T extends DropCandidate>(drops: readonly T[], now: number): T | null {
  const latestStart = (a: T, b: T) => b.startsAt - a.startsAt || (a.id < b.id ? -1 : 1);
  const live = drops.filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
  const over = drops.filter(({ endsAt }) => endsAt <= now && now < endsAt + FAREWELL_MS);
  const next = drops.filter(({ startsAt, endsAt }) => now < startsAt && startsAt < endsAt);
  return (
    live.sort(latestStart)[0] ??
    over.sort((a, b) => b.endsAt - a.endsAt)[0] ??
    next.sort((a, b) => -latestStart(a, b))[0] ??
    null
  );
}

/**
 * A rehearsal gives way to a real drop that is live. It stands before one that is only announced or has
 * just ended: it lasts for minutes, and somebody has asked for it just now.
 */
export function currentOrRehearsal<T extends DropCandidate>(
  { real, rehearsal }: { real: T | null; rehearsal: T | null },
  now: number,
): T | null {
  const isLive = real !== null && real.startsAt <= now && now < real.endsAt;
  return isLive ? real : (rehearsal ?? real);
}
