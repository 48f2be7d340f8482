import type { Quote } from '../../protocol/claims.ts';

/** Units that are paid for; add-ons of a bundle come with one of them and are not counted. */
export function pricedUnits({ lines = [] }: Partial<Quote>): number {
  return lines.reduce((sum, { quantity, isAddOn }) => sum + (isAddOn ? 0 : quantity), 0);
}

/** What a quote promises in store credit, minor units; quotes from before there were offers promise none. */
export function creditEarned(quote: Partial<Quote>): number {
  if (quote.offer?.kind !== 'credit_back') return 0;
  return quote.offer.creditMinor * pricedUnits(quote);
}
