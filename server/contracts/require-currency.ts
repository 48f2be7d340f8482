import { Problem } from '../platform/problem.ts';
import type { ContractTerms } from '../protocol/contracts.ts';

/** Throws `bad_input` unless the terms are in the currency of the brand: sums never mix two. */
export function requireCurrency(terms: ContractTerms, brandCurrency: string): void {
  if (terms.currency === brandCurrency) return;
  const message = `This brand works in ${brandCurrency.toUpperCase()}.`;
  throw new Problem('bad_input', { fields: [{ path: 'terms.currency', message }] });
}
