import type { Tx } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import { findSides, lockCustomer, moveTo, setMergedInto } from './customers.store.ts';
import { insertMerge } from './merges.store.ts';
import { chooseKept } from './rules/choose-kept.ts';

type MergeWish = {
  brandId: string;
  customerIds: readonly [string, string];
  cause: 'shared_key' | 'by_hand';
  reason: string;
  by: string | null;
  at: Date;
};

/**
 * Makes one customer of two: whoever bought first goes on and gets the other's orders and keys. Says
 * so, and what follows (acquisition, decisions, ledger) is done by whom it concerns. Null when one of
 * them is missing, of another brand, or was merged in the meantime.
 */
export async function mergeSides(
  tx: Tx,
  { brandId, customerIds, cause, reason, by, at }: MergeWish,
): Promise<{ mergeId: string; keptId: string } | null> {
  // Always in the same order, so that two who merge the same two never wait for each other.
  for (const id of [...customerIds].sort()) {
    if (!(await lockCustomer(tx, id, null))) return null;
  }
  const [a, b] = await findSides(tx, brandId, customerIds);
  if (!a || !b) return null;
  const { kept, merged } = chooseKept(a, b);
  invariant(kept.id !== merged.id, 'a customer is not merged with themselves');
  const { orderIds, keyIds } = merged;
  await moveTo(tx, kept.id, merged);
  await setMergedInto(tx, { customerId: merged.id, intoId: kept.id });
  const mergeId = newId(at);
  await insertMerge(tx, {
    id: mergeId,
    brandId,
    keptId: kept.id,
    mergedId: merged.id,
    cause,
    reason,
    orderIds: JSON.stringify(orderIds),
    keyIds: JSON.stringify(keyIds),
    mergedAt: at,
    mergedBy: by,
    undoneAt: null,
    undoneBy: null,
  });
  await recordHappening(tx, 'customers.merged', { payload: { mergeId }, at });
  return { mergeId, keptId: kept.id };
}
