import { grouped } from '../attribution/rules/grouped.ts';
import { disputedMoneyOf } from '../checkout/rules/disputed-money.ts';
import { engineOfDb, type Reader, type Tx } from '../platform/db.ts';
import { Prisma } from '../platform/generated/sqlite/client.ts';
import { toNumber } from '../platform/minor.ts';
import { among } from '../platform/set-rows.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';

/** One commission line as it was written. */
export type StoredLine = NonNullable<Awaited<ReturnType<Tx['commissionLine']['findFirst']>>>;

/** An order's money as rules read it; only refunds that Stripe has confirmed. */
export async function findOrderMoney(db: Reader, orderId: string) {
  const [order] = await listOrderMoney(db, { id: orderId });
  return order ?? null;
}

/** The same of many orders. */
export async function listOrderMoney(db: Reader, where: Prisma.OrderWhereInput) {
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

/** In order of time, however many they are. */
export async function listLines(db: Reader, lineIds: readonly string[]): Promise<StoredLine[]> {
  // Sorted here: a list that is to be sorted there has to go in one statement, which has its limit.
  const lines = await db.commissionLine.findMany({ where: { id: { in: [...lineIds] } } });
  return lines.sort(byTime);
}

/** Compares lines by when they were earned; those of one moment by their ids. */
export function byTime(one: Place, other: Place): number {
  return one.earnedAt.getTime() - other.earnedAt.getTime() || (one.id < other.id ? -1 : 1);
}
type Place = { id: string; earnedAt: Date };

/**
 * Keeps everybody else from changing or releasing a line until this transaction ends. Null when there is
 * no such line.
 */
export async function lockLine(tx: Tx, lineId: string): Promise<StoredLine | null> {
  const [line] = await lockLines(tx, [lineId]);
  return line ?? null;
}

/** The same for several lines; in order of time. */
export async function lockLines(tx: Tx, lineIds: readonly string[]): Promise<StoredLine[]> {
  await holdLines(tx, lineIds);
  return listLines(tx, lineIds);
}

/**
 * Takes the locks in the order of ids, as everybody does who holds several lines: in any other, two wait
 * for each other. SQLite has one writer anyway.
 */
export async function holdLines(tx: Tx, lineIds: readonly string[]): Promise<void> {
  const engine = engineOfDb(tx);
  if (engine === 'sqlite' || lineIds.length === 0) return;
  await tx.$queryRaw(Prisma.sql`SELECT "id" FROM "commission_line"
    WHERE "id" IN ${among(engine, lineIds)} ORDER BY "id" FOR NO KEY UPDATE`);
}

export async function insertLine(tx: Tx, line: StoredLine): Promise<StoredLine> {
  return tx.commissionLine.create({ data: line });
}

/** Every line of an order, whoever earns on it. */
export async function listLinesOfOrder(db: Reader, orderId: string): Promise<StoredLine[]> {
  return db.commissionLine.findMany({ where: { orderId }, orderBy: { id: 'asc' } });
}

/** The LTV fees on these orders, by order; most have none. */
export async function listFeesOfOrders(
  db: Reader,
  orderIds: readonly string[],
): Promise<Map<string, string[]>> {
  const lines = await db.commissionLine.findMany({
    where: { orderId: { in: [...new Set(orderIds)] }, kind: 'ltv_fee' },
    select: { id: true, orderId: true },
  });
  const perOrder = grouped(lines, ({ orderId }) => orderId ?? '');
  return new Map([...perOrder].map(([orderId, of]) => [orderId, of.map(({ id }) => id)]));
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

/** Writes an LTV fee's share, and which cap holds it down. */
export async function setWorth(
  tx: Tx,
  lineId: string,
  worth: { cappedBy?: string | null; shareMinor?: bigint },
): Promise<void> {
  await tx.commissionLine.update({ where: { id: lineId }, data: worth });
}
