import { unpackState } from '../attribution/rules/attribution-change.ts';
import { acceptedAt } from '../contracts/rules/version-in-force.ts';
import { zoneOfMonths } from '../contracts/rules/zone-of-months.ts';
import type { Reader, Tx } from '../platform/db.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import type { ContractTerms } from '../protocol/contracts.ts';
import { lockLine, type StoredLine } from './lines.store.ts';

/** Contracts with an LTV clause in any accepted version, and those versions: all, or one of them. */
export async function listLtvContracts(db: Reader, contractId?: string) {
  const rows = await db.contract.findMany({
    where: {
      ...(contractId ? { id: contractId } : {}),
      creatorId: { not: null },
      versions: { some: WITH_LTV },
    },
    select: {
      id: true,
      brandId: true,
      creatorId: true,
      endedAt: true,
      brand: { select: { timeZone: true } },
      versions: {
        select: {
          ...{ id: true, terms: true, timeZone: true },
          ...{ acceptedByBrandAt: true, acceptedByCreatorAt: true },
        },
      },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ versions, brand, ...contract }) => ({
    ...contract,
    timeZone: zoneOfMonths({ brand, versions }),
    versions: versions
      .filter(acceptedAt)
      .map(({ id, terms }) => ({ id, terms: readTerms(terms) }))
      .filter(({ terms }) => terms.ltv !== null),
  }));
}
export type LtvContract = Awaited<ReturnType<typeof listLtvContracts>>[number];

/** By which contract the customer of an order was brought, before a moment; null: by none. */
export async function findAcquirerOfOrder(
  db: Reader,
  { orderId, before }: { orderId: string; before: Date },
): Promise<string | null> {
  const order = await db.order.findUnique({
    where: { id: orderId },
    select: {
      customer: { select: { acquisition: { select: { contractId: true, acquiredAt: true } } } },
    },
  });
  const acquisition = order?.customer.acquisition;
  return acquisition && acquisition.acquiredAt < before ? acquisition.contractId : null;
}

/** What a change of attribution touches: decided orders, and contracts with an LTV clause. */
export async function findReachOfChange(
  db: Reader,
  changeId: string,
): Promise<{ orderIds: string[]; contractIds: string[] }> {
  const change = await db.attributionChange.findUnique({ where: { id: changeId } });
  if (!change) return { orderIds: [], contractIds: [] };
  const read = unpackState<{ contractId: string | null }, { orderId: string }>;
  const states = [read(change.before), read(change.after)];
  const orderIds = states.flatMap(({ decisions }) => decisions.map(({ orderId }) => orderId));
  const named = states.flatMap(({ acquisitions }) =>
    acquisitions.flatMap(({ contractId }) => contractId ?? []),
  );
  const contracts = await db.contract.findMany({
    where: { id: { in: [...new Set(named)] }, versions: { some: WITH_LTV } },
    select: { id: true },
  });
  return { orderIds: [...new Set(orderIds)], contractIds: contracts.map(({ id }) => id) };
}

/** The LTV fees of a contract, order by order. */
export async function listLtvLines(db: Reader, contractId: string): Promise<StoredLine[]> {
  return db.commissionLine.findMany({
    where: { contractId, kind: 'ltv_fee' },
    orderBy: { id: 'asc' },
  });
}

export async function findLtvLine(
  tx: Tx,
  which: { orderId: string; contractId: string },
): Promise<StoredLine | null> {
  const line = await tx.commissionLine.findUnique({
    where: { orderId_contractId_kind: { ...which, kind: 'ltv_fee' } },
  });
  return line && lockLine(tx, line.id);
}

/**
 * A page of the gates of contracts with a fee per drop in drops that ended in a period, of which those
 * are given whose fee was not booked; `lastId` is null when there are no more. A drop with several gates
 * of one contract may be given once for each.
 */
export async function listUnpaidFees(
  db: Reader,
  { since, now, afterId, limit }: { since: Date; now: Date; afterId: string; limit: number },
) {
  const within = { gte: since, lte: now };
  const over = await db.gate.findMany({
    where: {
      id: { gt: afterId },
      contract: { creatorId: { not: null }, versions: { some: WITH_DROP_FEE } },
      drop: { publishedAt: { not: null }, OR: [{ endsAt: within }, { endedAt: within }] },
    },
    select: { id: true, dropId: true, contractId: true },
    orderBy: { id: 'asc' },
    take: limit,
  });
  const booked = await db.commissionLine.findMany({
    where: { feeDropId: { in: [...new Set(over.map(({ dropId }) => dropId))] } },
    select: { feeDropId: true, contractId: true },
  });
  const keys = new Set(booked.map((line) => `${line.feeDropId} ${line.contractId}`));
  const unpaid = over.filter(({ dropId, contractId }) => !keys.has(`${dropId} ${contractId}`));
  const fees = await db.gate.findMany({
    where: { id: { in: unpaid.map(({ id }) => id) } },
    include: { drop: true, contract: { include: { versions: true } } },
    orderBy: { id: 'asc' },
  });
  return { fees, lastId: over.length < limit ? null : (over.at(-1)?.id ?? null) };
}
export type UnpaidFee = Awaited<ReturnType<typeof listUnpaidFees>>['fees'][number];

function readTerms(json: string): ContractTerms {
  return contractTermsSchema.parse(JSON.parse(json));
}

const ACCEPTED = { acceptedByBrandAt: { not: null }, acceptedByCreatorAt: { not: null } };
const WITH_LTV = { ...ACCEPTED, terms: { contains: '"ltv":{' } };
const WITH_DROP_FEE = {
  ...ACCEPTED,
  terms: { contains: '"dropFeeMinor":' },
  NOT: { terms: { contains: '"dropFeeMinor":0' } },
};
