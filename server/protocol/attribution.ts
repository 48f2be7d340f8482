import type { Money } from './money.ts';

/** Why something does not count, or not in full; the word is stored, the sentence is shown. */
export const ATTRIBUTION_REASONS = {
  NO_QUALIFYING_CLICK: 'No human click on a creator’s link came before this order.',
  OUTSIDE_WINDOW: 'The first click was longer ago than the contract’s attribution window.',
  EXISTING_CUSTOMER: 'The brand already knew this customer from another order.',
  OTHER_CREATOR_FIRST: 'Another creator’s click or claim came first.',
  CONTRACT_INACTIVE: 'The contract was not active at that time.',
  SELF_REFERRAL: 'The buyer and the creator are the same person.',
  CODE_WITHOUT_CLICK: 'A code was used without any click; nothing shows who brought the customer.',
  CAP_REACHED: 'A cap of the contract was reached.',
  FRAUD_HOLD: 'A person has to look at this order first.',
  REFUNDED: 'The order was refunded.',
  DISPUTED: 'The buyer disputes the payment.',
  CURRENCY_UNSUPPORTED: 'The order is in another currency than the contract.',
  CONSENT_MISSING: 'The visitor, or their browser, asked not to be measured.',
  HOLDOUT: 'This visitor was in the holdout group.',
  TEST_MODE: 'This was a test.',
} as const satisfies Record<string, string>;
export type AttributionReason = keyof typeof ATTRIBUTION_REASONS;

/** What a creator can do about each reason; whom to ask where nothing can be done. */
export const ATTRIBUTION_ADVICE = {
  NO_QUALIFYING_CLICK:
    'Put your link where viewers tap it, or say its code: only a click can count.',
  OUTSIDE_WINDOW: 'Ask the brand for a longer window in your next version.',
  EXISTING_CUSTOMER: 'You still earn your rate for existing customers when they claim through you.',
  OTHER_CREATOR_FIRST: 'When they claim through you, the sale itself is yours all the same.',
  CONTRACT_INACTIVE: 'Accept the open version under Contracts; clicks count from then on.',
  SELF_REFERRAL: 'If this was somebody else’s purchase, ask the brand for a review.',
  CODE_WITHOUT_CLICK:
    'Ask viewers to open your link: the code alone shows nobody who brought them.',
  CAP_REACHED: 'The cap stands in your contract; propose another one under Contracts.',
  FRAUD_HOLD: 'A person decides. Nothing is lost meanwhile, and you see the outcome here.',
  REFUNDED: 'Nothing to do: what was given back earns nothing, and the rest stays.',
  DISPUTED: 'Wait for the bank. When the brand wins, the amount comes back by itself.',
  CURRENCY_UNSUPPORTED: 'Ask the brand for a contract in the currency that it sells in.',
  CONSENT_MISSING: 'Nothing to do: whoever refuses to be measured is not measured. A claim counts.',
  HOLDOUT: 'You are paid for this traffic at the usual rate of your other visitors.',
  TEST_MODE: 'Nothing to do: no money has moved.',
} as const satisfies Record<AttributionReason, string>;

/** One touch, or code, that was looked at for an order. */
export type Candidate = {
  kind: 'click' | 'claim' | 'code';
  /** Click id or claim id; of a code: the order that it was typed for. */
  id: string;
  contractId: string;
  creatorName: string;
  linkSlug: string | null;
  at: number;
  /** Of the version in force at the touch; null: none was. Absent: decided before it was kept. */
  windowDays?: number | null;
  /** Null: this one won. */
  excludedBy: AttributionReason | null;
};

/** Why one order counted and for whom: the decision as it is stored. */
export type OrderExplanation = {
  orderId: string;
  number: number;
  capturedAt: number;
  customerKind: 'new' | 'existing';
  /** One paragraph in words. */
  sentence: string;
  /** Null: the brand's own shop sold it. */
  saleCreatorName: string | null;
  ltvCreatorName: string | null;
  reason: AttributionReason | null;
  candidates: Candidate[];
};

/** A reason with its sentence and what to do about it. */
export type ReasonView = { code: AttributionReason; sentence: string; advice: string };

/** One candidate in words. */
export type CandidateView = {
  kind: Candidate['kind'];
  at: number;
  /** Whose it is; of others a creator reads no name. */
  who: string;
  isMine: boolean;
  linkSlug: string | null;
  /** Null: this one won. */
  excludedBy: AttributionReason | null;
  /** "31 days before the first order; the window is 30 days." */
  sentence: string;
};

/** What one contract earns on an order. */
export type OrderCredit = {
  kind: 'drop_sale' | 'ltv';
  /** Null: nobody has it. */
  who: string | null;
  isMine: boolean;
  /** Why, in one sentence. */
  sentence: string;
  /** "15 % of 98.00 € net = 14.70 €"; null: it earns nothing by itself, or not for whoever asks. */
  arithmetic: string | null;
  amount: Money | null;
  /** Where the money is; null as above. */
  stateSentence: string | null;
};

/** One step on the way to an order. */
export type PathStep = { at: number; text: string };

/** An order, explained to its brand or to one creator. Never says to a creator who bought. */
export type ExplainedOrder = {
  orderId: string;
  number: number;
  capturedAt: number;
  dropTitle: string | null;
  customerKind: 'new' | 'existing';
  /** One paragraph in words. */
  sentence: string;
  credits: OrderCredit[];
  reasons: ReasonView[];
  candidates: CandidateView[];
  path: PathStep[];
};

/** An order that a creator looks for, and what it did for them. */
export type TouchedOrder = {
  orderId: string;
  number: number;
  capturedAt: number;
  brandName: string;
  dropTitle: string | null;
  /** sale: sold through them; ltv: they brought the customer; none: it counts for others only. */
  counts: 'sale' | 'ltv' | 'none';
  /** Why it does not count in full; null: it does. */
  reason: AttributionReason | null;
};

/** Why a sale did not count: the orders that a creator had a part in, and what else happened then. */
export type MissedSales = {
  from: number;
  to: number;
  orders: TouchedOrder[];
  /** What came by their links in that time, and what became of it. */
  notes: { text: string; advice: string | null }[];
};
