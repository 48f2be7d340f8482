import { readLocation } from '../fulfilment/read-location.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { findDeviceByKey, markSeen } from './devices.store.ts';
import { hashSecret } from './hash-secret.ts';

/** A device that showed its key. */
export type Device = {
  id: string;
  brandId: string;
  brandName: string;
  currency: string;
  name: string;
  locationId: string;
  locationName: string;
  /** As in `StockPool.location`. */
  location: string;
};

/** The device of this key; a withdrawn or unknown one is refused. */
export async function readDevice(hub: Hub, key: string): Promise<Device> {
  const row = await findDeviceByKey(hub.db, hashSecret(key));
  if (!row || row.revokedAt) throw new Problem('device_unknown');
  await markSeen(hub.db, row.id, hub.clock.now());
  const { id, brandId, name, locationId } = row;
  const place = await readLocation(hub, { brandId, locationId });
  return {
    ...{ id, brandId, name, locationId, brandName: row.brand.name },
    currency: row.brand.currency,
    locationName: place.name,
    location: place.location,
  };
}
