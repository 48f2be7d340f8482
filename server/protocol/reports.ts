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

/** One creator in the brand's table. */
export type CreatorRow = {
  contractId: string;
  creatorId: string | null;
  creatorName: string;
  handle: string | null;
  avatarHue: number;
  contractState: 'proposed' | 'active' | 'declined' | 'ended';
  /** Pending + available: what the brand will have to pay. */
  owed: Money;
  paid: Money;
  clicks: number;
  /** Orders sold through this creator's gates. */
  orders: number;
  netSales: Money;
  /** Customers whose acquisition names this contract. */
  firstClickOrders: number;
  ltv: LtvFigure[];
  /** Net of all orders until now ÷ all customers, unfinished windows included; null: nobody yet. */
  ltvSoFarMinor: number | null;
  refundRate: number | null;
};

export type SeriesPoint = { day: string; netMinor: number; orders: number };

export type BrandOverview = {
  currency: string;
  from: number;
  to: number;
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
  creators: CreatorRow[];
};
