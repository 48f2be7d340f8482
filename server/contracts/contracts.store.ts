import type { Reader } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import type { ContractTerms } from '../protocol/contracts.ts';
import type { Side } from './rules/answer-version.ts';

/** One version as it was written, its terms readable. */
export type StoredVersion = {
  id: string;
  number: number;
  terms: ContractTerms;
  termsHash: string;
  proposedBy: Side;
  proposedAt: Date;
  countersId: string | null;
  acceptedByBrandAt: Date | null;
  acceptedByCreatorAt: Date | null;
  effectiveAt: Date | null;
  declinedAt: Date | null;
  declineReason: string | null;
  withdrawnAt: Date | null;
  endedFrom: Date | null;
  timeZone: string | null;
};

/** A contract with its parties and all its versions, newest first. */
export type StoredContract = NonNullable<Awaited<ReturnType<typeof findContract>>>;

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

export async function listContractsOfBrand(db: Reader, brandId: string): Promise<StoredContract[]> {
  const rows = await db.contract.findMany({
    where: { brandId },
    include: WHOLE,
    orderBy: { id: 'desc' },
  });
  return rows.map((row) => ({ ...row, versions: row.versions.map(readVersion) }));
}

/** Contracts of a creator, and proposals to an address that nobody has accepted yet. */
export async function listContractsOfPerson(
  db: Reader,
  { creatorId, email }: { creatorId: string | null; email: string | null },
): Promise<StoredContract[]> {
  const rows = await db.contract.findMany({
    where: {
      OR: [
        ...(creatorId ? [{ creatorId }] : []),
        ...(email ? [{ creatorId: null, invitedEmail: email }] : []),
      ],
    },
    include: WHOLE,
    orderBy: { id: 'desc' },
  });
  return rows.map((row) => ({ ...row, versions: row.versions.map(readVersion) }));
}

/** Contracts of a brand with whoever has this address: invited by it, or signed in with it. */
export async function listContractsWithEmail(
  db: Reader,
  { brandId, email }: { brandId: string; email: string },
): Promise<StoredContract[]> {
  const rows = await db.contract.findMany({
    where: { brandId, OR: [{ invitedEmail: email }, { creator: { user: { email } } }] },
    include: WHOLE,
  });
  return rows.map((row) => ({ ...row, versions: row.versions.map(readVersion) }));
}

export async function insertContract(
  db: Reader,
  { brandId, invitedEmail, at }: { brandId: string; invitedEmail: string; at: Date },
): Promise<string> {
  const id = newId(at);
  await db.contract.create({ data: { id, brandId, invitedEmail, createdAt: at } });
  return id;
}

/** A number that is taken is a unique conflict. The proposing side accepts by proposing. */
export async function insertVersion(
  db: Reader,
  given: {
    contractId: string;
    number: number;
    sealed: { json: string; hash: string };
    proposedBy: Side;
    countersId?: string | null;
    at: Date;
  },
): Promise<void> {
  const { contractId, number, sealed, proposedBy, countersId = null, at } = given;
  await db.contractVersion.create({
    data: {
      id: newId(at),
      contractId,
      number,
      terms: sealed.json,
      termsHash: sealed.hash,
      proposedBy,
      proposedAt: at,
      countersId,
      acceptedByBrandAt: proposedBy === 'brand' ? at : null,
      acceptedByCreatorAt: proposedBy === 'creator' ? at : null,
    },
  });
}

/**
 * Writes one side's acceptance, from when on it holds, which end it takes back and the zone of its months;
 * false when somebody was faster, also when they ended the contract in the meantime. `endedAt` is when it
 * had ended as far as the answer knew.
 */
export async function acceptOpenVersion(
  db: Reader,
  given: {
    versionId: string;
    side: Side;
    at: Date;
    effectiveAt: Date;
    endedAt: Date | null;
    timeZone: string;
  },
): Promise<boolean> {
  const { versionId, side, at, effectiveAt, endedAt, timeZone } = given;
  const accepted = side === 'brand' ? 'acceptedByBrandAt' : 'acceptedByCreatorAt';
  const { count } = await db.contractVersion.updateMany({
    where: { id: versionId, [accepted]: null, ...OPEN, contract: { endedAt } },
    data: { [accepted]: at, effectiveAt, endedFrom: endedAt, timeZone },
  });
  return count === 1;
}

/** Closes an open version for good; false when somebody was faster, as above. */
export async function closeVersion(
  db: Reader,
  given: {
    versionId: string;
    endedAt: Date | null;
    closed: { declinedAt: Date; declineReason: string } | { withdrawnAt: Date };
  },
): Promise<boolean> {
  const { versionId, endedAt, closed } = given;
  const isOpen = { OR: [{ acceptedByBrandAt: null }, { acceptedByCreatorAt: null }] };
  const { count } = await db.contractVersion.updateMany({
    where: { id: versionId, ...OPEN, ...isOpen, contract: { endedAt } },
    data: closed,
  });
  return count === 1;
}

const OPEN = { declinedAt: null, withdrawnAt: null };

/** Takes an ended contract up again: its links and gates go on. The version that renews it keeps the end. */
export async function clearEnd(db: Reader, contractId: string): Promise<void> {
  await db.contract.update({
    where: { id: contractId },
    data: { endedAt: null, endReason: null },
  });
}

/** Makes a proposal to an address the contract of a creator. A second one is a unique conflict. */
export async function bindCreator(
  db: Reader,
  { contractId, creatorId }: { contractId: string; creatorId: string },
): Promise<boolean> {
  const { count } = await db.contract.updateMany({
    where: { id: contractId, creatorId: null },
    data: { creatorId },
  });
  return count === 1;
}

/** False when it has ended already: an end is written once, and only a renewal takes it back. */
export async function markEnded(
  db: Reader,
  { contractId, reason, at }: { contractId: string; reason: string; at: Date },
): Promise<boolean> {
  const { count } = await db.contract.updateMany({
    where: { id: contractId, endedAt: null },
    data: { endedAt: at, endReason: reason },
  });
  return count === 1;
}

/** Where mail about a contract goes: its creator, and the owners of its brand. */
export async function findAddresses(
  db: Reader,
  contract: { brandId: string; creatorId: string | null; invitedEmail: string },
): Promise<Record<Side, string[]>> {
  const owners = await db.brandMember.findMany({
    where: { brandId: contract.brandId, role: 'owner' },
    select: { user: { select: { email: true } } },
  });
  const creator = contract.creatorId
    ? await db.creator.findUnique({
        where: { id: contract.creatorId },
        select: { user: { select: { email: true } } },
      })
    : null;
  return {
    brand: owners.map(({ user }) => user.email),
    creator: [creator?.user.email ?? contract.invitedEmail],
  };
}

const WHOLE = {
  brand: {
    select: {
      ...{ name: true, currency: true, timeZone: true },
      ...{ rateFloorBps: true, maxPayoutBpsPerOrder: true },
    },
  },
  creator: { select: { displayName: true, handle: true, userId: true } },
  versions: { orderBy: { number: 'desc' } },
} as const;

function readVersion(
  row: Omit<StoredVersion, 'terms' | 'proposedBy'> & { terms: string; proposedBy: string },
): StoredVersion {
  return {
    id: row.id,
    number: row.number,
    terms: contractTermsSchema.parse(JSON.parse(row.terms)),
    termsHash: row.termsHash,
    proposedBy: row.proposedBy === 'brand' ? 'brand' : 'creator',
    proposedAt: row.proposedAt,
    countersId: row.countersId,
    acceptedByBrandAt: row.acceptedByBrandAt,
    acceptedByCreatorAt: row.acceptedByCreatorAt,
    effectiveAt: row.effectiveAt,
    declinedAt: row.declinedAt,
    declineReason: row.declineReason,
    withdrawnAt: row.withdrawnAt,
    endedFrom: row.endedFrom,
    timeZone: row.timeZone,
  };
}

/** The floor below which a brand proposes no rate. */
export async function findRateFloor(db: Reader, brandId: string): Promise<number> {
  const brand = await db.brand.findUnique({
    where: { id: brandId },
    select: { rateFloorBps: true },
  });
  return brand?.rateFloorBps ?? 0;
}

/** Titles of a brand's drops by id; drops of others are left out. */
export async function listDropTitles(
  db: Reader,
  { brandIds, dropIds }: { brandIds: readonly string[]; dropIds: readonly string[] },
): Promise<Map<string, string>> {
  if (dropIds.length === 0) return new Map();
  const drops = await db.drop.findMany({
    where: { id: { in: [...dropIds] }, brandId: { in: [...brandIds] } },
    select: { id: true, title: true },
  });
  return new Map(drops.map(({ id, title }) => [id, title]));
}

/** Whose contract it is, and which number a version of it has. */
export async function findNameOfContract(
  db: Reader,
  which: { brandId: string; contractId: string; versionId: string | null },
): Promise<{ creatorName: string; version: number | null } | null> {
  const { brandId, contractId, versionId } = which;
  const contract = await db.contract.findFirst({
    where: { id: contractId, brandId },
    select: { creator: { select: { displayName: true } }, invitedEmail: true },
  });
  const version = versionId
    ? await db.contractVersion.findUnique({ where: { id: versionId }, select: { number: true } })
    : null;
  if (!contract) return null;
  const creatorName = contract.creator?.displayName ?? contract.invitedEmail;
  return { creatorName, version: version?.number ?? null };
}
