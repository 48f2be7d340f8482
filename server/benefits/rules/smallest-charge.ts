import type { BrandCurrency } from '../../protocol/money.ts';

/**
 * The least that a card payment may be over, in minor units, per currency that a brand may choose.
 * Stripe names the ones up to jpy ("minimum charge amounts"; 30 for gbp, kept at the common 50); for
 * the others it asks for the worth of 0.50 USD, which these leave some room above.
 */
const SMALLEST_CHARGE_MINOR = {
  eur: 50,
  usd: 50,
  gbp: 50,
  chf: 50,
  cad: 50,
  aud: 50,
  jpy: 50,
  pln: 200,
  dkk: 250,
  sek: 300,
  krw: 1000,
} as const satisfies Record<BrandCurrency, number>;

/** The least that may be left to pay, in minor units; null: a currency in which credit is not used. */
export function smallestChargeOf(currency: string): number | null {
  return (SMALLEST_CHARGE_MINOR as Record<string, number>)[currency] ?? null;
}
