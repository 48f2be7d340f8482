import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { LocationView } from '../protocol/fulfilment.ts';
import { findLocationOfBrand } from './locations.store.ts';
import { presentLocation } from './present-location.ts';

/** One location of its brand. */
export async function readLocation(
  hub: Hub,
  { brandId, locationId }: { brandId: string; locationId: string },
): Promise<LocationView> {
  const location = await findLocationOfBrand(hub.db, brandId, locationId);
  if (!location) throw new Problem('not_found');
  return presentLocation(location);
}
