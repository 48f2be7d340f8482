import { type DropPhase, dropPhase, type PhaseFacts } from '../../protocol/drops.ts';

/** What decides where a link leads. */
export type DropWindow = PhaseFacts;

/** What a viewer would rather see, best first: units to claim, a drop that is running, the next, the last. */
const RANK = {
  live: 0,
  sold_out: 1,
  paused: 1,
  scheduled: 2,
  ended: 3,
  draft: null,
} as const satisfies Record<DropPhase, number | null>;

/**
 * The drop that a link leads to at a moment: the one that it was made for; else, of the contract's, one
 * with units to claim; else one that runs; else the next; else the last. Of several that are equal the
 * latest to start, of scheduled ones the first. Null when nothing was ever published.
 */
export function chooseDrop<D extends DropWindow>(
  { pinned, ofContract }: { pinned: D | null; ofContract: readonly D[] },
  at: Date,
): D | null {
  const now = at.getTime();
  if (pinned && dropPhase(pinned, now) !== 'draft') return pinned;
  let best: { drop: D; rank: number } | null = null;
  for (const drop of ofContract) {
    const rank = RANK[dropPhase(drop, now)];
    if (rank === null) continue;
    const isCloser =
      best !== null &&
      rank === best.rank &&
      (rank === RANK.scheduled
        ? drop.startsAt < best.drop.startsAt
        : drop.startsAt > best.drop.startsAt);
    if (best === null || rank < best.rank || isCloser) best = { drop, rank };
  }
  return best?.drop ?? null;
}
