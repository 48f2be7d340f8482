import type { Quote } from '../../protocol/claims.ts';

type Line = {
  skuId: string;
  quantity: number;
  unitPriceMinor: bigint;
  rung: number;
  isAddOn: boolean;
  /** Where its units are: "central" or a location's id. */
  location: string;
};

/**
 * The lines of an order: what was sold, from where, at which price. Units of several pools at one
 * location are one line, since whoever packs does not see pools; titles are those of the quote.
 */
export function linesOfOrder(
  quote: Pick<Quote, 'lines'>,
  claimLines: readonly Line[],
): (Line & { title: string })[] {
  const titles = new Map(quote.lines.map(({ skuId, title }) => [skuId, title]));
  const lines = new Map<string, Line & { title: string }>();
  for (const { skuId, quantity, unitPriceMinor, rung, isAddOn, location } of claimLines) {
    const key = [skuId, location, unitPriceMinor, rung, isAddOn].join(' ');
    const known = lines.get(key);
    const title = titles.get(skuId) ?? '';
    const line = { skuId, quantity, unitPriceMinor, rung, isAddOn, location, title };
    lines.set(key, known ? { ...known, quantity: known.quantity + quantity } : line);
  }
  return [...lines.values()];
}
