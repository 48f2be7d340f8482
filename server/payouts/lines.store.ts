import { disputedMoneyOf } from '../checkout/rules/disputed-money.ts';
import type { Reader, Tx } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';

/** One commission line as it was written. */
export type StoredLine = NonNullable<Awaited<ReturnType<Tx['commissionLine']['findFirst']>>>;

/** An order's money as rules read it; only refunds that Stripe has confirmed. */
export async function findOrderMoney(db: Reader, orderId: string) {
  const order = await db.order.findUnique({
    where: { id: orderId },
    include: {
      refunds: { where: { status: 'succeeded' } },
      disputes: true,
      brand: { select: { maxPayoutBpsPerOrder: true } },
    },
  });
  return (
    order && {
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
    }
  );
}

/** Why the order counts and for whom; null as long as nobody has decided. */
export async function findDecision(db: Reader, orderId: string) {
  return db.orderDecision.findUnique({ where: { orderId } });
}

/** The terms that an order's commission is counted by, and whose contract they are of. */
export async function findTerms(db: Reader, versionId: string) {
  const version = await db.contractVersion.findUnique({
    where: { id: versionId },
    include: { contract: { select: { creatorId: true } } },
  });
  return (
    version && {
      creatorId: version.contract.creatorId,
      terms: contractTermsSchema.parse(JSON.parse(version.terms)),
    }
  );
}

export async function findDropSaleLine(db: Reader, orderId: string): Promise<StoredLine | null> {
  return db.commissionLine.findFirst({ where: { orderId, kind: 'drop_sale' } });
}

async function findLine(db: Reader, lineId: string): Promise<StoredLine | null> {
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

/** Writes by which rate a line is counted from now on. */
export async function setRate(
  tx: Tx,
  lineId: string,
  rate: { rateKind: 'new' | 'existing'; rateBps: number },
): Promise<void> {
  await tx.commissionLine.update({ where: { id: lineId }, data: rate });
}
