import type { Reader } from '../platform/db.ts';
import { CENTRAL } from '../protocol/stock-keys.ts';
import { findActiveLocations } from './locations.store.ts';
import type { Place } from './rules/route-order.ts';

/** Where a brand can send from. The central reserve is always among them, also before it has an address. */
export async function listPlaces(db: Reader, brandId: string): Promise<Place[]> {
  const places = (await findActiveLocations(db, brandId)).map(
    ({ id, country, postalCode, isCentral, hasPickUp }) => ({
      location: isCentral ? CENTRAL : id,
      country,
      postalCode,
      isCentral,
      pickUpId: hasPickUp ? id : null,
    }),
  );
  if (places.some(({ isCentral }) => isCentral)) return places;
  return [{ location: CENTRAL, country: '', postalCode: '', isCentral: true }, ...places];
}
