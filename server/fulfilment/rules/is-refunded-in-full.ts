/** True when nothing of what was paid is left with the brand. Minor units; failed refunds are not among them. */
export function isRefundedInFull(order: {
  capturedMinor: bigint;
  refunds: readonly { amountMinor: bigint }[];
}): boolean {
  if (order.refunds.length === 0) return false;
  return order.refunds.reduce((sum, one) => sum + one.amountMinor, 0n) >= order.capturedMinor;
}
