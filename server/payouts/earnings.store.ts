import type { Reader } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';

/** One page of a creator's lines, newest first, each with its bookings and payouts. */
export async function listLinesOfCreator(
  db: Reader,
  { creatorId, before, limit }: { creatorId: string; before: string | null; limit: number },
) {
  return db.commissionLine.findMany({
    where: { creatorId, ...(before ? { id: { lt: before } } : {}) },
    // Ids begin with the time of the capture, which is when a line is earned.
    orderBy: { id: 'desc' },
    take: limit,
    include: WITH_ENTRIES,
  });
}

const WITH_ENTRIES = {
  holds: { where: { releasedAt: null }, orderBy: { id: 'asc' }, take: 1 },
  entries: {
    where: { account: { not: 'brand_payable' } },
    include: {
      transaction: true,
      payoutEntry: { include: { item: { include: { batch: true } } } },
    },
    orderBy: { id: 'asc' },
  },
} as const;

/** Every line of one order with its bookings, whoever earns it. */
export async function listLinesWithEntries(db: Reader, orderId: string) {
  return db.commissionLine.findMany({
    where: { orderId },
    orderBy: { id: 'asc' },
    include: WITH_ENTRIES,
  });
}
export type LineWithEntries = Awaited<ReturnType<typeof listLinesOfCreator>>[number];

/** What lines are shown with, in five queries however many they are. Nothing about who bought. */
export async function readLineContext(
  db: Reader,
  lines: readonly {
    orderId: string | null;
    feeDropId: string | null;
    brandId: string;
    contractVersionId: string;
  }[],
) {
  const orderIds = lines.flatMap(({ orderId }) => orderId ?? []);
  const feeDropIds = lines.flatMap(({ feeDropId }) => feeDropId ?? []);
  const brandIds = [...new Set(lines.map(({ brandId }) => brandId))];
  const orders = await db.order.findMany({
    where: { id: { in: orderIds } },
    select: { id: true, number: true, dropId: true },
  });
  const drops = await db.drop.findMany({
    where: {
      id: { in: [...new Set(orders.flatMap(({ dropId }) => dropId ?? [])), ...feeDropIds] },
    },
    select: { id: true, title: true },
  });
  const brands = await db.brand.findMany({
    where: { id: { in: brandIds } },
    select: { id: true, name: true },
  });
  const decisions = await db.orderDecision.findMany({
    where: { orderId: { in: orderIds } },
    select: { orderId: true, ltvContractId: true, reason: true },
  });
  const versionIds = new Set(lines.map(({ contractVersionId }) => contractVersionId));
  const versions = await db.contractVersion.findMany({
    where: { id: { in: [...versionIds] } },
    select: { id: true, number: true },
  });
  return {
    orders: new Map(orders.map((order) => [order.id, order])),
    brandNames: new Map(brands.map(({ id, name }) => [id, name])),
    dropTitles: new Map(drops.map(({ id, title }) => [id, title])),
    decisions: new Map(decisions.map((decision) => [decision.orderId, decision])),
    versionNumbers: new Map(versions.map(({ id, number }) => [id, number])),
  };
}
export type LineContext = Awaited<ReturnType<typeof readLineContext>>;

/** A creator's balance per currency and account. */
export async function sumBalances(db: Reader, creatorId: string) {
  const rows = await db.ledgerEntry.groupBy({
    by: ['currency', 'account'],
    where: { creatorId },
    _sum: { amountMinor: true },
  });
  return rows.map(({ currency, account, _sum }) => ({
    currency,
    account,
    minor: toNumber(_sum.amountMinor ?? 0n),
  }));
}

/** What lies in payouts that were not sent yet, per currency. */
export async function sumOpenPayouts(db: Reader, creatorId: string): Promise<Map<string, number>> {
  const rows = await db.payoutItem.groupBy({
    by: ['currency'],
    where: { creatorId, paidAt: null, sentAt: null, failedAt: null, batch: { canceledAt: null } },
    _sum: { amountMinor: true },
  });
  return new Map(rows.map(({ currency, _sum }) => [currency, toNumber(_sum.amountMinor ?? 0n)]));
}

/** What the orders since a moment are worth to the creator now, reversals taken off, per currency. */
export async function sumEarnedSince(
  db: Reader,
  { creatorId, since }: { creatorId: string; since: Date },
): Promise<Map<string, number>> {
  // Moving money between a creator's own accounts adds nothing up; only earning and reversing do.
  const rows = await db.ledgerEntry.groupBy({
    by: ['currency'],
    where: { creatorId, line: { earnedAt: { gte: since } } },
    _sum: { amountMinor: true },
  });
  return new Map(rows.map(({ currency, _sum }) => [currency, toNumber(_sum.amountMinor ?? 0n)]));
}

/** Lines on hold with what is pending on each. */
export async function listHolds(db: Reader, creatorId: string) {
  const lines = await db.commissionLine.findMany({
    where: { creatorId, releasedAt: null },
    select: { id: true, currency: true, holdUntil: true },
  });
  const sums = await db.ledgerEntry.groupBy({
    by: ['lineId'],
    where: { creatorId, account: 'creator_pending', line: { releasedAt: null } },
    _sum: { amountMinor: true },
  });
  const pending = new Map(
    sums.map(({ lineId, _sum }) => [lineId, toNumber(_sum.amountMinor ?? 0n)]),
  );
  return lines.map(({ id, currency, holdUntil }) => ({
    currency,
    holdUntil,
    pendingMinor: pending.get(id) ?? 0,
  }));
}
