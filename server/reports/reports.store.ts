import { DISPUTED_MONEY, disputedMoneyOf } from '../checkout/rules/disputed-money.ts';
import type { Reader } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';

/** A brand as a permission, with what a report needs to know of it. */
export type ReportBrand = { id: string; slug: string; currency: string; timeZone: string };

/** A brand and a moment: nothing that came later is counted. */
export type ReportScope = { brandId: string; asOf: Date };

/** A brand's orders with their confirmed refunds, as rules read them; optionally from a moment on. */
export async function listOrderMoney(
  db: Reader,
  { brandId, asOf, from }: ReportScope & { from?: Date },
) {
  const orders = await db.order.findMany({
    where: { brandId, capturedAt: { lte: asOf, ...(from ? { gte: from } : {}) } },
    select: {
      id: true,
      contractId: true,
      customerId: true,
      capturedAt: true,
      capturedMinor: true,
      taxMinor: true,
      shippingMinor: true,
      costMinor: true,
      refunds: {
        where: { status: 'succeeded' },
        select: { amountMinor: true, createdAt: true },
      },
      disputes: { select: DISPUTED_MONEY },
    },
    orderBy: { capturedAt: 'asc' },
  });
  return orders.map((order) => ({
    id: order.id,
    contractId: order.contractId,
    customerId: order.customerId,
    capturedAt: order.capturedAt,
    capturedMinor: toNumber(order.capturedMinor),
    taxMinor: toNumber(order.taxMinor),
    shippingMinor: toNumber(order.shippingMinor),
    costMinor: toNumber(order.costMinor),
    refunds: order.refunds.map(({ amountMinor, createdAt }) => ({
      amountMinor: toNumber(amountMinor),
      at: createdAt,
    })),
    disputes: order.disputes.map(disputedMoneyOf),
  }));
}
export type ReportedOrder = Awaited<ReturnType<typeof listOrderMoney>>[number];

/** Customers whom a contract brought, with the refund window of the terms at the acquisition. */
export async function listAcquisitions(db: Reader, { brandId, asOf }: ReportScope) {
  return db.acquisition.findMany({
    where: { brandId, contractId: { not: null }, acquiredAt: { lte: asOf } },
    select: { customerId: true, contractId: true, contractVersionId: true, acquiredAt: true },
  });
}

/** How many customers were new to the brand in `[from, to)`, whoever brought them. */
export async function countNewCustomers(
  db: Reader,
  { brandId, from, to }: { brandId: string; from: Date; to: Date },
): Promise<number> {
  return db.acquisition.count({ where: { brandId, acquiredAt: { gte: from, lt: to } } });
}

/** All contracts of a brand with their creators and versions, oldest first. */
export async function listReportedContracts(db: Reader, brandId: string) {
  const rows = await db.contract.findMany({
    where: { brandId },
    include: { creator: true, versions: true },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => ({
    id: row.id,
    creatorId: row.creatorId,
    creatorName: row.creator?.displayName ?? row.invitedEmail,
    handle: row.creator?.handle ?? null,
    avatarHue: row.creator?.avatarHue ?? 210,
    endedAt: row.endedAt,
    versions: row.versions.map(({ terms, ...version }) => ({
      ...version,
      terms: contractTermsSchema.parse(JSON.parse(terms)),
    })),
  }));
}

/** Ledger sums per contract and account. */
export async function sumLedgerByContract(db: Reader, { brandId, asOf }: ReportScope) {
  const rows = await db.ledgerEntry.groupBy({
    by: ['contractId', 'account'],
    where: { brandId, creatorId: { not: null }, at: { lte: asOf } },
    _sum: { amountMinor: true },
  });
  return rows.map(({ contractId, account, _sum }) => ({
    contractId,
    account,
    minor: toNumber(_sum.amountMinor ?? 0n),
  }));
}

/** What creators have of each order by now, from the ledger, for orders since a moment. */
export async function sumCommissionByOrder(
  db: Reader,
  { brandId, from }: { brandId: string; from: Date },
): Promise<Map<string, number>> {
  const lines = await db.commissionLine.findMany({
    where: { brandId, earnedAt: { gte: from } },
    select: { id: true, orderId: true },
  });
  const sums = await db.ledgerEntry.groupBy({
    by: ['lineId'],
    where: { brandId, creatorId: { not: null }, line: { earnedAt: { gte: from } } },
    _sum: { amountMinor: true },
  });
  const ofLine = new Map(
    sums.map(({ lineId, _sum }) => [lineId, toNumber(_sum.amountMinor ?? 0n)]),
  );
  return new Map(lines.map(({ id, orderId }) => [orderId, ofLine.get(id) ?? 0]));
}

/** Human visits (one per visitor and 30 minutes) per contract. */
export async function countVisitsByContract(
  db: Reader,
  { brandId, asOf }: ReportScope,
): Promise<Map<string, number>> {
  const links = await db.link.findMany({
    where: { contract: { brandId } },
    select: { id: true, contractId: true },
  });
  const rows = await db.click.groupBy({
    by: ['linkId'],
    where: {
      link: { contract: { brandId } },
      verdict: { in: ['human', 'confirmed'] },
      startsVisit: true,
      at: { lte: asOf },
    },
    _count: true,
  });
  const contractOf = new Map(links.map(({ id, contractId }) => [id, contractId]));
  const visits = new Map<string, number>();
  for (const { linkId, _count } of rows) {
    const contractId = contractOf.get(linkId) ?? '';
    visits.set(contractId, (visits.get(contractId) ?? 0) + _count);
  }
  return visits;
}

/** Payout batches and approved payouts that wait for a person. */
export async function readPayoutDuties(db: Reader, brandId: string) {
  const drafts = await db.payoutBatch.count({
    where: { brandId, approvedAt: null, canceledAt: null },
  });
  const unpaid = await db.payoutItem.count({
    where: { brandId, paidAt: null, batch: { approvedAt: { not: null } } },
  });
  return { drafts, unpaid };
}

/** Holds that lapsed without a payment since a moment. */
export async function countLapsedHolds(
  db: Reader,
  { brandId, since }: { brandId: string; since: Date },
): Promise<number> {
  return db.claim.count({
    where: { releaseReason: 'expired', releasedAt: { gte: since }, drop: { brandId } },
  });
}

/** Payments whose hold ended before a moment and that could not be closed since: their units stay held. */
export async function countStuckPayments(
  db: Reader,
  { brandId, before }: { brandId: string; before: Date },
): Promise<number> {
  return db.claim.count({
    where: {
      drop: { brandId },
      paidAt: null,
      releasedAt: null,
      paymentPendingAt: null,
      payingAt: { not: null },
      expiresAt: { lt: before },
    },
  });
}

/** Published drops of a brand whose window holds a moment, with their stock. */
export async function listRunningDrops(
  db: Reader,
  { brandId, now }: { brandId: string; now: Date },
) {
  return db.drop.findMany({
    where: {
      brandId,
      publishedAt: { not: null },
      endedAt: null,
      startsAt: { lte: now },
      endsAt: { gt: now },
    },
    include: { pools: true, items: { select: { skuId: true } } },
    orderBy: { endsAt: 'asc' },
  });
}
