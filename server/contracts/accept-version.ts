import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { ContractView } from '../protocol/contracts.ts';
import { acceptOpenVersion, clearEnd, type StoredContract } from './contracts.store.ts';
import { readContract } from './read-contract.ts';
import { requireSide } from './require-side.ts';
import { answeringSide } from './rules/answer-version.ts';
import { effectiveFrom } from './rules/notice.ts';
import { versionInForce } from './rules/version-in-force.ts';
import { zoneOfMonths } from './rules/zone-of-months.ts';
import { takeOverContract } from './take-over-contract.ts';

type Given = { contractId: string; versionId: string; termsHash: string; me: SignedInUser };

/**
 * Accepts a version for the side that did not propose it. It is in force from this moment, or after the
 * notice of the version in force when it lowers anything; a contract that had ended goes on. The owner
 * of the invited address becomes the contract's creator, for which they need a profile
 * (`not_allowed` without). Throws as `requireSide` and `answeringSide`, `terms_not_read` when the hash
 * is not that of the terms, and `contract_exists` when this creator has a contract with the brand already.
 */
export async function acceptVersion(hub: Hub, given: Given): Promise<ContractView> {
  const { contractId, versionId, termsHash, me } = given;
  try {
    const side = await inTransaction(hub.db, async (tx) => {
      const held = await requireSide(tx, { contractId, me });
      const answering = answeringSide(held.contract, { versionId, sides: held.sides });
      const at = hub.clock.now();
      const effectiveAt = readTerms(held.contract, { versionId, termsHash, at });
      if (answering === 'creator') await takeOverContract(tx, held);
      const { endedAt } = held.contract;
      const timeZone = zoneOfMonths(held.contract);
      const answer = { versionId, side: answering, at, effectiveAt, endedAt, timeZone };
      if (!(await acceptOpenVersion(tx, answer))) throw new Problem('version_not_open');
      if (endedAt) await clearEnd(tx, contractId);
      return answering;
    });
    return readContract(hub, { contractId, side });
  } catch (error) {
    throw isUniqueConflict(error) ? new Problem('contract_exists') : error;
  }
}

/** From when on the terms that were read will hold. */
function readTerms(
  contract: StoredContract,
  { versionId, termsHash, at }: { versionId: string; termsHash: string; at: Date },
): Date {
  const version = contract.versions.find(({ id }) => id === versionId);
  if (version?.termsHash !== termsHash) throw new Problem('terms_not_read');
  return effectiveFrom(versionInForce(contract, at)?.terms ?? null, { terms: version.terms, at });
}
