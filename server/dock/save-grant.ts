import { changeDropIn } from '../drops/change-drop.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { SaveGrantInput } from '../protocol/dock.schema.ts';
import type { CreatorGrantView } from '../protocol/dock.ts';
import { upsertGrant } from './grants.store.ts';
import { listGrants } from './list-grants.ts';

/**
 * Says what one creator may do in a drop from a dock. Under the lock of the drop, so that a command
 * goes by the old grant or by the new one, and what is used is never lost.
 */
export async function saveGrant(
  hub: Hub,
  { brandId, dropId, contractId, ...rights }: SaveGrantInput,
): Promise<CreatorGrantView[]> {
  const now = hub.clock.now();
  await inTransaction(hub.db, (tx) =>
    changeDropIn(tx, { brandId, dropId, now }, async (_tx, drop) => {
      if (!drop.gates.some((gate) => gate.contractId === contractId)) {
        throw new Problem('not_found');
      }
      await upsertGrant(tx, { id: newId(now), dropId, contractId, rights });
      return null;
    }),
  );
  hub.signals.dropChanged(dropId);
  return listGrants(hub, { brandId, dropId });
}
