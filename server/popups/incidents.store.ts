import type { Reader } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

/** Writes an incident once: told twice, it stays as it was. */
export async function insertIncident(
  db: Reader,
  incident: Prisma.IncidentUncheckedCreateInput,
): Promise<void> {
  const { brandId, subject, kind } = incident;
  await db.incident.upsert({
    where: { brandId_subject_kind: { brandId, subject, kind } },
    create: incident,
    update: {},
  });
}

export function findIncidents(db: Reader, brandId: string, isResolved: boolean) {
  return db.incident.findMany({
    where: { brandId, resolvedAt: isResolved ? { not: null } : null },
    orderBy: { createdAt: 'desc' },
    take: 100,
  });
}

/** What did not go by the rules about one subject that is on record. */
export async function findKindsOf(
  db: Reader,
  about: { brandId: string; subject: string },
): Promise<string[]> {
  const found = await db.incident.findMany({
    where: { ...about, kind: { not: 'not_recorded' } },
    select: { kind: true },
  });
  return found.map(({ kind }) => kind);
}

/** Settles that something was not on record, when that is still open. */
export async function settleNotRecorded(
  db: Reader,
  about: { brandId: string; subject: string },
  settled: { resolvedAt: Date; resolvedBy: string; resolution: string },
): Promise<void> {
  await db.incident.updateMany({
    where: { ...about, kind: 'not_recorded', resolvedAt: null },
    data: settled,
  });
}

/** False when it is not this brand's, or was settled before. */
export async function settleIncident(
  db: Reader,
  { brandId, incidentId }: { brandId: string; incidentId: string },
  settled: { resolvedAt: Date; resolvedBy: string; resolution: string },
): Promise<boolean> {
  const { count } = await db.incident.updateMany({
    where: { id: incidentId, brandId, resolvedAt: null },
    data: settled,
  });
  return count === 1;
}

/** Names for what incidents are about. */
export async function findNames(
  db: Reader,
  brandId: string,
  { dropIds, deviceIds }: { dropIds: string[]; deviceIds: string[] },
) {
  const drops = await db.drop.findMany({
    // What a device reports may name anything.
    where: { brandId, id: { in: dropIds } },
    select: { id: true, title: true },
  });
  const devices = await db.popupDevice.findMany({
    where: { brandId, id: { in: deviceIds } },
    select: { id: true, name: true },
  });
  return {
    drops: new Map(drops.map(({ id, title }) => [id, title])),
    devices: new Map(devices.map(({ id, name }) => [id, name])),
  };
}
