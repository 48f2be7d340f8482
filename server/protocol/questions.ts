/** Why a question waits until a person has looked at it. */
export const HELD_WHY = {
  words: 'Rough words',
  link: 'A link or an address',
  number: 'Looks like a phone or card number',
} as const satisfies Record<string, string>;
export type HeldWhy = keyof typeof HELD_WHY;

export const LONGEST_QUESTION = 280;
export const LONGEST_ANSWER = 400;

/** A question that everybody may read. */
export type PublicQuestion = {
  id: string;
  text: string;
  /** Null: answered on air, or not yet. */
  answer: string | null;
  isAnswered: boolean;
};

/** A viewer's own question. They are never told that it was hidden. */
export type OwnQuestion = {
  id: string;
  text: string;
  at: number;
  state: 'waiting' | 'held' | 'answered';
};

/** What a drop page shows of questions: answered ones newest first, and the viewer's own open ones. */
export type QuestionsOnPage = { answered: PublicQuestion[]; own: OwnQuestion[] };

/** A question as whoever answers it sees it. */
export type DockQuestion = PublicQuestion & {
  at: number;
  heldWhy: HeldWhy | null;
  isPinned: boolean;
};

/** A question as the brand of the drop sees it. */
export type BrandQuestion = DockQuestion & { isHidden: boolean };
