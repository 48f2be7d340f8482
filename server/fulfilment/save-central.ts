import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { SaveCentralInput } from '../protocol/fulfilment.schema.ts';
import type { LocationView } from '../protocol/fulfilment.ts';
import { listLocations } from './list-locations.ts';
import { insertLocation, updateLocation } from './locations.store.ts';
import { CENTRAL_NAME } from './present-location.ts';

/** Says where the central reserve is, the first time or anew. Two people at once make one. */
export async function saveCentral(
  hub: Hub,
  { brandId, ...address }: SaveCentralInput,
): Promise<LocationView[]> {
  await retryOnUniqueConflict(async () => {
    if (await updateLocation(hub.db, { brandId, isCentral: true }, address)) return;
    const createdAt = hub.clock.now();
    const central = { id: newId(createdAt), brandId, name: CENTRAL_NAME, isCentral: true };
    await insertLocation(hub.db, { ...central, ...address, createdAt });
  });
  return listLocations(hub, brandId);
}
