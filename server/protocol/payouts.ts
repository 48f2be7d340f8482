import type { Money } from './money.ts';

/** The ladder of an earning. */
export const EARNING_STATES = [
  'on_hold',
  'held',
  'available',
  'in_payout',
  'sending',
  'sent',
  'paid',
  'failed',
  'reversed',
  'no_commission',
] as const;
export type EarningState = (typeof EARNING_STATES)[number];

/**
 * What a line is for: the sale through the creator's token; a later order of their customer outside any
 * drop; an order's part of a cohort's LTV fee; the fee for a whole drop.
 */
export const LINE_KINDS = ['drop_sale', 'recurring', 'ltv_fee', 'drop_fee'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** The clause of the terms that pays a line; `nothing`: the sale does not count at all. */
export const LINE_CLAUSES = [
  'rate',
  'override',
  'recurring',
  'ltv',
  'drop_fee',
  'nothing',
] as const;
export type LineClause = (typeof LINE_CLAUSES)[number];

/** What can hold a line down, in words that go on after "cut to". */
export const CAPS = {
  order: 'the contract’s cap per order',
  drop: 'the contract’s cap per drop',
  month: 'the contract’s cap per month',
  joint: 'the joint cap',
  ltv: 'the cap of the LTV clause',
} as const satisfies Record<string, string>;
export type CapName = keyof typeof CAPS;

/** One commission as its creator sees it. Never says who bought. */
export type EarningLine = {
  id: string;
  kind: LineKind;
  /** Null: a fee for a drop. */
  orderNumber: number | null;
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
  clause: LineClause;
  /** Why it is not worth more (CAP_REACHED); null: no cap holds it down. */
  cappedBy: CapName | null;
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
    /** Set aside until somebody decides. */
    held: Money;
    available: Money;
    inPayout: Money;
    paid: Money;
    earnedToday: Money;
    nextRelease: { at: number; amount: Money } | null;
  }[];
  lines: EarningLine[];
  nextCursor: string | null;
};

/** Where one payout is. `sent`: in the creator's account at the payment service; `paid`: arrived. */
export const PAYOUT_ITEM_STATES = [
  'draft',
  'locked',
  'approved',
  'sending',
  'sent',
  'paid',
  'failed',
  'canceled',
] as const;
export type PayoutItemState = (typeof PAYOUT_ITEM_STATES)[number];

/** Where a batch is, from where its payouts are. */
export const PAYOUT_BATCH_STATES = [
  'draft',
  'locked',
  'approved',
  'sent',
  'settled',
  'partial',
  'failed',
  'canceled',
] as const;
export type PayoutBatchState = (typeof PAYOUT_BATCH_STATES)[number];

/** Why a payout failed, in words for both sides; its money is available again. */
export const PAYOUT_FAILURES = {
  held: 'An order in it was set aside, so nothing was sent.',
  taken_out: 'The brand took it out before it was sent.',
  account_not_ready: 'The creator’s payout account cannot take money yet.',
  no_balance: 'The brand’s balance at the payment service was too low.',
  refused: 'The payment service refused to send it.',
  returned: 'The money came back after it was sent.',
  bank_returned: 'The creator’s bank returned the money.',
} as const;
export type PayoutFailure = keyof typeof PAYOUT_FAILURES;

/** One try to send a payout. */
export type PayoutAttemptView = {
  number: number;
  state: 'sending' | 'sent' | 'paid' | 'failed' | 'returned';
  startedAt: number;
  endedAt: number | null;
  transferId: string | null;
  returned: Money;
  /** Whole sentences; the payment service's own words follow ours. */
  failure: string | null;
};

export type PayoutItemView = {
  id: string;
  creatorName: string;
  creatorId: string;
  amount: Money;
  entries: number;
  state: PayoutItemState;
  /** The creator can be paid through the payment service. */
  canSend: boolean;
  sentAt: number | null;
  paidAt: number | null;
  paidNote: string | null;
  failedAt: number | null;
  failure: string | null;
  attempts: PayoutAttemptView[];
};

export type PayoutBatchView = {
  id: string;
  number: number;
  state: PayoutBatchState;
  createdAt: number;
  lockedAt: number | null;
  approvedAt: number | null;
  canceledAt: number | null;
  total: Money;
  items: PayoutItemView[];
};

/** What one payout pays, entry by entry; they sum to its amount. */
export type PayoutOrderView = {
  entryId: string;
  orderNumber: number;
  dropTitle: string;
  memo: string;
  at: number;
  amount: Money;
};

/** What a batch made now would hold, and what would be carried. */
export type PayoutPreview = {
  currency: string;
  eligible: { creatorId: string; creatorName: string; amount: Money; entries: number }[];
  carried: { creatorId: string; creatorName: string; amount: Money; reason: string }[];
  onHold: Money;
  /** Orders whose money is set aside until somebody decides. */
  held: {
    lineId: string;
    creatorName: string;
    orderNumber: number;
    reason: string;
    heldAt: number;
    amount: Money;
  }[];
};

/** What a creator was sent. */
export type CreatorPayoutView = {
  id: string;
  brandName: string;
  amount: Money;
  state: PayoutItemState;
  createdAt: number;
  sentAt: number | null;
  paidAt: number | null;
  paidNote: string | null;
  failure: string | null;
};

/** Countries in which a payout account can be. */
export const PAYOUT_COUNTRIES = [
  'AT',
  'BE',
  'CH',
  'DE',
  'DK',
  'ES',
  'FI',
  'FR',
  'GB',
  'IE',
  'IT',
  'NL',
  'PL',
  'PT',
  'SE',
  'US',
] as const;

/** Where a creator is paid through the payment service. */
export type PayoutAccountView = {
  /** none: not begun; missing: something is asked for; ready: money can be sent. */
  state: 'none' | 'missing' | 'ready';
  country: string | null;
  payoutsEnabled: boolean;
  /** What is still asked for, in words. */
  missing: string[];
};

/** What happened to a creator's money with one brand in one currency, in a time. */
export type StatementView = {
  creatorName: string;
  from: number;
  to: number;
  timeZone: string;
  sections: StatementSection[];
};
export type StatementSection = {
  brandId: string;
  brandName: string;
  currency: string;
  opening: Money;
  lines: Money;
  reversals: Money;
  payouts: Money;
  closing: Money;
  rows: StatementRow[];
};
export type StatementRow = {
  at: number;
  kind: 'line' | 'reversal' | 'payout' | 'returned';
  orderNumber: number | null;
  memo: string;
  amount: Money;
};
