import type { Reader, Tx } from '../platform/db.ts';

type StoredMerge = NonNullable<Awaited<ReturnType<Tx['customerMerge']['findFirst']>>>;

export async function insertMerge(tx: Tx, merge: StoredMerge): Promise<void> {
  await tx.customerMerge.create({ data: merge });
}

export async function findMerge(
  db: Reader,
  { brandId, mergeId }: { brandId: string; mergeId: string },
): Promise<StoredMerge | null> {
  return db.customerMerge.findFirst({ where: { id: mergeId, brandId } });
}

/** Whether a later merge stands in the way: of the same customer, or of whom they became. */
export async function hasLaterMerge(db: Reader, { id, keptId }: StoredMerge): Promise<boolean> {
  const later = await db.customerMerge.count({
    where: { OR: [{ keptId }, { mergedId: keptId }], id: { gt: id }, undoneAt: null },
  });
  return later > 0;
}

/** Marks a merge as undone; false when somebody else was faster. */
export async function markUndone(
  tx: Tx,
  { mergeId, at, by }: { mergeId: string; at: Date; by: string },
): Promise<boolean> {
  const { count } = await tx.customerMerge.updateMany({
    where: { id: mergeId, undoneAt: null },
    data: { undoneAt: at, undoneBy: by },
  });
  return count === 1;
}

/** Whether a person has taken these two apart before: then only a person puts them together. */
export async function wasUndone(db: Reader, a: string, b: string): Promise<boolean> {
  const undone = await db.customerMerge.count({
    where: {
      undoneAt: { not: null },
      OR: [
        { keptId: a, mergedId: b },
        { keptId: b, mergedId: a },
      ],
    },
  });
  return undone > 0;
}

export async function findMergeById(db: Reader, mergeId: string): Promise<StoredMerge | null> {
  return db.customerMerge.findUnique({ where: { id: mergeId } });
}
