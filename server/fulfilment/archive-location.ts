import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { LocationView } from '../protocol/fulfilment.ts';
import { findLocationOfBrand, isLocationInUse, updateLocation } from './locations.store.ts';
import { readLocation } from './read-location.ts';

/**
 * Takes a location out of new drops; archiving again brings it back. Not while a drop that is not
 * over has stock there or an order waits there, and never the central reserve: units that nobody
 * finds a place for would be lost to view.
 */
export async function archiveLocation(
  hub: Hub,
  which: { brandId: string; locationId: string },
): Promise<LocationView> {
  const { brandId, locationId } = which;
  const now = hub.clock.now();
  await inTransaction(hub.db, async (tx) => {
    const found = await findLocationOfBrand(tx, brandId, locationId);
    if (!found) throw new Problem('not_found');
    const isInUse = () => isLocationInUse(tx, { brandId, location: locationId, now });
    if (!found.archivedAt && (found.isCentral || (await isInUse()))) {
      throw new Problem('location_in_use');
    }
    await updateLocation(tx, which, { archivedAt: found.archivedAt ? null : now });
  });
  return readLocation(hub, which);
}
