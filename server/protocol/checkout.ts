/** Where an order was paid: here with a claim, at a pop-up's counter with a claim, or in the brand's own shop, which reported it. */
export const ORDER_SOURCES = ['claim', 'counter', 'api', 'shopify', 'woocommerce'] as const;
export type OrderSource = (typeof ORDER_SOURCES)[number];

/** A payment that the payer's bank contests. */
export type DisputeView = {
  state: 'inquiry' | 'open' | 'won' | 'lost';
  amountMinor: number;
  /** The bank's word, for instance "fraudulent". */
  reason: string;
  openedAt: number;
  evidenceDueAt: number | null;
};

/** One order as its brand sees it. */
export type OrderView = {
  id: string;
  number: number;
  source: OrderSource;
  /** The shop's own id, and where it says that the buyer came from; null: of a claim, or not said. */
  externalId: string | null;
  channel: string | null;
  /** Null, as the title and the creator: sold in the brand's own shop. */
  dropId: string | null;
  dropTitle: string | null;
  creatorName: string | null;
  /** Shown to the brand only. */
  customerEmail: string;
  capturedAt: number;
  currency: string;
  capturedMinor: number;
  refundedMinor: number;
  /** Paid with store credit beside the money; it goes back once all of the money has. Minor units. */
  creditMinor: number;
  lines: { title: string; quantity: number; unitPriceMinor: number; isAddOn: boolean }[];
  /** The newest dispute over the payment; null for none. */
  dispute: DisputeView | null;
  state: 'paid' | 'part_refunded' | 'refunded';
};
