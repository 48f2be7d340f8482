import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

/** Locations of a brand that are in use, the oldest first. */
export function findActiveLocations(db: Reader, brandId: string) {
  return db.location.findMany({
    where: { brandId, archivedAt: null },
    orderBy: { id: 'asc' },
  });
}

export function findLocations(db: Reader, brandId: string) {
  return db.location.findMany({ where: { brandId }, orderBy: { id: 'asc' }, take: 200 });
}

export function findLocationOfBrand(db: Reader, brandId: string, locationId: string) {
  return db.location.findFirst({ where: { id: locationId, brandId } });
}

export async function insertLocation(
  db: Reader,
  location: Prisma.LocationUncheckedCreateInput,
): Promise<void> {
  await db.location.create({ data: location });
}

/** Changes a location of its owner; false when it is not this brand's. */
export async function updateLocation(
  db: Reader,
  { brandId, ...which }: { brandId: string } & ({ locationId: string } | { isCentral: true }),
  change: Prisma.LocationUpdateManyMutationInput,
): Promise<boolean> {
  const where = 'locationId' in which ? { id: which.locationId } : which;
  const { count } = await db.location.updateMany({ where: { ...where, brandId }, data: change });
  return count > 0;
}

/** True while a drop that is not over has stock there, or an order still waits there. */
export async function isLocationInUse(
  tx: Tx,
  { brandId, location, now }: { brandId: string; location: string; now: Date },
): Promise<boolean> {
  const stock = await tx.stockPool.count({
    where: {
      location,
      capacity: { gt: 0 },
      drop: { brandId, endedAt: null, endsAt: { gt: now } },
    },
  });
  if (stock > 0) return true;
  const waiting = await tx.fulfilment.count({
    where: { brandId, location, doneAt: null, canceledAt: null },
  });
  return waiting > 0;
}
