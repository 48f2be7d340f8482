import { changeLease } from '../claims/change-lease.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { DeviceView } from '../protocol/popups.ts';
import { findLeaseOfBrand } from './devices.store.ts';
import { listDevices } from './list-devices.ts';
import { recordIncident } from './record-incident.ts';

/**
 * A manager gives back what a device has leased, without its report: it may have sold those units, so
 * this always leaves an incident, in the transaction in which they move: neither can be without the
 * other. Nothing else ends a lease but the device's own word.
 */
export async function releaseLease(
  hub: Hub,
  { brandId, leaseId }: { brandId: string; leaseId: string },
): Promise<DeviceView[]> {
  const lease = await findLeaseOfBrand(hub.db, brandId, leaseId);
  if (!lease) throw new Problem('not_found');
  const { dropId, deviceId } = lease;
  await changeLease(hub, dropId, {
    ...{ kind: 'return_lease', leaseId, returnedUnits: 'everything' },
    record: (tx, { lease: after, units }) =>
      recordIncident(tx, {
        ...{ brandId, dropId, deviceId, claimId: null },
        subject: `lease ${leaseId} ${after.returnedUnits}`,
        kind: 'lease_overridden',
        detail: { units },
        at: hub.clock.now(),
      }),
  });
  return listDevices(hub, brandId);
}
