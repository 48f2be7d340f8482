import type { Money } from './money.ts';

/** The ladder of an earning. */
export const EARNING_STATES = [
  'on_hold',
  'held',
  'available',
  'in_payout',
  'paid',
  'reversed',
  'no_commission',
] as const;
export type EarningState = (typeof EARNING_STATES)[number];

/** One commission as its creator sees it. Never says who bought. */
export type EarningLine = {
  id: string;
  orderNumber: number;
  dropTitle: string;
  brandName: string;
  earnedAt: number;
  state: EarningState;
  /** One sentence with a date: "On hold until 12 Dec 2026, then it can be paid out." */
  stateSentence: string;
  holdUntil: number;
  /** What the line is worth now, after reversals. */
  amount: Money;
  /** What it was worth when the order was captured. */
  earned: Money;
  reversed: Money;
  why: EarningExplanation;
};

/** The arithmetic and the reasons behind one line. */
export type EarningExplanation = {
  contractVersion: number;
  rateBps: number;
  rateKind: 'new' | 'existing';
  base: Money;
  /** "15 % of 98.00 € net = 14.70 €" */
  arithmetic: string;
  /** "This customer was new to the brand: the rate for new customers applies." */
  sentences: string[];
  /** Reversals and releases in order. */
  bookings: { at: number; memo: string; amount: Money }[];
};

export type EarningsView = {
  currencies: {
    currency: string;
    onHold: Money;
    available: Money;
    inPayout: Money;
    paid: Money;
    earnedToday: Money;
    nextRelease: { at: number; amount: Money } | null;
  }[];
  lines: EarningLine[];
  nextCursor: string | null;
};

export type PayoutItemState = 'draft' | 'approved' | 'paid' | 'canceled';

export type PayoutItemView = {
  id: string;
  creatorName: string;
  creatorId: string;
  amount: Money;
  entries: number;
  state: PayoutItemState;
  paidAt: number | null;
  paidNote: string | null;
};

export type PayoutBatchView = {
  id: string;
  number: number;
  createdAt: number;
  approvedAt: number | null;
  canceledAt: number | null;
  total: Money;
  items: PayoutItemView[];
};

/** What a batch made now would hold, and what would be carried. */
export type PayoutPreview = {
  currency: string;
  eligible: { creatorId: string; creatorName: string; amount: Money; entries: number }[];
  carried: { creatorId: string; creatorName: string; amount: Money; reason: string }[];
  onHold: Money;
};

/** What a creator was sent. */
export type CreatorPayoutView = {
  id: string;
  brandName: string;
  amount: Money;
  state: PayoutItemState;
  createdAt: number;
  paidAt: number | null;
  paidNote: string | null;
};
