import type { LocationView } from '../protocol/fulfilment.ts';
import { CENTRAL } from '../protocol/stock-keys.ts';
import type { findLocations } from './locations.store.ts';

/** The central reserve has one name in every brand, which also makes sure that there is only one. */
export const CENTRAL_NAME = 'Central reserve';

export const CENTRAL_WITHOUT_ADDRESS: LocationView = {
  id: null,
  location: CENTRAL,
  name: CENTRAL_NAME,
  country: '',
  postalCode: '',
  city: '',
  street: '',
  hasPickUp: false,
  pickUpNote: '',
  isCentral: true,
  archivedAt: null,
};

export function presentLocation(
  row: Awaited<ReturnType<typeof findLocations>>[number],
): LocationView {
  const { id, name, country, postalCode, city, street, hasPickUp, pickUpNote, isCentral } = row;
  return {
    id,
    location: isCentral ? CENTRAL : id,
    name,
    country,
    postalCode,
    city,
    street,
    hasPickUp,
    pickUpNote,
    isCentral,
    archivedAt: row.archivedAt?.getTime() ?? null,
  };
}
