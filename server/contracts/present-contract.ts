import type { ContractView } from '../protocol/contracts.ts';
import type { StoredContract } from './contracts.store.ts';
import type { Side } from './rules/answer-version.ts';
import { contractState } from './rules/contract-state.ts';
import { versionInForce } from './rules/version-in-force.ts';

/** A contract as one side sees it: the address that was invited is shown to the brand only. */
export function presentContract(
  contract: StoredContract,
  { side, at }: { side: Side; at: Date },
): ContractView {
  const inForce = versionInForce(contract, at);
  const invitedEmail = side === 'brand' ? contract.invitedEmail : '';
  return {
    id: contract.id,
    brandId: contract.brandId,
    brandName: contract.brand.name,
    creatorId: contract.creatorId,
    creatorName: contract.creator?.displayName ?? invitedEmail,
    creatorHandle: contract.creator?.handle ?? null,
    invitedEmail,
    state: contractState(contract, at),
    createdAt: contract.createdAt.getTime(),
    endedAt: contract.endedAt?.getTime() ?? null,
    endReason: contract.endReason,
    versions: contract.versions.map((version) => ({
      id: version.id,
      number: version.number,
      terms: version.terms,
      termsHash: version.termsHash,
      proposedBy: version.proposedBy,
      proposedAt: version.proposedAt.getTime(),
      acceptedByBrandAt: version.acceptedByBrandAt?.getTime() ?? null,
      acceptedByCreatorAt: version.acceptedByCreatorAt?.getTime() ?? null,
      declinedAt: version.declinedAt?.getTime() ?? null,
      isInForce: version.id === inForce?.id,
    })),
  };
}
