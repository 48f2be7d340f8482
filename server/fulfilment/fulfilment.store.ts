import type { Reader } from '../platform/db.ts';

/** Locations of a brand that are in use, the oldest first. */
export function findActiveLocations(db: Reader, brandId: string) {
  return db.location.findMany({
    where: { brandId, archivedAt: null },
    orderBy: { id: 'asc' },
  });
}
