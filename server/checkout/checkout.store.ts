import type { Db, Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';
import { unlessThere } from '../platform/unique-conflict.ts';

export function findOpenSession(db: Reader, claimId: string) {
  return db.checkoutSession.findFirst({
    where: { claimId, completedAt: null, expiredAt: null },
    orderBy: { createdAt: 'desc' },
  });
}

/** All sessions of a claim that somebody may still pay in; two requests at once can make two. */
export function findOpenSessionsOfClaim(db: Reader, claimId: string) {
  return db.checkoutSession.findMany({
    where: { claimId, completedAt: null, expiredAt: null },
    select: { id: true, claim: { select: { drop: { select: { rehearsalOf: true } } } } },
    orderBy: { createdAt: 'asc' },
  });
}

/** How many sessions a claim has had: the number of the next one. */
export function countSessions(db: Reader, claimId: string): Promise<number> {
  return db.checkoutSession.count({ where: { claimId } });
}

/** A session of ours with the claim that it is for; null for one that we did not make. */
export function findSession(db: Reader, sessionId: string) {
  return db.checkoutSession.findUnique({
    where: { id: sessionId },
    include: {
      claim: {
        select: {
          id: true,
          dropId: true,
          totalMinor: true,
          payingAt: true,
          heldAt: true,
          paymentPendingAt: true,
          drop: { select: { rehearsalOf: true } },
        },
      },
    },
  });
}

/** Writes a session down; two requests at once were given the same one. */
export async function insertSession(
  db: Db,
  session: Prisma.CheckoutSessionUncheckedCreateInput,
): Promise<void> {
  await unlessThere(() => db.checkoutSession.create({ data: session }));
}

export async function closeSession(
  db: Reader,
  sessionId: string,
  change: { completedAt?: Date; expiredAt?: Date; paymentIntentId?: string | null },
): Promise<void> {
  await db.checkoutSession.updateMany({
    where: { id: sessionId, completedAt: null, expiredAt: null },
    data: change,
  });
}

/** Sessions that nobody has told us the end of. */
export function findOpenSessions(
  db: Reader,
  { olderThan, take }: { olderThan: Date; take: number },
): Promise<{ id: string }[]> {
  return db.checkoutSession.findMany({
    where: { completedAt: null, expiredAt: null, createdAt: { lt: olderThan } },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
    take,
  });
}

/** The brand's next order number, taken by a relative update. */
export async function takeOrderNumber(tx: Tx, brandId: string): Promise<number> {
  const { lastOrderNumber } = await tx.brand.update({
    where: { id: brandId },
    data: { lastOrderNumber: { increment: 1 } },
    select: { lastOrderNumber: true },
  });
  return lastOrderNumber;
}

export async function insertOrder(tx: Tx, order: Prisma.OrderUncheckedCreateInput): Promise<void> {
  await tx.order.create({ data: order });
}

/** Where the units of pools are: pool → "central" or a location's id. */
export async function findPlacesOfPools(tx: Tx, poolIds: string[]): Promise<Map<string, string>> {
  const pools = await tx.stockPool.findMany({
    where: { id: { in: poolIds } },
    select: { id: true, location: true },
  });
  return new Map(pools.map(({ id, location }) => [id, location]));
}

export function findSkuCosts(tx: Tx, skuIds: string[]) {
  return tx.sku.findMany({ where: { id: { in: skuIds } }, select: { id: true, costMinor: true } });
}

const orderForView = {
  lines: true,
  refunds: { where: { status: { not: 'failed' } } },
  disputes: { orderBy: { openedAt: 'desc' }, take: 1 },
  customer: { select: { email: true } },
  drop: { select: { title: true, rehearsalOf: true } },
} as const satisfies Prisma.OrderInclude;

/** An order as its brand's lists show it. */
export type OrderForView = Prisma.OrderGetPayload<{ include: typeof orderForView }>;

export function findOrderOfBrand(
  db: Reader,
  brandId: string,
  orderId: string,
): Promise<OrderForView | null> {
  return db.order.findFirst({ where: { id: orderId, brandId }, include: orderForView });
}

export function findOrdersOfBrand(
  db: Reader,
  {
    brandId,
    dropId,
    before,
    take,
  }: {
    brandId: string;
    dropId?: string | undefined;
    before?: string | undefined;
    take: number;
  },
): Promise<OrderForView[]> {
  return db.order.findMany({
    where: {
      brandId,
      ...(dropId ? { dropId } : {}),
      ...(before ? { id: { lt: before } } : {}),
    },
    include: orderForView,
    orderBy: { id: 'desc' },
    take,
  });
}

/** Names of the creators behind contracts. */
export async function findCreatorNames(
  db: Reader,
  contractIds: string[],
): Promise<Map<string, string>> {
  const contracts = await db.contract.findMany({
    where: { id: { in: contractIds } },
    select: { id: true, creator: { select: { displayName: true } }, invitedEmail: true },
  });
  return new Map(
    contracts.map(({ id, creator, invitedEmail }) => [id, creator?.displayName ?? invitedEmail]),
  );
}

export function findOrderByExternalId(
  db: Reader,
  { brandId, source, externalId }: { brandId: string; source: string; externalId: string },
) {
  return db.order.findUnique({
    where: { brandId_source_externalId: { brandId, source, externalId } },
    select: { id: true },
  });
}

/** Keeps everybody else from changing an order until this transaction ends: changes nothing. */
export async function lockOrder(tx: Tx, orderId: string): Promise<void> {
  await tx.order.updateMany({ where: { id: orderId }, data: { number: { increment: 0 } } });
}

export function findOrderByPayment(db: Reader, paymentIntentId: string) {
  return db.order.findUnique({ where: { paymentIntentId }, select: { id: true } });
}

export function findOrderForReceipt(db: Reader, orderId: string) {
  return db.order.findUnique({
    where: { id: orderId },
    include: { lines: true, customer: true, brand: true, drop: true },
  });
}

/** Takes the duty to mail a receipt; false when somebody did. */
export async function markReceiptSent(tx: Tx, orderId: string, at: Date): Promise<boolean> {
  const { count } = await tx.order.updateMany({
    where: { id: orderId, receiptSentAt: null },
    data: { receiptSentAt: at },
  });
  return count === 1;
}

/** How many refunds an order ever had, failed ones too: the number of the next one. */
export function countRefunds(db: Reader, orderId: string): Promise<number> {
  return db.refund.count({ where: { orderId } });
}

/**
 * Writes a refund, or its new status; false when we knew that or something later. News may come in
 * any order, so a status only moves on; a new refund that somebody else writes is a unique conflict.
 */
export async function saveRefund(
  tx: Tx,
  refund: Prisma.RefundUncheckedCreateInput & { status: RefundStatus },
): Promise<boolean> {
  const { id, status } = refund;
  const moved = await tx.refund.updateMany({
    where: { id, status: { in: [...STATUSES_BEFORE[status]] } },
    data: { status },
  });
  if (moved.count === 1) return true;
  if ((await tx.refund.count({ where: { id } })) > 0) return false;
  await tx.refund.create({ data: refund });
  return true;
}

/** A refund that succeeded may still fail later; one that failed is over. */
const STATUSES_BEFORE = {
  pending: [],
  succeeded: ['pending'],
  failed: ['pending', 'succeeded'],
} as const satisfies Record<string, readonly string[]>;

export type RefundStatus = keyof typeof STATUSES_BEFORE;

const RECONCILED_AT = 'payments.reconciledAt';

/** When the reconciler last went through; null before the first time. */
export async function readReconciledAt(db: Reader): Promise<Date | null> {
  const row = await db.hubSetting.findUnique({ where: { key: RECONCILED_AT } });
  return row && new Date(Number(row.value));
}

export async function saveReconciledAt(db: Reader, at: Date): Promise<void> {
  const value = String(at.getTime());
  await db.hubSetting.upsert({
    where: { key: RECONCILED_AT },
    create: { key: RECONCILED_AT, value },
    update: { value },
  });
}
