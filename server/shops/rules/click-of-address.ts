import { CLICK_PARAMETER } from '../../protocol/links.ts';

/** The click id in the query of an address, also of one without a host; null: none. */
export function clickOfAddress(address: string | null | undefined): string | null {
  const at = address?.indexOf('?') ?? -1;
  if (!address || at < 0) return null;
  return new URLSearchParams(address.slice(at + 1).split('#')[0]).get(CLICK_PARAMETER);
}

/** The first that can be a click id: what shops keep in notes and metadata is anybody's. */
export function firstClick(candidates: readonly (string | null | undefined)[]): string | undefined {
  return candidates.find((one): one is string => Boolean(one) && String(one).length <= 500);
}
