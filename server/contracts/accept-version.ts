import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { ContractView } from '../protocol/contracts.ts';
import { answerVersion, clearEnd } from './contracts.store.ts';
import { readContract } from './read-contract.ts';
import { requireSide } from './require-side.ts';
import { answeringSide } from './rules/answer-version.ts';
import { takeOverContract } from './take-over-contract.ts';

type Given = { contractId: string; versionId: string; me: SignedInUser };

/**
 * Accepts a version for the side that did not propose it; from this moment it is in force, and a
 * contract that had ended goes on. The owner
 * of the invited address becomes the contract's creator, for which they need a profile
 * (`not_allowed` without). Throws as `requireSide` and `answeringSide`, and `contract_exists` when
 * this creator has a contract with the brand already.
 */
export async function acceptVersion(hub: Hub, given: Given): Promise<ContractView> {
  const { contractId, versionId, me } = given;
  try {
    const side = await inTransaction(hub.db, async (tx) => {
      const held = await requireSide(tx, { contractId, me });
      const answering = answeringSide(held.contract, { versionId, sides: held.sides });
      if (answering === 'creator') await takeOverContract(tx, held);
      const at = hub.clock.now();
      const { endedAt } = held.contract;
      const answer = { versionId, side: answering, answer: 'accept', at, endedAt } as const;
      if (!(await answerVersion(tx, answer))) throw new Problem('version_not_open');
      if (endedAt) await clearEnd(tx, contractId);
      return answering;
    });
    return readContract(hub, { contractId, side });
  } catch (error) {
    throw isUniqueConflict(error) ? new Problem('contract_exists') : error;
  }
}
