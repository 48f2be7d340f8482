import type { DropChange } from '../drops/change-drop.ts';
import { requireNotOver } from '../drops/require-running.ts';
import { Problem } from '../platform/problem.ts';
import { unpinAll, updateShown } from './questions.store.ts';

/** Puts one question on air, in place of any other. */
export function pinningQuestion(questionId: string): DropChange {
  return async (tx, drop, { now, seq }) => {
    requireNotOver(drop, now);
    await unpinAll(tx, drop.id, seq);
    const which = { dropId: drop.id, questionId };
    if (!(await updateShown(tx, which, { pinnedAt: now, seq }))) throw new Problem('not_found');
    return null;
  };
}

export const unpinningQuestion: DropChange = async (tx, drop, { seq }) => {
  await unpinAll(tx, drop.id, seq);
  return null;
};
