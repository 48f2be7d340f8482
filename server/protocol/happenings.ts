/**
 * What can happen that other nouns react to, with the facts that travel along. Ids only:
 * a reaction loads what it needs, so that doing it twice does the same.
 */
export type Happenings = {
  'order.paid': { orderId: string };
  'order.decided': { orderId: string };
  'order.refunded': { orderId: string; refundId: string };
  /**
   * A payer's bank contests the payment, or has decided. By the time it is told the dispute may have
   * changed again, so the change travels along; a happening of an older build has none.
   */
  'order.disputed': { orderId: string; disputeId: string; change?: DisputeChange };
  /** A decision is another than it was: who brought the customer, or whether they were new. */
  'order.redecided': { orderId: string };
  /** Two customers are one; orders and keys have moved. */
  'customers.merged': { mergeId: string };
  /** They are two again. */
  'customers.unmerged': { mergeId: string };
  /** Acquisitions or decisions of these customers were replaced (`AttributionChange`). */
  'attribution.changed': { changeId: string };
  /** A person released or confirmed a flag on lines of a contract, or reopened it. */
  'flag.decided': { contractId: string };
  /** A brand reads its days in another zone from now on. */
  'brand.zone_changed': { brandId: string };
  /** The payment service told of money to a creator; the object is fetched afresh. */
  'transfer.changed': { transferId: string };
  'bank_payout.changed': { payoutId: string; accountId: string };
  'payout_account.changed': { accountId: string };
  /** Units were set aside for viewers of one drop, many at once; only where somebody wants to know. */
  'claims.held': { claimIds: string[] };
  /** Units were set aside for whoever was next in line. */
  'place.offered': { placeId: string; claimId: string };
};

/** What a dispute became at one moment, in epoch milliseconds. */
export type DisputeChange = {
  id: string;
  at: number;
  status: 'inquiry' | 'open' | 'won' | 'lost';
  amountMinor: number;
};

export type HappeningKind = keyof Happenings;
