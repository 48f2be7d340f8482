import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { OwnQuestion } from '../protocol/questions.ts';
import { presentOwn } from './present-question.ts';
import { countOfVisitor, findWindow, insertQuestion } from './questions.store.ts';
import { judgeQuestion } from './rules/judge-question.ts';

/** Of one visitor in one drop. */
const MOST_WAITING = 3;
const MOST = 20;

/**
 * Asks a question about a drop until it ends. Only the creators in it and the brand read it until it
 * is answered or pinned; what looks odd waits apart for them and is never dropped.
 */
export async function askQuestion(
  { db, clock }: Hub,
  { visitorId, ...asked }: { dropId: string; text: string; visitorId: string | null },
): Promise<OwnQuestion> {
  if (visitorId === null) throw new Problem('visitor_unknown');
  const now = clock.now();
  const window = await findWindow(db, asked.dropId);
  if (!window) throw new Problem('not_found');
  if (window.endedAt !== null || window.endsAt <= now) throw new Problem('questions_closed');
  const { all, waiting } = await countOfVisitor(db, { dropId: asked.dropId, visitorId });
  if (waiting >= MOST_WAITING || all >= MOST) throw new Problem('question_limit');
  const heldWhy = judgeQuestion(asked.text);
  const own = { id: newId(now), ...asked, visitorId, heldWhy, createdAt: now };
  return presentOwn(await insertQuestion(db, own));
}
