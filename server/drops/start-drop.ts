import { Problem } from '../platform/problem.ts';
import { dropPhase } from '../protocol/drops.ts';
import type { DropChange } from './change-drop.ts';
import { updateDrop } from './drops.store.ts';
import { requireNotOver } from './require-running.ts';
import { phaseFacts } from './rules/phase-facts.ts';

/**
 * Starts an announced drop now; its end stays as announced. Where lots decide, the moment of the
 * start is part of what was promised to whoever has entered, so it stays too.
 */
export const starting: DropChange = async (tx, drop, { now }) => {
  requireNotOver(drop, now);
  if (dropPhase(phaseFacts(drop), now.getTime()) !== 'scheduled') {
    throw new Problem('drop_not_running', { message: 'This drop has already started.' });
  }
  if (drop.fairness !== 'first_come') {
    throw new Problem('drop_not_running', {
      message: 'Lots are drawn in this drop at the announced time: it cannot start early.',
    });
  }
  const earlierMs = drop.startsAt.getTime() - now.getTime();
  await updateDrop(tx, drop.id, { startsAt: now });
  return { kind: 'started', detail: { minutes: Math.ceil(earlierMs / 60_000) } };
};
