import type { Reader } from '../platform/db.ts';
import { contractTerms } from '../protocol/contracts.schema.ts';
import type { ContractTerms } from '../protocol/contracts.ts';

/** One version as it was written, its terms readable. */
export type StoredVersion = {
  id: string;
  number: number;
  terms: ContractTerms;
  termsHash: string;
  proposedBy: 'brand' | 'creator';
  proposedAt: Date;
  acceptedByBrandAt: Date | null;
  acceptedByCreatorAt: Date | null;
  declinedAt: Date | null;
};

export async function findContract(db: Reader, contractId: string) {
  const row = await db.contract.findUnique({ where: { id: contractId }, include: WHOLE });
  return row && { ...row, versions: row.versions.map(readVersion) };
}

export async function findVersion(db: Reader, versionId: string) {
  const row = await db.contractVersion.findUnique({
    where: { id: versionId },
    include: { contract: true },
  });
  return row && { contract: row.contract, version: readVersion(row) };
}

const WHOLE = {
  brand: { select: { name: true } },
  creator: { select: { displayName: true, handle: true } },
  versions: { orderBy: { number: 'desc' } },
} as const;

function readVersion(
  row: Omit<StoredVersion, 'terms' | 'proposedBy'> & { terms: string; proposedBy: string },
): StoredVersion {
  return {
    id: row.id,
    number: row.number,
    terms: contractTerms.parse(JSON.parse(row.terms)),
    termsHash: row.termsHash,
    proposedBy: row.proposedBy === 'brand' ? 'brand' : 'creator',
    proposedAt: row.proposedAt,
    acceptedByBrandAt: row.acceptedByBrandAt,
    acceptedByCreatorAt: row.acceptedByCreatorAt,
    declinedAt: row.declinedAt,
  };
}
