import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { DeviceView } from '../protocol/popups.ts';
import { updateDevice } from './devices.store.ts';
import { listDevices } from './list-devices.ts';

/**
 * Withdraws the key of a device, for instance when it was stolen. What it has leased stays leased: it
 * may have been sold, and only a person can say that it was not (release-lease.ts).
 */
export async function revokeDevice(
  hub: Hub,
  which: { brandId: string; deviceId: string },
): Promise<DeviceView[]> {
  const isDone = await updateDevice(hub.db, which, { revokedAt: hub.clock.now() });
  if (!isDone) throw new Problem('not_found');
  return listDevices(hub, which.brandId);
}
