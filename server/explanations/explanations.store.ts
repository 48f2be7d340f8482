import type { Reader } from '../platform/db.ts';

const PARTS = {
  decision: true,
  customer: { select: { acquisition: { select: { acquiredAt: true } } } },
  drop: { select: { title: true } },
  refunds: { where: { status: 'succeeded' }, orderBy: { createdAt: 'asc' as const } },
  disputes: { orderBy: { openedAt: 'asc' as const } },
  commissions: {
    select: {
      contractId: true,
      cappedBy: true,
      holds: { where: { releasedAt: null }, select: { reason: true } },
    },
  },
  brand: { select: { name: true, timeZone: true } },
};

/** One order with all that explains it; null when it is not this brand's or was not decided yet. */
export async function findOrderOfBrand(
  db: Reader,
  { brandId, orderId }: { brandId: string; orderId: string },
) {
  return decided(await db.order.findFirst({ where: { id: orderId, brandId }, include: PARTS }));
}

/** The same for a creator who has a contract with its brand. */
export async function findOrderOfCreator(
  db: Reader,
  { creatorId, orderId }: { creatorId: string; orderId: string },
) {
  const where = { id: orderId, brand: { contracts: { some: { creatorId } } } };
  return decided(await db.order.findFirst({ where, include: PARTS }));
}

function decided<O extends { decision: D | null }, D>(order: O | null) {
  return order?.decision ? { ...order, decision: order.decision } : null;
}

export type OrderToExplain = NonNullable<Awaited<ReturnType<typeof findOrderOfBrand>>>;

/** Ids of all contracts of a creator, ended ones too. */
export async function listContractIds(db: Reader, creatorId: string): Promise<Set<string>> {
  const rows = await db.contract.findMany({ where: { creatorId }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** What changed the decisions about an order's customer after the fact, in order of time. */
export async function listChanges(db: Reader, customerId: string) {
  return db.attributionChange.findMany({
    where: { customerId },
    select: { kind: true, at: true, reason: true },
    orderBy: { at: 'asc' },
  });
}

/**
 * Decided orders of brands that a creator works with, in `[from, to)`, in which the creator had a
 * part: sold it, brought the customer, or was a candidate. Candidates name their contracts.
 */
export async function listTouchedOrders(
  db: Reader,
  given: { creatorId: string; from: Date; to: Date; dropId?: string | undefined },
) {
  const contracts = await db.contract.findMany({
    where: { creatorId: given.creatorId },
    select: { id: true, brandId: true },
  });
  if (contracts.length === 0) return [];
  return db.order.findMany({
    where: {
      brandId: { in: contracts.map(({ brandId }) => brandId) },
      capturedAt: { gte: given.from, lt: given.to },
      ...(given.dropId ? { dropId: given.dropId } : {}),
      decision: {
        OR: contracts.flatMap(({ id }) => [
          { saleContractId: id },
          { ltvContractId: id },
          { candidates: { contains: id } },
        ]),
      },
    },
    include: PARTS,
    orderBy: [{ capturedAt: 'desc' }, { id: 'desc' }],
    take: 100,
  });
}

/** What came by a creator's links in `[from, to)`: hits by verdict, and why some were no people. */
export async function countHits(db: Reader, given: { creatorId: string; from: Date; to: Date }) {
  const rows = await db.click.groupBy({
    by: ['verdict', 'rawReason', 'startsVisit', 'flags'],
    where: {
      link: { contract: { creatorId: given.creatorId } },
      at: { gte: given.from, lt: given.to },
    },
    _count: true,
  });
  return rows.map(({ _count, flags, ...row }) => ({
    ...row,
    isFlagged: flags > 0,
    count: _count,
  }));
}

/** Claims through a creator in `[from, to)` and how they ended. */
export async function countClaims(
  db: Reader,
  given: { creatorId: string; from: Date; to: Date; dropId?: string | undefined },
) {
  const contracts = await db.contract.findMany({
    where: { creatorId: given.creatorId },
    select: { id: true },
  });
  const rows = await db.claim.findMany({
    where: {
      contractId: { in: contracts.map(({ id }) => id) },
      heldAt: { gte: given.from, lt: given.to },
      ...(given.dropId ? { dropId: given.dropId } : {}),
    },
    select: { paidAt: true, releasedAt: true, releaseReason: true },
    take: 20_000,
  });
  return {
    all: rows.length,
    paid: rows.filter(({ paidAt }) => paidAt !== null).length,
    lapsed: rows.filter(({ releaseReason }) => releaseReason === 'expired').length,
    failed: rows.filter(({ releaseReason }) => releaseReason === 'payment_failed').length,
    open: rows.filter(({ paidAt, releasedAt }) => paidAt === null && releasedAt === null).length,
  };
}

/** Links of a creator that were paused or ended by then, and contracts that were not in force. */
export async function listClosedLinks(db: Reader, given: { creatorId: string; to: Date }) {
  return db.link.findMany({
    where: {
      contract: { creatorId: given.creatorId },
      OR: [{ pausedAt: { lt: given.to } }, { endedAt: { lt: given.to } }],
    },
    select: { slug: true, pausedAt: true, endedAt: true },
    orderBy: { id: 'desc' },
    take: 20,
  });
}
