import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { findGrantsOfDrop, upsertGrant } from './grants.store.ts';

/** Lets those who stand in do in the copy of a drop what the originals may do in it, unspent. */
export async function copyGrants(
  hub: Hub,
  { from, to, contracts }: { from: string; to: string; contracts: ReadonlyMap<string, string> },
): Promise<void> {
  for (const grant of await findGrantsOfDrop(hub.db, from)) {
    const contractId = contracts.get(grant.contractId);
    if (!contractId) continue;
    const { mayStart, mayPause, mayEnd, releaseUnits, extendMinutes } = grant;
    const rights = { mayStart, mayPause, mayEnd, releaseUnits, extendMinutes };
    await upsertGrant(hub.db, { id: newId(hub.clock.now()), dropId: to, contractId, rights });
  }
}
