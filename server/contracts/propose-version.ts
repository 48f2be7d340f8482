import { queueMail } from '../mail/queue-mail.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { isUniqueConflict, retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { ContractTerms, ContractView } from '../protocol/contracts.ts';
import { findAddresses, insertVersion, type StoredContract } from './contracts.store.ts';
import { readContract } from './read-contract.ts';
import { type HeldContract, requireSide } from './require-side.ts';
import { requireTerms } from './require-terms.ts';
import { answeringSide, openVersion, type Side } from './rules/answer-version.ts';
import { newestVersion } from './rules/contract-state.ts';
import { sealTerms } from './seal-terms.ts';
import { takeOverContract } from './take-over-contract.ts';
import { proposalMail } from './write-mails.ts';

type Given = {
  contractId: string;
  terms: ContractTerms;
  /** The other side's open proposal that these terms answer. */
  versionId?: string;
  me: SignedInUser;
};

/**
 * Proposes other terms, from either side. Until the other one accepts, what is in force stays so; an
 * unanswered proposal before it is replaced, and when it was the other side's, these terms counter it.
 * With `versionId` exactly that one is countered, and nothing else (`version_not_open`). On a contract
 * that has ended it is a renewal. Throws `contract_ended` in the very moment of the end,
 * `terms_unchanged` for the terms that are open already, and as `requireTerms` and `takeOverContract`.
 */
export async function proposeVersion(hub: Hub, given: Given): Promise<ContractView> {
  const { contractId, terms, versionId, me } = given;
  const side = await asNextVersion(() =>
    inTransaction(hub.db, async (tx) => {
      const held = await requireSide(tx, { contractId, me });
      const { contract } = held;
      const at = hub.clock.now();
      const proposedBy = versionId
        ? answeringSide(contract, { versionId, sides: held.sides })
        : held.sides.includes('brand')
          ? 'brand'
          : 'creator';
      const brand = { id: contract.brandId, currency: contract.brand.currency };
      await requireTerms(tx, terms, { brand, contract, at });
      if (contract.endedAt && contract.endedAt >= at) throw new Problem('contract_ended');
      const sealed = sealTerms(terms);
      const countersId = counteredBy(contract, { side: proposedBy, hash: sealed.hash });
      if (proposedBy === 'creator') await takeOverContract(tx, held);
      const number = (newestVersion(contract.versions)?.number ?? 0) + 1;
      await insertVersion(tx, { contractId, number, sealed, proposedBy, countersId, at });
      await tellOtherSide(hub, tx, { held, proposedBy });
      return proposedBy;
    }),
  );
  return readContract(hub, { contractId, side });
}

/** The open proposal of the other side that new terms answer; null when there is none. */
function counteredBy(
  contract: StoredContract,
  { side, hash }: { side: Side; hash: string },
): string | null {
  const open = openVersion(contract);
  if (open?.termsHash === hash) throw new Problem('terms_unchanged');
  return open && open.proposedBy !== side ? open.id : null;
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
