/** How far the shown stock may be believed. */
export type Staleness = 'fresh' | 'stale' | 'lost';

/** From 10 s without a word from the hub stock is shown as old, from 30 s not at all. */
export function stalenessOf(ageMs: number): Staleness {
  if (ageMs >= 30_000) return 'lost';
  return ageMs >= 10_000 ? 'stale' : 'fresh';
}
