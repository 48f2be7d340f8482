import { changeLease } from '../claims/change-lease.ts';
import { openLease } from '../claims/open-lease.ts';
import type { Hub } from '../platform/hub.ts';
import type { LeaseInput } from '../protocol/popups.schema.ts';
import type { PopupLease } from '../protocol/popups.ts';
import type { Device } from './read-device.ts';

/** Leases units at the device's location to it: from then on nobody else can be given them. */
export async function leaseToDevice(
  hub: Hub,
  device: Device,
  { dropId, skuId, gateId, leasedUnits }: Omit<LeaseInput, 'key'>,
): Promise<PopupLease> {
  const { id: deviceId, brandId, location } = device;
  const which = { brandId, deviceId, dropId, skuId, gateId, location };
  const { leaseId } = await openLease(hub, which);
  const { lease } = await changeLease(hub, dropId, { kind: 'lease', leaseId, leasedUnits });
  return lease;
}
