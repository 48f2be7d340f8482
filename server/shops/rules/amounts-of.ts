type Amounts = { totalMinor: number; taxMinor: number; shippingMinor: number };

/**
 * The amounts of an order as a shop tells them, with no more tax and shipping than was paid: what a gift
 * card or a discount took off the total is still in the shop's tax and shipping.
 */
export function amountsOf({ totalMinor, ...told }: Amounts): Amounts {
  const taxMinor = Math.min(told.taxMinor, totalMinor);
  const shippingMinor = Math.min(Math.max(told.shippingMinor, 0), totalMinor - taxMinor);
  return { totalMinor, taxMinor, shippingMinor };
}
