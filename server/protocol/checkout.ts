/** One order as its brand sees it. */
export type OrderView = {
  id: string;
  number: number;
  dropId: string;
  dropTitle: string;
  creatorName: string;
  /** Shown to the brand only. */
  customerEmail: string;
  capturedAt: number;
  currency: string;
  capturedMinor: number;
  refundedMinor: number;
  /** Paid with store credit beside the money; it goes back once all of the money has. Minor units. */
  creditMinor: number;
  lines: { title: string; quantity: number; unitPriceMinor: number; isAddOn: boolean }[];
  state: 'paid' | 'part_refunded' | 'refunded';
};
