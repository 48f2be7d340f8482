import type { Reader } from '../platform/db.ts';
import { findMergeById } from './merges.store.ts';

/** What a merge did, for those who follow it; null: there is none of this id. */
export async function readMerge(db: Reader, mergeId: string) {
  const merge = await findMergeById(db, mergeId);
  return (
    merge && {
      brandId: merge.brandId,
      keptId: merge.keptId,
      mergedId: merge.mergedId,
      reason: merge.reason,
      by: merge.mergedBy,
      isUndone: merge.undoneAt !== null,
      undoneBy: merge.undoneBy,
    }
  );
}
