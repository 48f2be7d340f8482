import type { Tx } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { bindCreator } from './contracts.store.ts';
import type { HeldContract } from './require-side.ts';

/**
 * Makes a proposal to an address the contract of the one who accepts it or answers with other terms.
 * Without a creator profile throws `not_allowed`; a second contract with the same brand is a unique
 * conflict, which ends the transaction.
 */
export async function takeOverContract(
  tx: Tx,
  { contract, creatorId }: HeldContract,
): Promise<void> {
  if (contract.creatorId !== null) return;
  if (creatorId === null) {
    throw new Problem('not_allowed', {
      message: 'Choose your creator handle first; then you can answer this contract.',
    });
  }
  if (!(await bindCreator(tx, { contractId: contract.id, creatorId }))) {
    throw new Problem('version_not_open');
  }
}
