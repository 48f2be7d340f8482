import { queueMail } from '../mail/queue-mail.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { ContractTerms, ContractView } from '../protocol/contracts.ts';
import { insertContract, insertVersion, listContractsWithEmail } from './contracts.store.ts';
import { readContract } from './read-contract.ts';
import { requireTerms } from './require-terms.ts';
import { contractState, newestVersion } from './rules/contract-state.ts';
import { sealTerms } from './seal-terms.ts';
import { proposalMail } from './write-mails.ts';

/**
 * Proposes a contract to whoever owns an address, and mails it. It becomes a creator's contract when
 * its confirmed owner accepts. With a creator whose contract was declined or has ended it is the next
 * version of that one, so that links and history go on. Throws `contract_exists` when one is running
 * or waiting, and as `requireTerms`.
 */
export async function proposeContract(
  hub: Hub,
  brand: { id: string; name: string; currency: string },
  { email, terms }: { email: string; terms: ContractTerms },
): Promise<ContractView> {
  const at = hub.clock.now();
  const propose = async (tx: Tx) => {
    const known = await listContractsWithEmail(tx, { brandId: brand.id, email });
    const states = known.map((contract) => contractState(contract, at));
    if (states.some((state) => state === 'active' || state === 'proposed')) {
      throw new Problem('contract_exists');
    }
    const before = known.find(({ creatorId }) => creatorId !== null);
    await requireTerms(tx, terms, { brand, contract: before ?? null, at });
    const id =
      before?.id ?? (await insertContract(tx, { brandId: brand.id, invitedEmail: email, at }));
    const number = (newestVersion(before?.versions ?? [])?.number ?? 0) + 1;
    const sealed = sealTerms(terms);
    await insertVersion(tx, { contractId: id, number, sealed, proposedBy: 'brand', at });
    const { publicUrl } = hub;
    const mail = proposalMail({
      to: email,
      fromName: brand.name,
      isFirst: true,
      proposedBy: 'brand',
      publicUrl,
    });
    await queueMail(tx, { ...mail, at });
    return id;
  };
  const contractId = await retryOnUniqueConflict(() => inTransaction(hub.db, propose));
  return readContract(hub, { contractId, side: 'brand' });
}
