/**
 * How much of an order's shipping its refunds gave back, in minor units: what they come to beyond its
 * net. It is counted as refunded and no longer as shipping, so that the same money is not taken off
 * twice and a drop's net is the sum of the nets of its orders, of which none is below 0.
 */
export function shippingGivenBack(order: {
  capturedMinor: bigint;
  taxMinor: bigint;
  shippingMinor: bigint;
  refundedMinor: bigint;
}): bigint {
  const { capturedMinor, taxMinor, shippingMinor, refundedMinor } = order;
  const beyond = refundedMinor - (capturedMinor - taxMinor - shippingMinor);
  return beyond > 0n ? beyond : 0n;
}
