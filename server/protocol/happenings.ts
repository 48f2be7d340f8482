/**
 * What can happen that other nouns react to, with the facts that travel along. Ids only:
 * a reaction loads what it needs, so that doing it twice does the same.
 */
export type Happenings = {
  'order.paid': { orderId: string };
  'order.decided': { orderId: string };
  'order.refunded': { orderId: string; refundId: string };
  /** A payer's bank contests the payment, or has decided. */
  'order.disputed': { orderId: string; disputeId: string };
  /** Units were set aside for whoever was next in line. */
  'place.offered': { placeId: string; claimId: string };
};

export type HappeningKind = keyof Happenings;
