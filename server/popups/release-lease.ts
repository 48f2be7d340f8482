import { changeLease } from '../claims/change-lease.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { DeviceView } from '../protocol/popups.ts';
import { findLeaseOfBrand } from './devices.store.ts';
import { listDevices } from './list-devices.ts';
import { recordIncident } from './record-incident.ts';

/**
 * A manager gives back what a device has leased, without its report: it may have sold those units, so
 * this always leaves an incident. Nothing else ends a lease but the device's own word.
 */
export async function releaseLease(
  hub: Hub,
  { brandId, leaseId }: { brandId: string; leaseId: string },
): Promise<DeviceView[]> {
  const lease = await findLeaseOfBrand(hub.db, brandId, leaseId);
  if (!lease) throw new Problem('not_found');
  const { dropId, deviceId, returnedUnits, openUnits } = lease;
  if (openUnits > 0) {
    // First the incident: units that went back without one could not be explained.
    await recordIncident(hub.db, {
      ...{ brandId, dropId, deviceId, claimId: null },
      subject: `lease ${leaseId} ${returnedUnits}`,
      kind: 'lease_overridden',
      detail: { units: openUnits },
      at: hub.clock.now(),
    });
  }
  await changeLease(hub, dropId, { kind: 'return_lease', leaseId, returnedUnits: 'everything' });
  return listDevices(hub, brandId);
}
