import type { DropChange } from '../drops/change-drop.ts';
import { Problem } from '../platform/problem.ts';
import { answerOpen, findQuestion } from './questions.store.ts';

/**
 * Answers a question for everybody to read; null: it was answered on air. Throws `dock_conflict` when
 * somebody else has answered it meanwhile: the first answer stands.
 */
export function answering(questionId: string, answer: string | null): DropChange {
  return async (tx, { id: dropId }, { now, seq }) => {
    const which = { dropId, questionId };
    if (await answerOpen(tx, which, { answeredAt: now, answer, seq })) return null;
    const known = await findQuestion(tx, which);
    throw new Problem(known && known.hiddenAt === null ? 'dock_conflict' : 'not_found');
  };
}
