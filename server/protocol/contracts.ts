/** What both sides agree on. Money in minor units of `currency`; rates in basis points of net. */
export type ContractTerms = {
  /** A first click older than this does not count. Days, 1–90. */
  attributionWindowDays: number;
  newCustomerBps: number;
  existingCustomerBps: number;
  /** A commission can be paid out this many days after the payment was captured. */
  holdDays: number;
  /** Until then a refund still changes LTV: settled figures wait for it. */
  refundWindowDays: number;
  minimumPayoutMinor: number;
  currency: string;
};

export const DEFAULT_TERMS = {
  attributionWindowDays: 30,
  newCustomerBps: 1500,
  existingCustomerBps: 800,
  holdDays: 30,
  refundWindowDays: 30,
  minimumPayoutMinor: 2500,
} as const satisfies Omit<ContractTerms, 'currency'>;

export const CONTRACT_STATES = ['proposed', 'active', 'declined', 'ended'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];

export type ContractVersionView = {
  id: string;
  number: number;
  terms: ContractTerms;
  termsHash: string;
  proposedBy: 'brand' | 'creator';
  proposedAt: number;
  acceptedByBrandAt: number | null;
  acceptedByCreatorAt: number | null;
  declinedAt: number | null;
  isInForce: boolean;
};

export type ContractView = {
  id: string;
  brandId: string;
  brandName: string;
  creatorId: string | null;
  creatorName: string;
  creatorHandle: string | null;
  /** Shown to the brand only; empty for the creator's own view of others. */
  invitedEmail: string;
  state: ContractState;
  createdAt: number;
  endedAt: number | null;
  endReason: string | null;
  /** Newest first. */
  versions: ContractVersionView[];
};
