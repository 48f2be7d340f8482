import type { Reader } from '../platform/db.ts';
import type { PickUpView } from '../protocol/claims.ts';
import { CENTRAL } from '../protocol/stock-keys.ts';
import { findPickUpOfOrder } from './fulfilment.store.ts';
import { findLocations } from './locations.store.ts';
import { CENTRAL_NAME } from './present-location.ts';

/** Where a buyer collects an order, and the code to show there; null: it is sent. */
export async function readPickUp(db: Reader, orderId: string): Promise<PickUpView | null> {
  const pickUp = await findPickUpOfOrder(db, orderId);
  if (!pickUp?.pickUpCode) return null;
  const { location, brandId, pickUpCode: code, doneAt } = pickUp;
  const place = (await findLocations(db, brandId)).find((one) =>
    location === CENTRAL ? one.isCentral : one.id === location,
  );
  return {
    code,
    locationName: place?.name ?? CENTRAL_NAME,
    street: place?.street ?? '',
    postalCode: place?.postalCode ?? '',
    city: place?.city ?? '',
    note: place?.pickUpNote ?? '',
    doneAt: doneAt?.getTime() ?? null,
  };
}
