import type { Reader } from '../platform/db.ts';
import type { ContractVersionView, ContractView } from '../protocol/contracts.ts';
import { listDropTitles, type StoredContract, type StoredVersion } from './contracts.store.ts';
import type { Side } from './rules/answer-version.ts';
import { contractState } from './rules/contract-state.ts';
import { effectiveFrom } from './rules/notice.ts';
import { holdsFrom, lastVersionInForce, versionInForce } from './rules/version-in-force.ts';
import { versionState } from './rules/version-state.ts';

type Seen = { side: Side; at: Date };

/** Contracts as one side sees them, with the names of the drops in their terms. */
export async function presentContracts(
  db: Reader,
  contracts: readonly StoredContract[],
  seen: Seen,
): Promise<ContractView[]> {
  const brandIds = [...new Set(contracts.map(({ brandId }) => brandId))];
  const dropIds = contracts.flatMap(dropsNamed);
  const titles = await listDropTitles(db, { brandIds, dropIds });
  return contracts.map((contract) => presentContract(contract, titles, seen));
}

/** A contract as one side sees it: the address that was invited is shown to the brand only. */
function presentContract(
  contract: StoredContract,
  titles: ReadonlyMap<string, string>,
  { side, at }: Seen,
): ContractView {
  const floorBps = lastVersionInForce(contract, at)?.terms.rateFloorBps ?? 0;
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
    rateFloorBps: Math.max(contract.brand.rateFloorBps, floorBps),
    jointCapBps: contract.brand.maxPayoutBpsPerOrder,
    dropTitles: Object.fromEntries(
      dropsNamed(contract).map((dropId) => [dropId, titles.get(dropId) ?? '']),
    ),
    versions: contract.versions.map((version) => presentVersion(contract, version, at)),
  };
}

function presentVersion(
  contract: StoredContract,
  version: StoredVersion,
  at: Date,
): ContractVersionView {
  const state = versionState(contract, version, at);
  const inForce = versionInForce(contract, at)?.terms ?? null;
  const effectiveAt =
    state === 'open' ? effectiveFrom(inForce, { terms: version.terms, at }) : holdsFrom(version);
  const countered = contract.versions.find(({ id }) => id === version.countersId);
  return {
    id: version.id,
    number: version.number,
    terms: version.terms,
    termsHash: version.termsHash,
    proposedBy: version.proposedBy,
    proposedAt: version.proposedAt.getTime(),
    counters: countered?.number ?? null,
    acceptedByBrandAt: version.acceptedByBrandAt?.getTime() ?? null,
    acceptedByCreatorAt: version.acceptedByCreatorAt?.getTime() ?? null,
    effectiveAt: effectiveAt?.getTime() ?? null,
    declinedAt: version.declinedAt?.getTime() ?? null,
    declineReason: version.declineReason || null,
    withdrawnAt: version.withdrawnAt?.getTime() ?? null,
    state,
    isInForce: state === 'in_force',
  };
}

function dropsNamed({ versions }: StoredContract): string[] {
  return versions.flatMap(({ terms }) => (terms.dropOverrides ?? []).map(({ dropId }) => dropId));
}
