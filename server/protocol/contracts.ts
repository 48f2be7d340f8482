/**
 * What both sides agree on. Money in minor units of `currency`; rates in basis points of net. A clause
 * that is null was not agreed.
 */
export type ContractTerms = {
  /** A first click older than this does not count. Days, 1–90. */
  attributionWindowDays: number;
  /** Of an order's net; 0 when an amount per order was agreed instead. */
  newCustomerBps: number;
  existingCustomerBps: number;
  /** An amount per order instead of a share; 0: none. A refund takes its part of it back. */
  newCustomerFlatMinor: number;
  existingCustomerFlatMinor: number;
  /** Other rates for single drops, at most one per drop; tiers add nothing to them. */
  dropOverrides: DropOverride[] | null;
  caps: CommissionCaps | null;
  tiers: TierClause | null;
  recurring: RecurringClause | null;
  ltv: LtvClause | null;
  /** Owed for each drop that began with a gate for this creator, once it is over. */
  dropFeeMinor: number;
  /** A commission can be paid out this many days after the payment was captured. */
  holdDays: number;
  /** Until then a refund still changes LTV: settled figures wait for it. */
  refundWindowDays: number;
  minimumPayoutMinor: number;
  currency: string;
  /** A version that lowers anything holds this many days after it was accepted, never before. */
  noticeDays: number;
  /** No later version may have a rate below this; 0: none. */
  rateFloorBps: number;
  /** After the end the recurring and LTV clauses go on for this many days. */
  survivalDays: number;
};

/** What one order earns: a share of its net or an amount, the other one is 0. */
export type Rate = { bps: number; flatMinor: number };

export type DropOverride = { dropId: string; newCustomer: Rate; existingCustomer: Rate };

/** The most that drop-sale and recurring commissions of a contract come to; null: no limit. */
export type CommissionCaps = {
  orderMinor: number | null;
  dropMinor: number | null;
  /** A calendar month of the brand's time zone, by the time of capture. */
  monthMinor: number | null;
};

/**
 * What many sales add to the rate. Volume is what the contract sold in a drop or in a calendar month
 * (the brand's zone): net revenue, or orders with a positive net. From `from` on a step adds `plusBps`
 * of net to the rate; steps rise, and the highest one that was reached counts.
 *
 * - marginal: only what lies above a step's `from` gets its addition; the first sales keep the rate.
 * - retroactive: every sale of the period gets the addition of the step that the whole period reached.
 */
export type TierClause = {
  period: 'month' | 'drop';
  basis: 'revenue' | 'orders';
  mode: 'marginal' | 'retroactive';
  /** `from` in minor units of net revenue, or in orders. */
  steps: { from: number; plusBps: number }[];
};

/**
 * A share of the later orders of customers whom this contract brought, as long as nobody's token sold
 * them: outside any drop, within `months` of 30 days after their first order.
 */
export type RecurringClause = { months: number; bps: number };

/**
 * A fee for good customers. Customers of one version who were acquired in one calendar month (in
 * the contract's zone) are a cohort; once all of it has settled and it has `minimumCustomers`, the fee is `bps`
 * of what their nets in the first `days` days come to above `thresholdMinor` each, or `flatMinor` for
 * each of them when their average is above it. Never more than `capMinor` per cohort.
 */
export type LtvClause = {
  days: 30 | 60 | 90;
  thresholdMinor: number;
  /** One of the two is 0. */
  bps: number;
  flatMinor: number;
  minimumCustomers: number;
  capMinor: number | null;
};

/** What a contract without further clauses has; the keys that were added later come from here. */
export const NO_CLAUSES = {
  newCustomerFlatMinor: 0,
  existingCustomerFlatMinor: 0,
  dropOverrides: null,
  caps: null,
  tiers: null,
  recurring: null,
  ltv: null,
  dropFeeMinor: 0,
  noticeDays: 0,
  rateFloorBps: 0,
  survivalDays: 90,
} as const satisfies Partial<ContractTerms>;

export const DEFAULT_TERMS = {
  ...NO_CLAUSES,
  attributionWindowDays: 30,
  newCustomerBps: 1500,
  existingCustomerBps: 800,
  holdDays: 30,
  refundWindowDays: 30,
  minimumPayoutMinor: 2500,
  noticeDays: 14,
} as const satisfies Omit<ContractTerms, 'currency'>;

/** No share of a contract, floors included, is above this. */
export const MAX_SHARE_BPS = 9_000;

export const CONTRACT_STATES = ['proposed', 'active', 'declined', 'withdrawn', 'ended'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];

/**
 * open: waits for an answer. scheduled: accepted, holds from `effectiveAt` on. in_force: holds now.
 * replaced: a newer one came instead, before or after it held.
 */
export type VersionState =
  | 'open'
  | 'scheduled'
  | 'in_force'
  | 'replaced'
  | 'declined'
  | 'withdrawn';

export type ContractVersionView = {
  id: string;
  number: number;
  terms: ContractTerms;
  termsHash: string;
  proposedBy: 'brand' | 'creator';
  proposedAt: number;
  /** The number of the other side's proposal that this one counters; null: it counters none. */
  counters: number | null;
  acceptedByBrandAt: number | null;
  acceptedByCreatorAt: number | null;
  /** When it begins to hold; of an open one: when it would if it were accepted now. */
  effectiveAt: number | null;
  declinedAt: number | null;
  declineReason: string | null;
  withdrawnAt: number | null;
  state: VersionState;
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
  /** No rate of a new proposal may be below: the brand's own floor, or that of the last version in force. */
  rateFloorBps: number;
  /** Ceiling of what all creators together get from one order of the brand, of its net. */
  jointCapBps: number;
  /** Titles of drops that its terms name, by id. */
  dropTitles: Record<string, string>;
  /** Newest first. */
  versions: ContractVersionView[];
};
