import { dropPhase, type PhaseFacts } from '../../protocol/drops.ts';

/** What decides where a link leads; stock does not, a link to a sold-out drop leads there too. */
export type DropWindow = PhaseFacts;

/**
 * The drop that a link leads to at a moment: the one that it was made for; else the contract's live
 * one (the latest to start, when several are), else its next, else its last. Null when nothing was
 * ever published.
 */
export function chooseDrop<D extends DropWindow>(
  { pinned, ofContract }: { pinned: D | null; ofContract: readonly D[] },
  at: Date,
): D | null {
  const now = at.getTime();
  if (pinned && dropPhase(pinned, now) !== 'draft') return pinned;
  let live: D | null = null;
  let next: D | null = null;
  let last: D | null = null;
  for (const drop of ofContract) {
    switch (dropPhase(drop, now)) {
      case 'draft':
        break;
      case 'scheduled':
        if (!next || drop.startsAt < next.startsAt) next = drop;
        break;
      case 'ended':
        if (!last || drop.startsAt > last.startsAt) last = drop;
        break;
      default:
        if (!live || drop.startsAt > live.startsAt) live = drop;
    }
  }
  return live ?? next ?? last;
}
