import type { DropChange, DropOfBrand } from '../drops/change-drop.ts';
import { changeDrop } from '../drops/change-drop.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { BrandQuestion } from '../protocol/questions.ts';
import { listQuestions } from './list-questions.ts';
import { findQuestion, updateQuestion } from './questions.store.ts';

/** Takes a question from page and overlay, or lets it be seen again. */
export async function hideQuestion(
  hub: Hub,
  { questionId, isHidden, ...which }: DropOfBrand & { questionId: string; isHidden: boolean },
): Promise<BrandQuestion[]> {
  await changeDrop(hub, which, hiding(questionId, isHidden));
  return listQuestions(hub, which);
}

/** One that the public never saw changes nothing for it. */
export function hiding(questionId: string, isHidden = true): DropChange {
  return async (tx, { id: dropId }, { now, seq }) => {
    const question = await findQuestion(tx, { dropId, questionId });
    if (!question) throw new Problem('not_found');
    const isPublic = question.answeredAt !== null || question.pinnedAt !== null;
    await updateQuestion(tx, questionId, {
      hiddenAt: isHidden ? now : null,
      ...(isHidden && { pinnedAt: null }),
      ...(isPublic && { seq }),
    });
    return null;
  };
}
