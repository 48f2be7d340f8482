import { inTransaction } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { listOrdersByKeys, lockCustomer, moveTo, setMergedInto } from './customers.store.ts';
import { findMerge, hasLaterMerge, markUndone } from './merges.store.ts';

/**
 * Takes two customers apart again: each has the keys and orders of before, and what was bought since
 * goes to whose key it came by. The newest merge of a customer is undone first, so that each step back
 * is exactly the step that was made. Throws `not_found`, `merge_undone` and `merge_not_last`.
 */
export async function undoMerge(
  hub: Hub,
  { brandId, mergeId, userId }: { brandId: string; mergeId: string; userId: string },
): Promise<void> {
  const at = hub.clock.now();
  await inTransaction(hub.db, async (tx) => {
    const merge = await findMerge(tx, { brandId, mergeId });
    if (!merge) throw new Problem('not_found');
    const { keptId, mergedId } = merge;
    if (!(await markUndone(tx, { mergeId, at, by: userId }))) throw new Problem('merge_undone');
    const isOnTop = await lockCustomer(tx, keptId, null);
    if (!isOnTop || (await hasLaterMerge(tx, merge))) throw new Problem('merge_not_last');
    const keyIds = JSON.parse(merge.keyIds) as string[];
    const moved = JSON.parse(merge.orderIds) as string[];
    const since = await listOrdersByKeys(tx, { customerId: keptId, keyIds });
    await moveTo(tx, mergedId, { orderIds: [...new Set([...moved, ...since])], keyIds });
    await setMergedInto(tx, { customerId: mergedId, intoId: null });
    await recordHappening(tx, 'customers.unmerged', { payload: { mergeId }, at });
  });
}
