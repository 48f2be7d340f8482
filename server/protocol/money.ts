/** An amount in minor units of a currency: `{ minor: 4900, currency: 'eur' }` is 49.00 €. */
export type Money = { minor: number; currency: string };

/** Currencies that we know, with their number of decimals (ISO 4217). */
export const CURRENCY_DECIMALS = {
  eur: 2,
  usd: 2,
  gbp: 2,
  chf: 2,
  sek: 2,
  dkk: 2,
  pln: 2,
  cad: 2,
  aud: 2,
  jpy: 0,
  krw: 0,
  bhd: 3,
  kwd: 3,
} as const satisfies Record<string, 0 | 2 | 3>;

export type Currency = keyof typeof CURRENCY_DECIMALS;

/**
 * Currencies that a brand may sell in. Not those with three decimals: Stripe takes their amounts in tens
 * of the minor unit only, and a commission to the minor unit could not be paid out. Source: Stripe,
 * "Supported currencies".
 */
export const BRAND_CURRENCIES = (Object.keys(CURRENCY_DECIMALS) as Currency[]).filter(
  (currency): currency is BrandCurrency => CURRENCY_DECIMALS[currency] !== 3,
);
export type BrandCurrency = Exclude<Currency, 'bhd' | 'kwd'>;

/** Formats minor units for people, by the reader's locale. */
export function formatMinor(minor: number, currency: string, locale?: string): string {
  const decimals = decimalsOf(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(minor / 10 ** decimals);
}

/** Whether it is a currency that the hub knows, in either case. */
export function isCurrency(code: string): boolean {
  return Object.hasOwn(CURRENCY_DECIMALS, code.toLowerCase());
}

/** How many decimals a currency has; 2 for one that we do not know. */
export function decimalsOf(currency: string): number {
  return (CURRENCY_DECIMALS as Record<string, number>)[currency.toLowerCase()] ?? 2;
}

/** `base × bps / 10,000`, half up, on integers. `baseMinor` must not be negative. */
export function shareOf(baseMinor: number, bps: number): number {
  return Number((BigInt(baseMinor) * BigInt(bps) + 5_000n) / 10_000n);
}
