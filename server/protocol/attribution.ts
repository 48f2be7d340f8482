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
  CONSENT_MISSING: 'The visitor did not agree to be measured.',
  HOLDOUT: 'This visitor was in the holdout group.',
  TEST_MODE: 'This was a test.',
} as const satisfies Record<string, string>;
export type AttributionReason = keyof typeof ATTRIBUTION_REASONS;

/** One touch that was looked at for an order. */
export type Candidate = {
  kind: 'click' | 'claim';
  /** Click id or claim id. */
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

/** Why one order counted and for whom. */
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
