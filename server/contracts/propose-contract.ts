import { queueMail } from '../mail/queue-mail.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { ContractTerms, ContractView } from '../protocol/contracts.ts';
import { insertContract, insertVersion, listContractsWithEmail } from './contracts.store.ts';
import { readContract } from './read-contract.ts';
import { requireCurrency } from './require-currency.ts';
import { contractState } from './rules/contract-state.ts';
import { sealTerms } from './seal-terms.ts';
import { proposalMail } from './write-mails.ts';

/**
 * Proposes a first version to whoever owns an address, and mails it. It becomes a creator's contract
 * when its confirmed owner accepts. Throws `contract_exists` when one is running or waiting.
 */
export async function proposeContract(
  hub: Hub,
  brand: { id: string; name: string; currency: string },
  { email, terms }: { email: string; terms: ContractTerms },
): Promise<ContractView> {
  requireCurrency(terms, brand.currency);
  const at = hub.clock.now();
  const contractId = await inTransaction(hub.db, async (tx) => {
    const known = await listContractsWithEmail(tx, { brandId: brand.id, email });
    const states = known.map((contract) => contractState(contract, at));
    if (states.some((state) => state === 'active' || state === 'proposed')) {
      throw new Problem('contract_exists');
    }
    const id = await insertContract(tx, { brandId: brand.id, invitedEmail: email, at });
    const sealed = sealTerms(terms);
    await insertVersion(tx, { contractId: id, number: 1, sealed, proposedBy: 'brand', at });
    const { publicUrl } = hub;
    const mail = proposalMail({ to: email, fromName: brand.name, isFirst: true, publicUrl });
    await queueMail(tx, { ...mail, at });
    return id;
  });
  return readContract(hub, { contractId, side: 'brand' });
}
