import { CENTRAL } from '../../protocol/stock-keys.ts';

/** A location that can send. `location` is "central" or its id, as in a stock pool. */
export type Place = {
  location: string;
  /** ISO 3166-1, two letters, upper-case; empty: unknown. */
  country: string;
  postalCode: string;
  isCentral: boolean;
  /** The id by which viewers name it to collect there; null or absent: it only sends. */
  pickUpId?: string | null;
};

/** Where an order goes, as far as it is known. */
export type Destination = { country?: string | undefined; postalCode?: string | undefined };

/**
 * Locations, nearest first: the same country by the longest common beginning of the postal code,
 * which is how postal codes tell regions apart, then every other country. What is equally near, and
 * everything when the destination is unknown, goes central reserve first, then by location id, so
 * that the order never depends on how the places were read.
 */
export function routeOrder(places: readonly Place[], to: Destination | null): string[] {
  return places
    .map((place) => ({ place, nearness: nearnessOf(place, to) }))
    .sort(
      (a, b) =>
        b.nearness - a.nearness ||
        Number(isCentral(b.place)) - Number(isCentral(a.place)) ||
        (a.place.location < b.place.location ? -1 : 1),
    )
    .map(({ place }) => place.location);
}

/** 0: another country or unknown; 1 and one more for each equal digit: the same country. */
function nearnessOf(place: Place, to: Destination | null): number {
  const country = to?.country?.toUpperCase();
  if (!country || country !== place.country.toUpperCase()) return 0;
  return 1 + commonStart(plain(place.postalCode), plain(to?.postalCode ?? ''));
}

/** "ec1a 1bb" and "EC1A-1BB" are one code. */
function plain(postalCode: string): string {
  return postalCode.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function isCentral(place: Place): boolean {
  return place.isCentral || place.location === CENTRAL;
}
