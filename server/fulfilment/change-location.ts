import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { ChangeLocationInput } from '../protocol/fulfilment.schema.ts';
import type { LocationView } from '../protocol/fulfilment.ts';
import { updateLocation } from './locations.store.ts';
import { CENTRAL_NAME } from './present-location.ts';
import { readLocation } from './read-location.ts';

/** Changes a micro-hub. What was bought before is collected there under its new words. */
export async function changeLocation(
  hub: Hub,
  { brandId, locationId, ...change }: ChangeLocationInput,
): Promise<LocationView> {
  const { isCentral } = await readLocation(hub, { brandId, locationId });
  if (isCentral !== (change.name === CENTRAL_NAME)) throw new Problem('location_name_taken');
  await updateLocation(hub.db, { brandId, locationId }, change).catch((error: unknown) => {
    throw isUniqueConflict(error) ? new Problem('location_name_taken') : error;
  });
  return readLocation(hub, { brandId, locationId });
}
