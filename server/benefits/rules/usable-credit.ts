import { smallestChargeOf } from './smallest-charge.ts';

/**
 * How much of a balance one payment may use, in minor units: never for shipping (a discount at Stripe
 * comes off the articles only), and never so much that less than the smallest charge is left to pay.
 */
export function usableCredit({
  balanceMinor,
  itemsMinor,
  totalMinor,
  currency,
}: {
  balanceMinor: number;
  itemsMinor: number;
  totalMinor: number;
  currency: string;
}): number {
  const smallest = smallestChargeOf(currency);
  if (smallest === null) return 0;
  return Math.max(0, Math.min(balanceMinor, itemsMinor, totalMinor - smallest));
}
