import type { Reader } from '../platform/db.ts';
import type { ContractTerms } from '../protocol/contracts.ts';
import { findContract, findVersion } from './contracts.store.ts';
import { versionInForce } from './rules/version-in-force.ts';

/** One version of a contract, and between whom it is. */
export type ContractOnTerms = {
  contractId: string;
  brandId: string;
  /** Null only as long as nobody has accepted the first proposal. */
  creatorId: string | null;
  versionId: string;
  number: number;
  terms: ContractTerms;
};

/** What was agreed at a moment, or null when the contract is missing, ended or not accepted then. */
export async function findVersionInForce(
  db: Reader,
  { contractId, at }: { contractId: string; at: Date },
): Promise<ContractOnTerms | null> {
  const contract = await findContract(db, contractId);
  const version = contract && versionInForce(contract, at);
  return version ? onTerms(contract, version) : null;
}

/** A version by its id, in force or not: what a click, a claim or an acquisition was pinned to. */
export async function findContractVersion(
  db: Reader,
  { versionId }: { versionId: string },
): Promise<ContractOnTerms | null> {
  const found = await findVersion(db, versionId);
  return found && onTerms(found.contract, found.version);
}

function onTerms(
  contract: { id: string; brandId: string; creatorId: string | null },
  version: { id: string; number: number; terms: ContractTerms },
): ContractOnTerms {
  return {
    contractId: contract.id,
    brandId: contract.brandId,
    creatorId: contract.creatorId,
    versionId: version.id,
    number: version.number,
    terms: version.terms,
  };
}
