import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import type { ContractView } from '../protocol/contracts.ts';
import { answerVersion } from './contracts.store.ts';
import { readContract } from './read-contract.ts';
import { requireSide } from './require-side.ts';
import { answeringSide } from './rules/answer-version.ts';

/** Declines a version for the side that did not propose it; what is in force stays so. */
export async function declineVersion(
  hub: Hub,
  { contractId, versionId, me }: { contractId: string; versionId: string; me: SignedInUser },
): Promise<ContractView> {
  const { contract, sides } = await requireSide(hub.db, { contractId, me });
  const side = answeringSide(contract, { versionId, sides });
  const at = hub.clock.now();
  const { endedAt } = contract;
  const answer = { versionId, side, answer: 'decline', at, endedAt } as const;
  if (!(await answerVersion(hub.db, answer))) throw new Problem('version_not_open');
  return readContract(hub, { contractId, side });
}
