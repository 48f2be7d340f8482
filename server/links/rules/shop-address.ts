import { CLICK_PARAMETER } from '../../protocol/links.ts';
import { passedQuery } from './passed-query.ts';

/**
 * A page of the brand's own shop with the click id and those parameters of the link that may travel.
 * What the address says itself is not overridden, and host and path are the brand's alone.
 */
export function shopAddress(
  destination: string,
  { query, signedClick }: { query: string; signedClick: string | null },
): string {
  const url = new URL(destination);
  for (const [name, value] of new URLSearchParams(passedQuery(query))) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  if (signedClick !== null) url.searchParams.set(CLICK_PARAMETER, signedClick);
  return url.href;
}
