/** The money of an order that was captured, and how much of it has gone back; minor units. */
export type RefundedMoney = { capturedMinor: number; refundedMinor: number };

/**
 * What of `wholeMinor` belongs to the part of the money that has gone back: half up, and exactly the
 * whole once all of it has. Counted from the total each time, so that three refunds of a third end at
 * the whole, whatever was rounded on the way.
 */
export function shareRefunded(
  wholeMinor: number,
  { capturedMinor, refundedMinor }: RefundedMoney,
): number {
  if (refundedMinor <= 0) return 0;
  if (refundedMinor >= capturedMinor) return wholeMinor;
  const captured = BigInt(capturedMinor);
  return Number((2n * BigInt(wholeMinor) * BigInt(refundedMinor) + captured) / (2n * captured));
}

/**
 * How many of the `count` units of an order have been refunded in full: as often as the refunds hold a
 * unit's part of what was paid for the articles, shipping left aside; all, once all the money is back.
 */
export function unitsRefunded(
  count: number,
  { capturedMinor, refundedMinor, shippingMinor }: RefundedMoney & { shippingMinor: number },
): number {
  if (refundedMinor <= 0) return 0;
  const articlesMinor = capturedMinor - shippingMinor;
  if (refundedMinor >= capturedMinor) return count;
  if (articlesMinor <= 0) return 0;
  return Math.min(count, Number((BigInt(count) * BigInt(refundedMinor)) / BigInt(articlesMinor)));
}
