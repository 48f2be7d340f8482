import type { Hub } from '../platform/hub.ts';
import type { MergeView } from '../protocol/customers.ts';
import { findAddresses, findMerges, findUserNames } from './lists.store.ts';
import { undoableOf } from './rules/undoable.ts';

const MOST = 200;

/** A brand's merges, newest first: who became one with whom, why, by whom, and which can be undone. */
export async function listMerges(
  { db }: Hub,
  { brandId }: { brandId: string },
): Promise<MergeView[]> {
  const merges = await findMerges(db, { brandId, take: MOST });
  const addresses = await findAddresses(
    db,
    merges.flatMap(({ keptId, mergedId }) => [keptId, mergedId]),
  );
  const names = await findUserNames(
    db,
    merges.flatMap(({ mergedBy, undoneBy }) => [mergedBy ?? [], undoneBy ?? []].flat()),
  );
  const undoable = undoableOf(merges);
  const side = (id: string) => ({ id, email: addresses.get(id) ?? '' });
  return merges.map((merge) => ({
    id: merge.id,
    kept: side(merge.keptId),
    merged: side(merge.mergedId),
    cause: merge.cause === 'by_hand' ? 'by_hand' : 'shared_key',
    reason: merge.reason,
    orders: (JSON.parse(merge.orderIds) as string[]).length,
    mergedAt: merge.mergedAt.getTime(),
    mergedBy: merge.mergedBy && (names.get(merge.mergedBy) ?? ''),
    undoneAt: merge.undoneAt?.getTime() ?? null,
    undoneBy: merge.undoneBy && (names.get(merge.undoneBy) ?? ''),
    isUndoable: undoable.has(merge.id),
  }));
}
