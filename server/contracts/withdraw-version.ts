import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import type { ContractView } from '../protocol/contracts.ts';
import { closeVersion } from './contracts.store.ts';
import { readContract } from './read-contract.ts';
import { requireSide } from './require-side.ts';
import { openVersion } from './rules/answer-version.ts';
import { tellClosed } from './tell-closed.ts';

type Given = { contractId: string; versionId: string; me: SignedInUser };

/**
 * Takes back a proposal of one's own side before it is answered; what is in force stays so, and what it
 * countered does not come back. Throws `not_allowed` for the other side's, which is declined instead.
 */
export async function withdrawVersion(hub: Hub, given: Given): Promise<ContractView> {
  const { contractId, versionId, me } = given;
  const { contract, sides } = await requireSide(hub.db, { contractId, me });
  const version = contract.versions.find(({ id }) => id === versionId);
  if (!version) throw new Problem('not_found');
  if (openVersion(contract)?.id !== versionId) throw new Problem('version_not_open');
  const side = version.proposedBy;
  if (!sides.includes(side)) {
    const message =
      'The other side proposed this version. Decline it, or counter with other terms.';
    throw new Problem('not_allowed', { message });
  }
  const { endedAt } = contract;
  const closed = { withdrawnAt: hub.clock.now() };
  await inTransaction(hub.db, async (tx) => {
    const isClosed = await closeVersion(tx, { versionId, endedAt, closed });
    if (!isClosed) throw new Problem('version_not_open');
    await tellClosed(hub, tx, { contract, by: side, reason: null });
  });
  return readContract(hub, { contractId, side });
}
