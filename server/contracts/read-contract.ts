import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import { Problem } from '../platform/problem.ts';
import type { ContractView } from '../protocol/contracts.ts';
import { findContract } from './contracts.store.ts';
import { presentContracts } from './present-contract.ts';
import type { Side } from './rules/answer-version.ts';

/** A contract as it is now, for one side. Whoever calls this has proved to be on it. */
export async function readContract(
  hub: Hub,
  { contractId, side }: { contractId: string; side: Side },
): Promise<ContractView> {
  const contract = await findContract(hub.db, contractId);
  if (!contract) throw new Problem('not_found');
  const [view] = await presentContracts(hub.db, [contract], { side, at: hub.clock.now() });
  invariant(view, 'one contract has one view');
  return view;
}
