/** The money of one order, in minor units of its currency. */
export type OrderMoney = {
  capturedMinor: number;
  taxMinor: number;
  shippingMinor: number;
  /** Confirmed refunds only. */
  refunds: readonly { amountMinor: number; at: Date }[];
  /** Inquiries too; as long as no money has moved they take nothing. */
  disputes: readonly DisputedMoney[];
};

/** What a dispute did to an order's money, and when. */
export type DisputedMoney = {
  amountMinor: number;
  status: DisputeStatus;
  openedAt: Date;
  decidedAt: Date | null;
};

export const DISPUTE_STATUSES = ['inquiry', 'open', 'won', 'lost'] as const;
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

/**
 * What an order was worth at a moment: captured − tax − shipping − refunds up to then (inclusive) −
 * disputes that were open or lost then; without a moment, what it is worth by all that is known.
 * Never below 0: money that a refund gives back for shipping was in nobody's base, and what was both
 * refunded and disputed is deducted once. A won dispute counts again from the moment of its decision.
 * Every commission and every LTV figure stands on this one number.
 */
export function netOfOrder(order: OrderMoney, asOf?: Date): number {
  const refunded = order.refunds
    .filter(({ at }) => asOf === undefined || at <= asOf)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const gone = refunded + disputedMinor(order.disputes, asOf);
  return Math.max(0, order.capturedMinor - order.taxMinor - order.shippingMinor - gone);
}

/** What disputes keep from the brand at a moment, in minor units. */
export function disputedMinor(disputes: readonly DisputedMoney[], asOf?: Date): number {
  return disputes
    .filter((dispute) => isTaken(dispute, asOf))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function isTaken({ status, openedAt, decidedAt }: DisputedMoney, asOf?: Date): boolean {
  if (status === 'inquiry') return false;
  if (asOf === undefined) return status !== 'won';
  const isWonByThen = status === 'won' && decidedAt !== null && decidedAt <= asOf;
  return openedAt <= asOf && !isWonByThen;
}
