import { Problem } from '../platform/problem.ts';
import { dropPhase } from '../protocol/drops.ts';
import type { WholeDrop } from './drops.store.ts';
import { phaseFacts } from './rules/phase-facts.ts';

/** Throws unless the drop is between its start and its end. */
export function requireRunning(drop: WholeDrop, now: Date): void {
  requireNotOver(drop, now);
  if (dropPhase(phaseFacts(drop), now.getTime()) === 'scheduled') {
    throw new Problem('drop_not_running');
  }
}

/** Throws for a draft and for a drop that has ended. */
export function requireNotOver(drop: WholeDrop, now: Date): void {
  const phase = dropPhase(phaseFacts(drop), now.getTime());
  if (phase === 'ended') throw new Problem('drop_over');
  if (phase === 'draft') throw new Problem('drop_not_running');
}
