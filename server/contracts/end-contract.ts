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
 * is closed. Throws `contract_ended` when none waits, `version_not_open` when it was answered meanwhile.
 */
export async function endContract(hub: Hub, given: Given): Promise<ContractView> {
  const { contractId, reason, me } = given;
  const { contract, sides } = await requireSide(hub.db, { contractId, me });
  const at = hub.clock.now();
  if (contract.endedAt) await closeRenewal(hub, contract, { reason, sides, at });
  else if (!(await markEnded(hub.db, { contractId, reason, at }))) {
    throw new Problem('contract_ended');
  }
  return readContract(hub, { contractId, side: sides.includes('brand') ? 'brand' : 'creator' });
}

/** One's own renewal is withdrawn, the other side's is declined. */
async function closeRenewal(
  hub: Hub,
  contract: StoredContract,
  { reason, sides, at }: Ending,
): Promise<void> {
  const open = openVersion(contract);
  if (!open) throw new Problem('contract_ended');
  const closed = sides.includes(open.proposedBy)
    ? { withdrawnAt: at }
    : { declinedAt: at, declineReason: reason };
  const { endedAt } = contract;
  const isClosed = await closeVersion(hub.db, { versionId: open.id, endedAt, closed });
  if (!isClosed) throw new Problem('version_not_open');
}
