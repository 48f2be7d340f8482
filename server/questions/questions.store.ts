import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

export type QuestionRow = Prisma.QuestionGetPayload<object>;

/** The window of a published drop; null: there is none. */
export async function findWindow(db: Reader, dropId: string) {
  return db.drop.findFirst({
    where: { id: dropId, publishedAt: { not: null } },
    select: { endsAt: true, endedAt: true },
  });
}

/** How many questions a visitor has asked in a drop, and how many of them wait. */
export async function countOfVisitor(
  db: Reader,
  asked: { dropId: string; visitorId: string },
): Promise<{ all: number; waiting: number }> {
  const all = await db.question.count({ where: asked });
  const waiting = await db.question.count({ where: { ...asked, answeredAt: null } });
  return { all, waiting };
}

export async function insertQuestion(
  db: Reader,
  question: Prisma.QuestionUncheckedCreateInput,
): Promise<QuestionRow> {
  return db.question.create({ data: question });
}

const NEWEST = { answeredAt: 'desc' } as const;

/** Answered ones that everybody may read, newest first. */
export function findAnswered(db: Reader, dropId: string, take: number): Promise<QuestionRow[]> {
  return db.question.findMany({
    where: { dropId, answeredAt: { not: null }, hiddenAt: null },
    orderBy: NEWEST,
    take,
  });
}

/** What a visitor has asked, newest first; also what was hidden. */
export function findOfVisitor(
  db: Reader,
  asked: { dropId: string; visitorId: string },
): Promise<QuestionRow[]> {
  return db.question.findMany({ where: asked, orderBy: { id: 'desc' }, take: 20 });
}

/**
 * What waits for an answer, oldest first, and the one that is on air. The newest of each kind, so that
 * neither a flood nor what is held back keeps the others from being seen.
 */
export async function findOpen(db: Reader, dropId: string): Promise<QuestionRow[]> {
  const shown = { dropId, hiddenAt: null };
  const waits = { ...shown, answeredAt: null, pinnedAt: null };
  const newest = (where: Prisma.QuestionWhereInput, take: number) =>
    db.question.findMany({ where, orderBy: { id: 'desc' }, take });
  const found = await Promise.all([
    newest({ ...waits, heldWhy: null }, 50),
    newest({ ...waits, heldWhy: { not: null } }, 20),
    newest({ ...shown, pinnedAt: { not: null } }, 1),
  ]);
  return found.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** All of a drop, newest first. */
export function findOfDrop(db: Reader, dropId: string): Promise<QuestionRow[]> {
  return db.question.findMany({ where: { dropId }, orderBy: { id: 'desc' }, take: 200 });
}

/** Answers one that nobody has answered; false: there is none, or somebody was quicker. */
export async function answerOpen(
  tx: Tx,
  { dropId, questionId }: { dropId: string; questionId: string },
  answer: { answeredAt: Date; answer: string | null; seq: number },
): Promise<boolean> {
  const { count } = await tx.question.updateMany({
    where: { id: questionId, dropId, hiddenAt: null, answeredAt: null },
    data: answer,
  });
  return count === 1;
}

/** False: there is no such question in this drop, or it is hidden. */
export async function updateShown(
  tx: Tx,
  { dropId, questionId }: { dropId: string; questionId: string },
  change: Prisma.QuestionUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await tx.question.updateMany({
    where: { id: questionId, dropId, hiddenAt: null },
    data: change,
  });
  return count === 1;
}

export function findQuestion(
  tx: Tx,
  { dropId, questionId }: { dropId: string; questionId: string },
): Promise<QuestionRow | null> {
  return tx.question.findFirst({ where: { id: questionId, dropId } });
}

export async function updateQuestion(
  tx: Tx,
  questionId: string,
  change: Prisma.QuestionUncheckedUpdateManyInput,
): Promise<void> {
  await tx.question.updateMany({ where: { id: questionId }, data: change });
}

/** Takes whatever is on air off it. */
export async function unpinAll(tx: Tx, dropId: string, seq: number): Promise<void> {
  await tx.question.updateMany({
    where: { dropId, pinnedAt: { not: null } },
    data: { pinnedAt: null, seq },
  });
}

/** Forgets who asked in drops that were over before `before`, and what nobody but them could read. */
export async function forgetBefore(db: Reader, before: Date): Promise<void> {
  const old = { drop: { endsAt: { lt: before } } };
  await db.question.deleteMany({
    where: { ...old, OR: [{ answeredAt: null }, { hiddenAt: { not: null } }] },
  });
  await db.question.updateMany({
    where: { ...old, visitorId: { not: null } },
    data: { visitorId: null },
  });
}
