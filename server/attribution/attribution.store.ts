import { DISPUTED_MONEY, disputedMoneyOf } from '../checkout/rules/disputed-money.ts';
import type { Reader, Tx } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import { DEFAULT_TERMS } from '../protocol/contracts.ts';
import type { KnownAcquisition } from './rules/decide-attribution.ts';

/**
 * Claims of these visitors with a creator's token, paid or not, and those that are named: each is a
 * touch of its contract.
 */
export async function listClaims(
  db: Reader,
  given: { brandId: string; visitorIds: string[]; claimIds: string[]; until: Date },
) {
  const { brandId, visitorIds, claimIds, until } = given;
  const find = (which: { visitorId: { in: string[] } } | { id: { in: string[] } }) =>
    db.claim.findMany({
      where: { ...which, heldAt: { lte: until }, drop: { brandId } },
      select: { id: true, heldAt: true, contractId: true, contractVersionId: true, clickId: true },
      orderBy: { heldAt: 'asc' },
    });
  const ofVisitors = await find({ visitorId: { in: visitorIds } });
  // Asked for apart: together, no index would serve both.
  const named = claimIds.filter((id) => !ofVisitors.some((claim) => claim.id === id));
  const others = named.length > 0 ? await find({ id: { in: named } }) : [];
  return [...ofVisitors, ...others].toSorted((a, b) => a.heldAt.getTime() - b.heldAt.getTime());
}

/** What attribution has to know of each of these contracts. */
export async function readContracts(db: Reader, contractIds: string[]) {
  const rows = await db.contract.findMany({
    where: { id: { in: contractIds } },
    select: {
      id: true,
      endedAt: true,
      creator: { select: { displayName: true, userId: true, user: { select: { email: true } } } },
      versions: {
        select: {
          ...{ id: true, terms: true, endedFrom: true },
          ...{ acceptedByBrandAt: true, acceptedByCreatorAt: true },
        },
      },
    },
  });
  return new Map(
    rows.map(({ id, endedAt, creator, versions }) => [
      id,
      {
        endedAt,
        versions,
        creatorName: creator?.displayName ?? '',
        creatorEmail: creator?.user.email ?? null,
        creatorUserId: creator?.userId ?? null,
        terms: new Map(
          versions.map((version) => [
            version.id,
            contractTermsSchema.parse(JSON.parse(version.terms)),
          ]),
        ),
      },
    ]),
  );
}

export async function findAcquisition(
  db: Reader,
  customerId: string,
): Promise<(KnownAcquisition & { id: string }) | null> {
  return db.acquisition.findUnique({
    where: { customerId },
    select: { id: true, firstOrderId: true, acquiredAt: true, contractId: true, touchAt: true },
  });
}

export type NewAcquisition = NonNullable<Awaited<ReturnType<Tx['acquisition']['findFirst']>>>;
export type NewDecision = NonNullable<Awaited<ReturnType<Tx['orderDecision']['findFirst']>>>;

/**
 * Writes the acquisition unless the customer has one. Whoever writes first holds the customer's row
 * until the end of the transaction, so that decisions about one customer follow one another.
 */
export async function saveAcquisitionOnce(tx: Tx, acquisition: NewAcquisition) {
  return tx.acquisition.upsert({
    where: { customerId: acquisition.customerId },
    create: acquisition,
    update: {},
  });
}

export async function hasDecision(db: Reader, orderId: string): Promise<boolean> {
  return (await db.orderDecision.count({ where: { orderId } })) > 0;
}

export async function saveDecision(tx: Tx, decision: NewDecision): Promise<void> {
  await tx.orderDecision.create({ data: decision });
}

/** One order with its decision; null when it is not this brand's or was not decided yet. */
export async function findDecidedOrder(
  db: Reader,
  { brandId, orderId }: { brandId: string; orderId: string },
) {
  const order = await db.order.findFirst({ where: { id: orderId, brandId } });
  const decision = order && (await db.orderDecision.findUnique({ where: { orderId } }));
  return order && decision ? { order, decision } : null;
}

/** The name of the creator of each contract of a brand, or the address that it was proposed to. */
export async function listCreatorNames(db: Reader, brandId: string): Promise<Map<string, string>> {
  const rows = await db.contract.findMany({
    where: { brandId },
    select: { id: true, invitedEmail: true, creator: { select: { displayName: true } } },
  });
  return new Map(rows.map((row) => [row.id, row.creator?.displayName ?? row.invitedEmail]));
}

/**
 * Customers whom a contract brought up to a moment, with the money of their orders until then. Who was
 * acquired counts from their earliest order, also when a later one was settled before it.
 */
export async function listAcquired(
  db: Reader,
  given: {
    contractId: string;
    contractVersionId?: string;
    acquired?: { from: Date; to: Date };
    asOf: Date;
  },
) {
  const { contractId, contractVersionId, acquired, asOf } = given;
  const rows = await db.acquisition.findMany({
    where: {
      contractId,
      ...(contractVersionId === undefined ? {} : { contractVersionId }),
      acquiredAt: { lte: asOf, ...(acquired ? { gte: acquired.from, lt: acquired.to } : {}) },
    },
    select: {
      customerId: true,
      contractVersionId: true,
      firstOrderId: true,
      acquiredAt: true,
      customer: {
        select: {
          orders: {
            where: { capturedAt: { lte: asOf } },
            // A fee's odd cent goes to the first of equal orders: the same one at every count.
            orderBy: [{ capturedAt: 'asc' }, { id: 'asc' }],
            select: {
              id: true,
              capturedAt: true,
              currency: true,
              capturedMinor: true,
              taxMinor: true,
              shippingMinor: true,
              refunds: {
                where: { status: 'succeeded' },
                select: { amountMinor: true, createdAt: true },
              },
              disputes: { select: DISPUTED_MONEY },
            },
          },
        },
      },
    },
    orderBy: [{ acquiredAt: 'asc' }, { id: 'asc' }],
  });
  const windows = await readRefundWindows(db, contractId);
  return rows.map(({ customer, ...row }) => {
    const orders = customer.orders.map((order) => ({
      id: order.id,
      capturedAt: order.capturedAt,
      currency: order.currency,
      capturedMinor: toNumber(order.capturedMinor),
      taxMinor: toNumber(order.taxMinor),
      shippingMinor: toNumber(order.shippingMinor),
      refunds: order.refunds.map(({ amountMinor, createdAt }) => ({
        amountMinor: toNumber(amountMinor),
        at: createdAt,
      })),
      disputes: order.disputes.map(disputedMoneyOf),
    }));
    const times = [row.acquiredAt, ...orders.map(({ capturedAt }) => capturedAt)];
    return {
      ...row,
      acquiredAt: new Date(Math.min(...times.map((at) => at.getTime()))),
      refundWindowDays: windows.get(row.contractVersionId ?? '') ?? DEFAULT_TERMS.refundWindowDays,
      orders,
    };
  });
}

async function readRefundWindows(db: Reader, contractId: string): Promise<Map<string, number>> {
  const versions = await db.contractVersion.findMany({
    where: { contractId },
    select: { id: true, terms: true },
  });
  return new Map(
    versions.map(({ id, terms }) => [
      id,
      contractTermsSchema.parse(JSON.parse(terms)).refundWindowDays,
    ]),
  );
}
/** What an order's decision says of the LTV credit; null: it was not decided yet. */
export async function findCredit(db: Reader, orderId: string) {
  const decision = await db.orderDecision.findUnique({
    where: { orderId },
    select: { ltvContractId: true, reason: true, order: { select: { customerId: true } } },
  });
  return decision && { ...decision, customerId: decision.order.customerId };
}

/** By whom a customer was brought; null: they have not bought yet. */
export async function findCreditOfCustomer(db: Reader, customerId: string) {
  return db.acquisition.findUnique({
    where: { customerId },
    select: { brandId: true, contractId: true, contractVersionId: true },
  });
}

/** What a shop told of this customer before they bought: the visitor and the click that it saw. */
export async function listLeads(
  db: Reader,
  customerId: string,
): Promise<{ visitorId: string | null; clickId: string | null }[]> {
  return db.conversion.findMany({
    where: { customerId, type: 'lead' },
    select: { visitorId: true, clickId: true },
    take: 50,
  });
}

/** The contract of a brand's link that is spoken like one of these codes. */
export async function findContractOfSpokenCode(
  db: Reader,
  { brandId, codes }: { brandId: string; codes: readonly string[] },
): Promise<string | null> {
  const link = await db.link.findFirst({
    where: { spokenCode: { in: [...codes] }, contract: { brandId } },
    select: { contractId: true },
    orderBy: { id: 'asc' },
  });
  return link?.contractId ?? null;
}

/** The contract through whose gate one of these codes leads in a drop of the brand. */
export async function findContractOfClaimCode(
  db: Reader,
  { brandId, codes }: { brandId: string; codes: readonly string[] },
): Promise<string | null> {
  const code = await db.claimCode.findFirst({
    where: { code: { in: [...codes] }, batch: { brandId } },
    select: { batch: { select: { gate: { select: { contractId: true } } } } },
    orderBy: { id: 'asc' },
  });
  return code?.batch.gate.contractId ?? null;
}
