import { holdCustomer } from '../customers/hold-customer.ts';
import { readMerge } from '../customers/read-merge.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import type { NewAcquisition, NewDecision } from './attribution.store.ts';
import { findChangeOfMerge, readState, type StoredState } from './changes.store.ts';
import { acquireAnew, decideAnew, gatherAll, replaceState } from './redecide.ts';
import { unpackState } from './rules/attribution-change.ts';

/**
 * Follows 'customers.unmerged': both have the acquisitions and decisions of before the merge again, to
 * the letter. Orders that were decided since are decided anew by them; whoever had no order before and
 * has one now is acquired by it.
 */
export async function followUnmerge(hub: Hub, { mergeId }: { mergeId: string }): Promise<void> {
  await inTransaction(hub.db, async (tx) => {
    const merge = await readMerge(tx, mergeId);
    invariant(merge, `merge ${mergeId} exists`);
    const { keptId, mergedId, brandId, undoneBy: by } = merge;
    const customerIds = [keptId, mergedId];
    for (const id of customerIds.toSorted()) await holdCustomer(tx, id);
    const change = await findChangeOfMerge(tx, mergeId, 'merged');
    if (await findChangeOfMerge(tx, mergeId, 'unmerged')) return;
    const before = await readState(tx, customerIds);
    // Undone before it was followed: acquisitions are those of before, also of both.
    const restored: StoredState = change
      ? unpackState<NewAcquisition, NewDecision>(change.before)
      : { acquisitions: before.acquisitions, decisions: [] };
    const at = hub.clock.now();
    const next: StoredState = { acquisitions: [], decisions: [] };
    for (const customerId of customerIds) {
      const part = await restore(tx, { customerId, before, restored, at });
      next.acquisitions.push(...part.acquisitions);
      next.decisions.push(...part.decisions);
    }
    const why = { brandId, kind: 'unmerged' as const, mergeId, by, reason: merge.reason, at };
    await replaceState(tx, { customerIds, before, next }, why);
  });
}

async function restore(
  tx: Tx,
  given: { customerId: string; before: StoredState; restored: StoredState; at: Date },
): Promise<StoredState> {
  const { customerId, before, restored, at } = given;
  const gathered = await gatherAll(tx, customerId);
  if (!gathered) return { acquisitions: [], decisions: [] };
  const isOwn = ({ orderId }: NewDecision) =>
    gathered.customer.orders.some(({ id }) => id === orderId);
  const decided = before.decisions.filter(isOwn);
  const acquisition =
    restored.acquisitions.find((one) => one.customerId === customerId) ??
    (decided.length > 0 ? acquireAnew(gathered, newId(at)) : null);
  if (!acquisition) return { acquisitions: [], decisions: [] };
  const since = decideAnew(gathered, decided, acquisition);
  const decisions = since.map(
    (one) => restored.decisions.find(({ orderId }) => orderId === one.orderId) ?? one,
  );
  return { acquisitions: [acquisition], decisions };
}
