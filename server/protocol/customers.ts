/** By what a brand knows a customer again, the strongest first. Nothing is ever guessed. */
export type CustomerKeyKind = 'user' | 'email' | 'phone' | 'stripe' | 'shop';

/** One customer in the brand's list. */
export type CustomerRow = {
  id: string;
  email: string;
  name: string | null;
  createdAt: number;
  orders: number;
  /** Null: no order yet. */
  firstOrderAt: number | null;
  keys: CustomerKeyView[];
  /** Who brought this customer; null: nobody, or not decided yet. */
  broughtBy: string | null;
};

export type CustomerKeyView = {
  kind: CustomerKeyKind;
  /** An address or a number as it is; of other kinds only the beginning. */
  text: string;
  isVerified: boolean;
};

/** One merge of two customers, as its brand sees it. */
export type MergeView = {
  id: string;
  kept: { id: string; email: string };
  merged: { id: string; email: string };
  cause: 'shared_key' | 'by_hand';
  reason: string;
  orders: number;
  mergedAt: number;
  /** Null: it happened by itself. */
  mergedBy: string | null;
  undoneAt: number | null;
  undoneBy: string | null;
  /** Only the newest merge of a customer can be undone. */
  isUndoable: boolean;
};
