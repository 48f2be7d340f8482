import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { AddLocationInput } from '../protocol/fulfilment.schema.ts';
import type { LocationView } from '../protocol/fulfilment.ts';
import { insertLocation } from './locations.store.ts';
import { CENTRAL_NAME } from './present-location.ts';
import { readLocation } from './read-location.ts';

/** Adds a micro-hub. Names are unique within the brand, archived ones included. */
export async function addLocation(hub: Hub, input: AddLocationInput): Promise<LocationView> {
  if (input.name === CENTRAL_NAME) throw new Problem('location_name_taken');
  const createdAt = hub.clock.now();
  const id = newId(createdAt);
  await insertLocation(hub.db, { ...input, id, createdAt }).catch((error: unknown) => {
    throw isUniqueConflict(error) ? new Problem('location_name_taken') : error;
  });
  return readLocation(hub, { brandId: input.brandId, locationId: id });
}
