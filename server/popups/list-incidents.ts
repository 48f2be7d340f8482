import type { Hub } from '../platform/hub.ts';
import type { IncidentDetail, IncidentKind, IncidentView } from '../protocol/popups.ts';
import { findIncidents, findNames } from './incidents.store.ts';

/** What waits for a person, or was settled; the newest first. */
export async function listIncidents(
  hub: Hub,
  { brandId, isResolved }: { brandId: string; isResolved: boolean },
): Promise<IncidentView[]> {
  const rows = await findIncidents(hub.db, brandId, isResolved);
  const names = await findNames(hub.db, brandId, {
    dropIds: rows.flatMap(({ dropId }) => dropId ?? []),
    deviceIds: rows.flatMap(({ deviceId }) => deviceId ?? []),
  });
  return rows.map(({ id, kind, claimId, dropId, deviceId, resolvedBy, resolution, ...row }) => ({
    ...{ id, claimId, resolvedBy, resolution },
    kind: kind as IncidentKind,
    deviceName: names.devices.get(deviceId ?? '') ?? null,
    dropTitle: names.drops.get(dropId ?? '') ?? null,
    detail: JSON.parse(row.detail) as IncidentDetail,
    createdAt: row.createdAt.getTime(),
    resolvedAt: row.resolvedAt?.getTime() ?? null,
  }));
}
