/** What changed a credit balance. */
export const CREDIT_KINDS = [
  'earned',
  'set_aside',
  'given_back',
  'taken_back',
  'written_off',
] as const;
export type CreditKind = (typeof CREDIT_KINDS)[number];

/** What a viewer with a proven address may use for a claim. Minor units. */
export type UsableCreditView = {
  currency: string;
  balanceMinor: number;
  /** How much of it this payment would use; 0: none, the rest of the balance stays. */
  usableMinor: number;
};

/** The store credit of one customer, as the brand sees it. */
export type CreditBalanceView = {
  emailKey: string;
  currency: string;
  balanceMinor: number;
  changedAt: number;
};

/** One change of a balance. Signed minor units; their sum is the balance. */
export type CreditEntryView = {
  id: string;
  kind: CreditKind;
  amountMinor: number;
  at: number;
  /** Of the order that it belongs to; null: a payment that is under way or was not made. */
  orderNumber: number | null;
};

export type VoucherState = 'open' | 'redeemed' | 'expired' | 'voided';

/** A voucher as its brand sees it. Times in epoch milliseconds. */
export type VoucherView = {
  code: string;
  title: string;
  terms: string;
  state: VoucherState;
  orderNumber: number;
  createdAt: number;
  expiresAt: number | null;
  redeemedAt: number | null;
  redeemedBy: string | null;
  /** Until when a redemption can be undone; null: it cannot. */
  undoUntil: number | null;
};
