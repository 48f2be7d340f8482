import { listLocations } from '../fulfilment/list-locations.ts';
import type { Hub } from '../platform/hub.ts';
import type { DeviceView } from '../protocol/popups.ts';
import { findDevices, findSkuTitles } from './devices.store.ts';

/** The devices of a brand, the newest first, with what each still has leased. */
export async function listDevices(hub: Hub, brandId: string): Promise<DeviceView[]> {
  const rows = await findDevices(hub.db, brandId);
  const places = await listLocations(hub, brandId);
  const skuIds = rows.flatMap(({ leases }) => leases.map(({ skuId }) => skuId));
  const titles = await findSkuTitles(hub.db, [...new Set(skuIds)]);
  return rows.map(({ id, name, locationId, createdAt, ...row }) => ({
    ...{ id, name, locationId },
    locationName: places.find((place) => place.id === locationId)?.name ?? '',
    createdAt: createdAt.getTime(),
    pairedAt: row.pairedAt?.getTime() ?? null,
    lastSeenAt: row.lastSeenAt?.getTime() ?? null,
    revokedAt: row.revokedAt?.getTime() ?? null,
    leases: row.leases
      .filter(({ leasedUnits }) => leasedUnits > 0)
      .map(({ id: leaseId, dropId, skuId, drop, leasedUnits, confirmedUnits, openUnits }) => ({
        ...{ leaseId, dropId, leasedUnits, confirmedUnits, openUnits },
        dropTitle: drop.title,
        skuTitle: titles.get(skuId) ?? '',
      })),
  }));
}
