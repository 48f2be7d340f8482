import { queueMail } from '../mail/queue-mail.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { isUniqueConflict, retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { ContractTerms, ContractView } from '../protocol/contracts.ts';
import { findAddresses, insertVersion } from './contracts.store.ts';
import { readContract } from './read-contract.ts';
import { requireCurrency } from './require-currency.ts';
import { type HeldContract, requireSide } from './require-side.ts';
import type { Side } from './rules/answer-version.ts';
import { newestVersion } from './rules/contract-state.ts';
import { sealTerms } from './seal-terms.ts';
import { takeOverContract } from './take-over-contract.ts';
import { proposalMail } from './write-mails.ts';

/**
 * Proposes other terms, from either side. Until the other one accepts, what is in force stays so; an
 * unanswered proposal before it is replaced. On a contract that has ended it is a renewal. Throws
 * `contract_ended` in the very moment of the end, and as `takeOverContract`.
 */
export async function proposeVersion(
  hub: Hub,
  { contractId, terms, me }: { contractId: string; terms: ContractTerms; me: SignedInUser },
): Promise<ContractView> {
  const side = await asNextVersion(() =>
    inTransaction(hub.db, async (tx) => {
      const held = await requireSide(tx, { contractId, me });
      const { contract } = held;
      requireCurrency(terms, contract.brand.currency);
      const proposedBy: Side = held.sides.includes('brand') ? 'brand' : 'creator';
      if (proposedBy === 'creator') await takeOverContract(tx, held);
      const number = (newestVersion(contract.versions)?.number ?? 0) + 1;
      const at = hub.clock.now();
      if (contract.endedAt && contract.endedAt >= at) throw new Problem('contract_ended');
      await insertVersion(tx, { contractId, number, sealed: sealTerms(terms), proposedBy, at });
      await tellOtherSide(hub, tx, { held, proposedBy });
      return proposedBy;
    }),
  );
  return readContract(hub, { contractId, side });
}

/** Counts on when somebody else took the number; what still conflicts then is a second contract. */
async function asNextVersion<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await retryOnUniqueConflict(work);
  } catch (error) {
    throw isUniqueConflict(error) ? new Problem('contract_exists') : error;
  }
}

async function tellOtherSide(
  hub: Hub,
  tx: Tx,
  { held: { contract }, proposedBy }: { held: HeldContract; proposedBy: Side },
): Promise<void> {
  const addresses = await findAddresses(tx, contract);
  const isFromBrand = proposedBy === 'brand';
  const fromName = isFromBrand
    ? contract.brand.name
    : (contract.creator?.displayName ?? 'Your creator');
  for (const to of isFromBrand ? addresses.creator : addresses.brand) {
    const { publicUrl } = hub;
    const mail = proposalMail({ to, fromName, isFirst: false, proposedBy, publicUrl });
    await queueMail(tx, { ...mail, at: hub.clock.now() });
  }
}
