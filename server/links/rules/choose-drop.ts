import { dropPhase, type PhaseFacts } from '../../protocol/drops.ts';

/** What decides where a link leads. */
export type DropWindow = Omit<PhaseFacts, 'available'>;

/**
 * The drop that a link leads to at a moment: the one that it was made for; else the contract's live
 * one (the latest to start, when several are), else its next, else its last. Null when nothing was
 * ever published.
 */
export function chooseDrop<D extends DropWindow>(
  { pinned, ofContract }: { pinned: D | null; ofContract: readonly D[] },
  at: Date,
): D | null {
  const phase = (drop: D) => dropPhase({ ...drop, available: 1 }, at.getTime());
  if (pinned && phase(pinned) !== 'draft') return pinned;
  const running = ofContract.filter((drop) => ['live', 'paused'].includes(phase(drop)));
  const coming = ofContract.filter((drop) => phase(drop) === 'scheduled');
  const over = ofContract.filter((drop) => phase(drop) === 'ended');
  return latest(running) ?? earliest(coming) ?? latest(over);
}

function latest<D extends DropWindow>(drops: readonly D[]): D | null {
  return drops.reduce<D | null>((a, b) => (a && a.startsAt >= b.startsAt ? a : b), null);
}

function earliest<D extends DropWindow>(drops: readonly D[]): D | null {
  return drops.reduce<D | null>((a, b) => (a && a.startsAt <= b.startsAt ? a : b), null);
}
