import type { Hub } from '../platform/hub.ts';
import type { LocationView } from '../protocol/fulfilment.ts';
import { findLocations } from './locations.store.ts';
import { CENTRAL_WITHOUT_ADDRESS, presentLocation } from './present-location.ts';

/** A brand's locations, the central reserve first, archived ones included and marked. */
export async function listLocations(hub: Hub, brandId: string): Promise<LocationView[]> {
  const all = (await findLocations(hub.db, brandId)).map(presentLocation);
  const central = all.find(({ isCentral }) => isCentral) ?? CENTRAL_WITHOUT_ADDRESS;
  return [central, ...all.filter(({ isCentral }) => !isCentral)];
}
