import { disputedMoneyOf } from '../checkout/rules/disputed-money.ts';
import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';
import { toNumber } from '../platform/minor.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import type { Span } from './periods.store.ts';

/** One commission line as it was written. */
export type StoredLine = NonNullable<Awaited<ReturnType<Tx['commissionLine']['findFirst']>>>;

/** An order's money as rules read it; only refunds that Stripe has confirmed. */
export async function findOrderMoney(db: Reader, orderId: string) {
  const [order] = await listOrderMoney(db, { id: orderId });
  return order ?? null;
}

/** The same of every order on which a contract earned in a span. */
export async function listOrderMoneyOfSpan(db: Reader, { contractId, from, to }: Span) {
  return listOrderMoney(db, {
    commissions: { some: { contractId, earnedAt: { gte: from, lt: to } } },
  });
}

async function listOrderMoney(db: Reader, where: Prisma.OrderWhereInput) {
  const orders = await db.order.findMany({
    where,
    include: {
      refunds: { where: { status: 'succeeded' } },
      disputes: true,
      brand: { select: { maxPayoutBpsPerOrder: true } },
    },
  });
  return orders.map((order) => ({
    ...order,
    capBps: order.brand.maxPayoutBpsPerOrder,
    money: {
      capturedMinor: toNumber(order.capturedMinor),
      taxMinor: toNumber(order.taxMinor),
      shippingMinor: toNumber(order.shippingMinor),
      refunds: order.refunds.map(({ amountMinor, createdAt }) => ({
        amountMinor: toNumber(amountMinor),
        at: createdAt,
      })),
      disputes: order.disputes.map(disputedMoneyOf),
    },
  }));
}
export type OrderWithMoney = Awaited<ReturnType<typeof listOrderMoney>>[number];

/** Why the order counts and for whom; null as long as nobody has decided. */
export async function findDecision(db: Reader, orderId: string) {
  return db.orderDecision.findUnique({ where: { orderId } });
}

/**
 * The same, and nobody else opens, rates or settles lines of the order until this transaction ends: a
 * write that changes nothing.
 */
export async function lockDecision(tx: Tx, orderId: string) {
  await tx.orderDecision.updateMany({ where: { orderId }, data: { orderId } });
  return findDecision(tx, orderId);
}

/** The terms that an order's commission is counted by, and whose contract they are of. */
export async function findTerms(db: Reader, versionId: string) {
  const version = await db.contractVersion.findUnique({
    where: { id: versionId },
    include: { contract: { select: { id: true, creatorId: true, endedAt: true } } },
  });
  return (
    version && {
      versionId,
      contractId: version.contract.id,
      contractEndedAt: version.contract.endedAt,
      creatorId: version.contract.creatorId,
      terms: contractTermsSchema.parse(JSON.parse(version.terms)),
    }
  );
}

/** By which version a customer was acquired, and when; null: by no creator. */
export async function findAcquisitionTerms(db: Reader, customerId: string) {
  const acquisition = await db.acquisition.findUnique({ where: { customerId } });
  const versionId = acquisition?.contractVersionId;
  const agreed = versionId ? await findTerms(db, versionId) : null;
  return acquisition && agreed ? { ...agreed, acquiredAt: acquisition.acquiredAt } : null;
}

export async function findLine(db: Reader, lineId: string): Promise<StoredLine | null> {
  return db.commissionLine.findUnique({ where: { id: lineId } });
}

/**
 * Keeps everybody else from changing or releasing a line until this transaction ends: a write that
 * changes nothing. Null when there is no such line.
 */
export async function lockLine(tx: Tx, lineId: string): Promise<StoredLine | null> {
  await tx.commissionLine.updateMany({
    where: { id: lineId },
    data: { rateBps: { increment: 0 } },
  });
  return findLine(tx, lineId);
}

export async function insertLine(tx: Tx, line: StoredLine): Promise<StoredLine> {
  return tx.commissionLine.create({ data: line });
}

/** Every line of an order, whoever earns on it. */
export async function listLinesOfOrder(db: Reader, orderId: string): Promise<StoredLine[]> {
  return db.commissionLine.findMany({ where: { orderId }, orderBy: { id: 'asc' } });
}

/** Lines without an open hold whose time is over, after this id; in order of id. */
export async function listDueLines(
  db: Reader,
  { now, afterId, limit }: { now: Date; afterId: string; limit: number },
): Promise<StoredLine[]> {
  return db.commissionLine.findMany({
    where: {
      releasedAt: null,
      holdUntil: { lte: now },
      id: { gt: afterId },
      holds: { none: { releasedAt: null } },
    },
    orderBy: { id: 'asc' },
    take: limit,
  });
}

/** Marks the end of the hold; false when somebody else has done it. */
export async function markReleased(tx: Tx, lineId: string, releasedAt: Date): Promise<boolean> {
  const { count } = await tx.commissionLine.updateMany({
    where: { id: lineId, releasedAt: null },
    data: { releasedAt },
  });
  return count === 1;
}

/** Writes by which terms, clause and rate a line is counted from now on. */
export async function setRate(
  tx: Tx,
  lineId: string,
  rate: {
    contractVersionId: string;
    clause: string;
    rateKind: 'new' | 'existing';
    rateBps: number;
    flatMinor: bigint;
  },
): Promise<void> {
  await tx.commissionLine.update({ where: { id: lineId }, data: rate });
}

/** Writes which cap holds a line down now, or what it earned when the order was captured. */
export async function setWorth(
  tx: Tx,
  lineId: string,
  worth: { cappedBy?: string | null; earnedMinor?: bigint; shareMinor?: bigint },
): Promise<void> {
  await tx.commissionLine.update({ where: { id: lineId }, data: worth });
}
