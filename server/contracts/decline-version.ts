import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import type { ContractView } from '../protocol/contracts.ts';
import { closeVersion } from './contracts.store.ts';
import { readContract } from './read-contract.ts';
import { requireSide } from './require-side.ts';
import { answeringSide } from './rules/answer-version.ts';
import { tellClosed } from './tell-closed.ts';

type Given = { contractId: string; versionId: string; reason: string; me: SignedInUser };

/** Declines a version for the side that did not propose it; what is in force stays so. */
export async function declineVersion(hub: Hub, given: Given): Promise<ContractView> {
  const { contractId, versionId, reason: declineReason, me } = given;
  const { contract, sides } = await requireSide(hub.db, { contractId, me });
  const side = answeringSide(contract, { versionId, sides });
  const { endedAt } = contract;
  const closed = { declinedAt: hub.clock.now(), declineReason };
  await inTransaction(hub.db, async (tx) => {
    const isClosed = await closeVersion(tx, { versionId, endedAt, closed });
    if (!isClosed) throw new Problem('version_not_open');
    await tellClosed(hub, tx, { contract, by: side, reason: declineReason });
  });
  return readContract(hub, { contractId, side });
}
