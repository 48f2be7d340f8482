/**
 * The part of a link's query that travels on to the drop page: campaign names (`utm_…`) and the
 * stream marker `s`. Everything else stays behind, so a query can say where a viewer came from and
 * never where they go.
 */
export function passedQuery(query: string): string {
  if (query === '') return '';
  const passed = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(query.slice(0, LONGEST_QUERY))) {
    if (PASSED.test(name) && !passed.has(name)) passed.set(name, value.slice(0, LONGEST_VALUE));
  }
  return passed.toString();
}

const PASSED = /^(?:utm_[a-z_]{1,20}|s)$/;
const LONGEST_QUERY = 2_000;
const LONGEST_VALUE = 150;
