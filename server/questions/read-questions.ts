import type { Db } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import type { DockQuestion, PublicQuestion, QuestionsOnPage } from '../protocol/questions.ts';
import { presentForDock, presentOwn, presentPublic } from './present-question.ts';
import { findAnswered, findOfVisitor, findOpen } from './questions.store.ts';

const MOST_ON_PAGE = 20;

/** What a drop page shows: the newest answers, and the open questions of this viewer. */
export async function readQuestions(
  { db }: Pick<Hub, 'db'>,
  {
    dropId,
    changed,
    visitorId,
  }: {
    dropId: string;
    /** The version of the newest change that the page has heard of. */
    changed: number;
    /** Null: nobody, or somebody who has asked nothing. */
    visitorId: string | null;
  },
): Promise<QuestionsOnPage> {
  const [answered, own] = await Promise.all([
    readAnswered(db, dropId, changed),
    visitorId === null ? [] : findOfVisitor(db, { dropId, visitorId }),
  ]);
  return {
    answered,
    own: own.filter(({ answeredAt }) => answeredAt === null).map(presentOwn),
  };
}

/** What waits for an answer, oldest first, and what is on air. */
export async function listOpenQuestions(
  { db }: Pick<Hub, 'db'>,
  dropId: string,
): Promise<DockQuestion[]> {
  return (await findOpen(db, dropId)).map(presentForDock);
}

const SHARED_MS = 400;
const MOST_SHARED = 200;
type Shared = Map<string, { at: number; answers: Promise<PublicQuestion[]> }>;
const sharedReads = new WeakMap<Db, Shared>();

/**
 * Thousands of pages ask within seconds of an answer: those that heard of the same version share a
 * read that is a moment old. Each read began after somebody knew of that version, so it holds it.
 */
function readAnswered(db: Db, dropId: string, changed: number): Promise<PublicQuestion[]> {
  const name = `${dropId} ${changed}`;
  const shared: Shared = sharedReads.get(db) ?? new Map();
  sharedReads.set(db, shared);
  const at = performance.now();
  const known = shared.get(name);
  if (known && at - known.at < SHARED_MS) return known.answers;
  const answers = findAnswered(db, dropId, MOST_ON_PAGE).then((rows) => rows.map(presentPublic));
  answers.catch(() => shared.delete(name));
  if (shared.size >= MOST_SHARED) shared.clear();
  shared.set(name, { at, answers });
  return answers;
}
