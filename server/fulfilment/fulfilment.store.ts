import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';
import type { Delivery } from '../protocol/claims.ts';

const withOrder = {
  order: {
    select: {
      number: true,
      capturedAt: true,
      note: true,
      shipToName: true,
      shipTo: true,
      customer: { select: { name: true } },
      drop: { select: { title: true } },
      lines: {
        orderBy: { id: 'asc' },
        select: { skuId: true, title: true, quantity: true, isAddOn: true, location: true },
      },
    },
  },
} as const satisfies Prisma.FulfilmentInclude;

/** What a location does for an order, with what it needs to know of the order. */
export type FulfilmentWithOrder = Prisma.FulfilmentGetPayload<{ include: typeof withOrder }>;

const TO_DO = { doneAt: null, canceledAt: null } as const;

export async function insertFulfilments(
  tx: Tx,
  rows: Prisma.FulfilmentCreateManyInput[],
): Promise<void> {
  await tx.fulfilment.createMany({ data: rows });
}

export async function isPickUpCodeTaken(
  tx: Tx,
  brandId: string,
  pickUpCode: string,
): Promise<boolean> {
  return (await tx.fulfilment.count({ where: { brandId, pickUpCode } })) > 0;
}

/** What a brand, or one of its locations, still has to do, the oldest first. */
export function findToDo(
  db: Reader,
  asked: { brandId: string; location?: string | undefined; delivery?: Delivery | undefined },
  { after, take }: { after?: string | undefined; take: number },
): Promise<FulfilmentWithOrder[]> {
  return db.fulfilment.findMany({
    where: { ...placeAndKind(asked), ...TO_DO, ...(after ? { id: { gt: after } } : {}) },
    include: withOrder,
    orderBy: { id: 'asc' },
    take,
  });
}

/** What was handed over or sent, the newest first. */
export function findDone(
  db: Reader,
  asked: { brandId: string; location?: string | undefined; delivery?: Delivery | undefined },
  take: number,
): Promise<FulfilmentWithOrder[]> {
  return db.fulfilment.findMany({
    where: { ...placeAndKind(asked), doneAt: { not: null } },
    include: withOrder,
    orderBy: [{ doneAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

function placeAndKind(asked: {
  brandId: string;
  location?: string | undefined;
  delivery?: Delivery | undefined;
}) {
  const { brandId, location, delivery } = asked;
  return { brandId, ...(location ? { location } : {}), ...(delivery ? { delivery } : {}) };
}

export function findFulfilmentOfBrand(
  db: Reader,
  { brandId, fulfilmentId }: { brandId: string; fulfilmentId: string },
): Promise<FulfilmentWithOrder | null> {
  return db.fulfilment.findFirst({ where: { id: fulfilmentId, brandId }, include: withOrder });
}

/** What is collected under a code or with an order's number. */
export function findPickUpOfBrand(
  db: Reader,
  brandId: string,
  by: { pickUpCode: string } | { orderNumber: number },
): Promise<FulfilmentWithOrder | null> {
  const where =
    'pickUpCode' in by ? by : { delivery: 'pick_up', order: { number: by.orderNumber } };
  return db.fulfilment.findFirst({ where: { brandId, ...where }, include: withOrder });
}

/** The pick-up of an order; null: it is sent. */
export function findPickUpOfOrder(db: Reader, orderId: string) {
  return db.fulfilment.findFirst({ where: { orderId, delivery: 'pick_up' } });
}

/** How much each location of a brand has to do. */
export function countToDo(db: Reader, brandId: string) {
  return db.fulfilment.groupBy({
    by: ['location', 'delivery'],
    where: { brandId, ...TO_DO },
    _count: { _all: true },
  });
}

/** Says that it was handed over or sent; false when it was already, or is canceled. */
export async function markDone(
  db: Reader,
  { brandId, fulfilmentId }: { brandId: string; fulfilmentId: string },
  done: { doneAt: Date; doneBy: string },
): Promise<boolean> {
  const { count } = await db.fulfilment.updateMany({
    where: { id: fulfilmentId, brandId, ...TO_DO },
    data: done,
  });
  return count === 1;
}

/** Takes back what was done after `since`; false when it was not. */
export async function markNotDone(
  tx: Tx,
  { brandId, fulfilmentId }: { brandId: string; fulfilmentId: string },
  since: Date,
): Promise<boolean> {
  const { count } = await tx.fulfilment.updateMany({
    where: { id: fulfilmentId, brandId, doneAt: { gt: since } },
    data: { doneAt: null, doneBy: null },
  });
  return count === 1;
}

/** Makes whoever else is about to change the fulfilments of this order wait. */
export async function lockFulfilments(tx: Tx, orderId: string): Promise<void> {
  await tx.fulfilment.updateMany({ where: { orderId }, data: { orderId } });
}

/** Cancels what is not done, or (null) brings back what was canceled. */
export async function setCanceled(tx: Tx, orderId: string, at: Date | null): Promise<void> {
  await tx.fulfilment.updateMany({
    where: { orderId, doneAt: null, canceledAt: at ? null : { not: null } },
    data: { canceledAt: at },
  });
}

/** What was paid and given back on an order; refunds that failed are left out. */
export function findRefundsOfOrder(tx: Tx, orderId: string) {
  return tx.order.findUnique({
    where: { id: orderId },
    select: {
      capturedMinor: true,
      refunds: { where: { status: { not: 'failed' } }, select: { amountMinor: true } },
    },
  });
}

export function findNamesOfUsers(db: Reader, userIds: string[]) {
  return db.user.findMany({ where: { id: { in: userIds } }, select: { id: true, name: true } });
}

export function findSkuCodes(db: Reader, skuIds: string[]) {
  return db.sku.findMany({ where: { id: { in: skuIds } }, select: { id: true, code: true } });
}
