import { holdCustomer } from '../customers/hold-customer.ts';
import { readMerge } from '../customers/read-merge.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import type { NewAcquisition } from './attribution.store.ts';
import { findChangeOfMerge, readState } from './changes.store.ts';
import { acquireAnew, decideAnew, gatherAll, replaceState } from './redecide.ts';

/**
 * Follows 'customers.merged': one customer has one acquisition, the earliest touch of either that
 * qualifies before the first order of both; every decided order is decided anew by it. What a person
 * has decided by hand stays. A merge that was undone before it was followed changes nothing, and so
 * does following it twice.
 */
export async function followMerge(hub: Hub, { mergeId }: { mergeId: string }): Promise<void> {
  await inTransaction(hub.db, async (tx) => {
    const merge = await readMerge(tx, mergeId);
    invariant(merge, `merge ${mergeId} exists`);
    const { keptId, mergedId, brandId, reason, by } = merge;
    await holdCustomer(tx, keptId);
    const isOver = (await readMerge(tx, mergeId))?.isUndone;
    if (isOver || (await findChangeOfMerge(tx, mergeId, 'merged'))) return;
    const customerIds = [keptId, mergedId];
    const before = await readState(tx, customerIds);
    const gathered = await gatherAll(tx, keptId);
    const change = { brandId, kind: 'merged' as const, mergeId, by, reason, at: hub.clock.now() };
    const isDecided = before.acquisitions.length > 0;
    const acquisition =
      gathered && isDecided
        ? (keptByHand(before.acquisitions, keptId) ??
          acquireAnew(gathered, idOf(before.acquisitions, keptId, change.at)))
        : null;
    const decisions =
      gathered && acquisition ? decideAnew(gathered, before.decisions, acquisition) : [];
    const next = { acquisitions: acquisition ? [acquisition] : [], decisions };
    await replaceState(tx, { customerIds, before, next }, change);
  });
}

/** Of two that a person decided, the one of the earlier customer. */
function keptByHand(acquisitions: readonly NewAcquisition[], keptId: string) {
  const [first] = acquisitions
    .filter(({ touchKind }) => touchKind === 'by_hand')
    .toSorted((a, b) => a.acquiredAt.getTime() - b.acquiredAt.getTime());
  return first ? { ...first, customerId: keptId } : null;
}

/** The record of who goes on stays the same record. */
function idOf(acquisitions: readonly NewAcquisition[], keptId: string, at: Date): string {
  return acquisitions.find(({ customerId }) => customerId === keptId)?.id ?? newId(at);
}
