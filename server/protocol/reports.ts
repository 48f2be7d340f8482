import type { ContractState } from './contracts.ts';
import type { DropPhase, Stock } from './drops.ts';
import type { Money } from './money.ts';

/** One LTV figure. `valueMinor` is null when nobody has matured, never 0. */
export type LtvFigure = {
  days: 30 | 60 | 90;
  valueMinor: number | null;
  /** Customers in the figure. Under 30 it is shown grey. */
  customers: number;
  /** Customers acquired who have not reached `days` yet. */
  unfinished: number;
  repeatRate: number | null;
};

/** Fewer customers than this and a figure is shown grey. */
export const FEW_CUSTOMERS = 30;

/** One LTV figure with all that stands beside it. Amounts are per customer, in minor units. */
export type LtvCell = LtvFigure & {
  /** 95 % interval of `valueMinor`; null: fewer than two customers. */
  interval: Interval | null;
  /** The same over customers whose refunds can no longer come: LTV fees are paid on this one only. */
  settledMinor: number | null;
  settledCustomers: number;
  /** 95 % interval of `repeatRate`. */
  repeatInterval: Interval | null;
  /** Net less cost of goods, before what creators have. */
  contributionMinor: number | null;
  creatorCostMinor: number | null;
};
export type Interval = { low: number; high: number };

/** One point of the curve: LTV at an age in days, of the customers who are that old. */
export type LtvCurvePoint = { days: number; valueMinor: number | null; customers: number };

/** Customers of one creator, channel or month. */
export type LtvRow = {
  /** Contract id, channel or yyyy-mm; `all` for everybody. */
  key: string;
  label: string;
  /** Hue of the creator's avatar; null: not a creator. */
  hue: number | null;
  customers: number;
  cells: LtvCell[];
  curve: LtvCurvePoint[];
  /** The first age in days of the curve by which customers brought in more than they cost; null: none. */
  paybackDays: number | null;
  /** Net of all orders until now ÷ all customers; null: nobody yet. */
  soFarMinor: number | null;
};

export const LTV_GROUPS = ['contract', 'channel', 'month'] as const;
export type LtvGroup = (typeof LTV_GROUPS)[number];

export type LtvTable = {
  currency: string;
  /** Currencies in which somebody has bought; each has a table of its own. */
  currencies: string[];
  asOf: number;
  rows: LtvRow[];
  all: LtvRow;
  freshness: Freshness;
};

/** Changes that are not in the figures yet; more than a handful only while history is counted. */
export type Freshness = { waiting: number };

/** What came before an order: visits of links, claims, orders. */
export type Funnel = { visits: number; claims: number; orders: number };

/** One creator in the brand's table. */
export type CreatorRow = {
  contractId: string;
  creatorId: string | null;
  creatorName: string;
  handle: string | null;
  avatarHue: number;
  contractState: ContractState;
  /** Pending + available: what the brand will have to pay. */
  owed: Money;
  paid: Money;
  clicks: number;
  /** Orders sold through this creator's gates. */
  orders: number;
  netSales: Money;
  /** Net sales less cost of goods and less what creators have of them. */
  margin: Money;
  /** Customers whose acquisition names this contract. */
  firstClickOrders: number;
  ltv: LtvFigure[];
  /** Net of all orders until now ÷ all customers, unfinished windows included; null: nobody yet. */
  ltvSoFarMinor: number | null;
  refundRate: number | null;
};

/** What one creator's sales were worth in a period. */
export type CreatorMargin = {
  contractId: string;
  creatorName: string;
  avatarHue: number;
  orders: number;
  netMinor: number;
  marginMinor: number;
  marginBeforeMinor: number;
  newCustomers: number;
};

export const COMPARISONS = ['before', 'weekday'] as const;
/** With the days right before, or with the same weekdays: a whole number of weeks earlier. */
export type Comparison = (typeof COMPARISONS)[number];

export type SeriesPoint = {
  day: string;
  netMinor: number;
  orders: number;
  /** The same of the day that it is compared with. */
  netBeforeMinor: number;
};

export type BrandOverview = {
  currency: string;
  from: number;
  to: number;
  before: { from: number; to: number };
  netRevenue: Money;
  netRevenueBefore: Money;
  margin: Money;
  marginBefore: Money;
  orders: number;
  ordersBefore: number;
  newCustomers: number;
  newCustomersBefore: number;
  owed: Money;
  series: SeriesPoint[];
  attention: { text: string; href: string }[];
  live: {
    id: string;
    slug: string;
    title: string;
    phase: DropPhase;
    endsAt: number;
    stock: Stock;
  }[];
  creators: CreatorMargin[];
  /** Sold in other currencies in this period; in no sum above. */
  otherCurrencies: { currency: string; orders: number; net: Money }[];
  freshness: Freshness;
};

export const ATTRIBUTION_GROUPS = ['creator', 'link', 'drop'] as const;
export type AttributionGroup = (typeof ATTRIBUTION_GROUPS)[number];

/** One creator, link or drop: what it brought by first click, and beside it what it sold by last click. */
export type AttributionRow = {
  /** Id of the contract, link or drop; empty: none. */
  key: string;
  label: string;
  /** The creator of a link, the date of a drop. */
  note: string;
  visits: number;
  claims: number;
  newCustomers: number;
  creditedOrders: number;
  credited: Money;
  lastClickOrders: number;
  lastClick: Money;
};

export type AttributionReport = {
  currency: string;
  from: number;
  to: number;
  orders: number;
  net: Money;
  /** Orders of customers whom no creator brought. */
  unattributedOrders: number;
  unattributed: Money;
  rows: AttributionRow[];
  freshness: Freshness;
};

/** One order with both credits side by side. */
export type OrderPath = {
  orderId: string;
  number: number;
  capturedAt: number;
  net: Money;
  isFirst: boolean;
  /** Who brought the customer; null: no creator. */
  firstClick: string | null;
  /** Who sold it; null: outside any drop. */
  lastClick: string | null;
  channel: string;
};

/** What came by one of a creator's links, or in one drop, in a period. */
export type CreatorFunnelRow = Funnel & {
  key: string;
  label: string;
  brandName: string;
  net: Money;
  earned: Money;
};

export type CreatorAnalytics = {
  from: number;
  to: number;
  before: { from: number; to: number };
  now: Funnel;
  earlier: Funnel;
  byDrop: CreatorFunnelRow[];
  byLink: CreatorFunnelRow[];
  /** One row per contract, each in its brand's currency. */
  ltv: { currency: string; row: LtvRow }[];
  series: { day: string; visits: number; orders: number }[];
  freshness: Freshness;
};
