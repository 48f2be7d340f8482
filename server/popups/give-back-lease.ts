import { changeLease } from '../claims/change-lease.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { PopupLease } from '../protocol/popups.ts';
import { findLeaseOfBrand } from './devices.store.ts';
import type { Device } from './read-device.ts';

/** The device gives back what it will not sell. It reports its sales first. */
export async function giveBackLease(
  hub: Hub,
  device: Device,
  { leaseId, returnedUnits }: { leaseId: string; returnedUnits: number },
): Promise<PopupLease> {
  const lease = await findLeaseOfBrand(hub.db, device.brandId, leaseId);
  if (lease?.deviceId !== device.id) throw new Problem('not_found');
  const command = { kind: 'return_lease', leaseId, returnedUnits } as const;
  return (await changeLease(hub, lease.dropId, command)).lease;
}
