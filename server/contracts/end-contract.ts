import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import type { ContractView } from '../protocol/contracts.ts';
import { markEnded } from './contracts.store.ts';
import { readContract } from './read-contract.ts';
import { requireSide } from './require-side.ts';
import { contractState } from './rules/contract-state.ts';

/**
 * Ends a contract, from either side: no click or claim earns under it from now on, and what was
 * earned runs on. A renewal that waits ends with it. Throws `contract_ended`.
 */
export async function endContract(
  hub: Hub,
  { contractId, reason, me }: { contractId: string; reason: string; me: SignedInUser },
): Promise<ContractView> {
  const { contract, sides } = await requireSide(hub.db, { contractId, me });
  const at = hub.clock.now();
  const { endedAt } = contract;
  const hasEnded =
    contractState(contract, at) === 'ended' ||
    !(await markEnded(hub.db, { contractId, reason, at, endedAt }));
  if (hasEnded) throw new Problem('contract_ended');
  return readContract(hub, { contractId, side: sides.includes('brand') ? 'brand' : 'creator' });
}
