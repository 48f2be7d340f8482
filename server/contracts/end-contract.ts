import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import type { ContractView } from '../protocol/contracts.ts';
import { closeVersion, markEnded, type StoredContract } from './contracts.store.ts';
import { readContract } from './read-contract.ts';
import { requireSide } from './require-side.ts';
import { openVersion, type Side } from './rules/answer-version.ts';

type Given = { contractId: string; reason: string; me: SignedInUser };
type Ending = { reason: string; sides: readonly Side[]; at: Date };

/**
 * Ends a contract, from either side: no click or claim earns under it from now on, and what was
 * earned runs on. An end stays when it was: on a contract that has ended, only the renewal that waits
 * is closed. Throws `contract_ended` when none waits.
 */
export async function endContract(hub: Hub, given: Given): Promise<ContractView> {
  const { contractId, reason, me } = given;
  const { contract, sides } = await requireSide(hub.db, { contractId, me });
  const at = hub.clock.now();
  const isDone = contract.endedAt
    ? await closeRenewal(hub, contract, { reason, sides, at })
    : await markEnded(hub.db, { contractId, reason, at });
  if (!isDone) throw new Problem('contract_ended');
  return readContract(hub, { contractId, side: sides.includes('brand') ? 'brand' : 'creator' });
}

/** One's own renewal is withdrawn, the other side's is declined; false: none waits (any more). */
async function closeRenewal(
  hub: Hub,
  contract: StoredContract,
  { reason, sides, at }: Ending,
): Promise<boolean> {
  const open = openVersion(contract);
  if (!open) return false;
  const closed = sides.includes(open.proposedBy)
    ? { withdrawnAt: at }
    : { declinedAt: at, declineReason: reason };
  return closeVersion(hub.db, { versionId: open.id, endedAt: contract.endedAt, closed });
}
