/** The money of one order, in minor units of its currency. */
export type OrderMoney = {
  capturedMinor: number;
  taxMinor: number;
  shippingMinor: number;
  /** Confirmed refunds only. */
  refunds: readonly { amountMinor: number; at: Date }[];
};

/**
 * What an order was worth at a moment: captured − tax − shipping − refunds up to then (inclusive);
 * without a moment, what it is worth by all that is known. Never below 0: money that a refund gives
 * back for shipping was in nobody's base. Every commission and every LTV figure stands on this one
 * number. Source: MONEY, "LTV".
 */
export function netOfOrder(order: OrderMoney, asOf?: Date): number {
  const refunded = order.refunds
    .filter(({ at }) => asOf === undefined || at <= asOf)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return Math.max(0, order.capturedMinor - order.taxMinor - order.shippingMinor - refunded);
}
