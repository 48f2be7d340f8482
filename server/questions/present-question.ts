import type {
  BrandQuestion,
  DockQuestion,
  HeldWhy,
  OwnQuestion,
  PublicQuestion,
} from '../protocol/questions.ts';
import type { QuestionRow } from './questions.store.ts';

export function presentPublic({ id, text, answer, answeredAt }: QuestionRow): PublicQuestion {
  return { id, text, answer, isAnswered: answeredAt !== null };
}

/** Whether it was hidden is not told: whoever asked would only ask again. */
export function presentOwn({ id, text, createdAt, answeredAt, heldWhy }: QuestionRow): OwnQuestion {
  const open = heldWhy === null ? 'waiting' : 'held';
  return { id, text, at: createdAt.getTime(), state: answeredAt === null ? open : 'answered' };
}

export function presentForDock(row: QuestionRow): DockQuestion {
  return {
    ...presentPublic(row),
    at: row.createdAt.getTime(),
    heldWhy: row.heldWhy as HeldWhy | null,
    isPinned: row.pinnedAt !== null,
  };
}

export function presentForBrand(row: QuestionRow): BrandQuestion {
  return { ...presentForDock(row), isHidden: row.hiddenAt !== null };
}
