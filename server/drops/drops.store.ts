import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';
import { shippingGivenBack } from './rules/shipping-given-back.ts';

const pictureOfSku = {
  include: {
    product: {
      include: {
        images: { orderBy: { position: 'asc' }, take: 1, select: { id: true, alt: true } },
      },
    },
  },
} as const satisfies Prisma.SkuDefaultArgs;

const wholeDrop = {
  brand: {
    include: {
      audiences: { select: { id: true, name: true } },
      locations: true,
    },
  },
  items: { orderBy: { position: 'asc' }, include: { sku: pictureOfSku } },
  pools: {
    orderBy: { id: 'asc' },
    include: { sku: { select: { title: true, product: { select: { name: true } } } } },
  },
  rungs: { orderBy: { position: 'asc' } },
  lot: { select: { seedHash: true, drawnAt: true } },
  experiment: {
    select: { holdoutBps: true, shopUrl: true, smallestEffectBps: true, stoppedAt: true },
  },
  gates: {
    orderBy: { id: 'asc' },
    include: { contract: { include: { creator: true, versions: true } } },
  },
  log: { orderBy: { id: 'asc' } },
  questions: {
    where: { seq: { gt: 0 } },
    orderBy: [{ pinnedAt: { sort: 'asc', nulls: 'last' } }, { seq: 'desc' }],
    take: 2,
    select: { id: true, text: true, answer: true, pinnedAt: true, seq: true },
  },
} as const satisfies Prisma.DropInclude;

/** A drop with everything that a page of it shows. */
export type WholeDrop = Prisma.DropGetPayload<{ include: typeof wholeDrop }>;

export function findPublicDrop(
  db: Reader,
  where: { slug: string } | { id: string },
): Promise<WholeDrop | null> {
  return db.drop.findFirst({
    where: { ...where, publishedAt: { not: null } },
    include: wholeDrop,
  });
}

export function findDropOfBrand(
  db: Reader,
  brandId: string,
  dropId: string,
): Promise<WholeDrop | null> {
  return db.drop.findFirst({ where: { id: dropId, brandId }, include: wholeDrop });
}

export function findDropsOfBrand(db: Reader, brandId: string): Promise<WholeDrop[]> {
  return db.drop.findMany({
    where: { brandId },
    include: wholeDrop,
    orderBy: { startsAt: 'desc' },
    take: 200,
  });
}

export function findDropsOfCreator(db: Reader, creatorId: string): Promise<WholeDrop[]> {
  return db.drop.findMany({
    where: { publishedAt: { not: null }, gates: { some: { contract: { creatorId } } } },
    include: wholeDrop,
    orderBy: { startsAt: 'desc' },
    take: 200,
  });
}

/** An article with its picture, as the add-on of a bundle is shown. */
export function findSkuOfBrand(db: Reader, brandId: string, skuId: string) {
  return db.sku.findFirst({ where: { id: skuId, brandId }, ...pictureOfSku });
}

export type SkuWithPicture = NonNullable<Awaited<ReturnType<typeof findSkuOfBrand>>>;

/** Null: there is no such drop. */
export async function takeDropLock(tx: Tx, dropId: string): Promise<number | null> {
  const [locked] = await tx.drop.updateManyAndReturn({
    where: { id: dropId },
    data: { lockSeq: { increment: 1 } },
    select: { lockSeq: true },
  });
  return locked?.lockSeq ?? null;
}

/** Like `lockDrop`, for its owner: null when the drop is not this brand's. */
export async function lockDropOfBrand(
  tx: Tx,
  brandId: string,
  dropId: string,
): Promise<number | null> {
  const [locked] = await tx.drop.updateManyAndReturn({
    where: { id: dropId, brandId },
    data: { lockSeq: { increment: 1 } },
    select: { lockSeq: true },
  });
  return locked?.lockSeq ?? null;
}

export async function updateDrop(
  tx: Tx,
  dropId: string,
  change: Pick<
    Prisma.DropUpdateInput,
    'publishedAt' | 'startsAt' | 'pausedAt' | 'pauseReason' | 'endedAt' | 'endsAt' | 'pinnedSkuId'
  >,
): Promise<void> {
  await tx.drop.update({ where: { id: dropId }, data: change });
}

export async function insertDropEvent(tx: Tx, event: Prisma.DropEventUncheckedCreateInput) {
  await tx.dropEvent.create({ data: event });
}

/** Orders, money and commission of drops, summed per drop in three queries however many drops. */
export async function sumDropMoney(db: Reader, dropIds: string[]): Promise<Map<string, DropMoney>> {
  const [orders, refunded, commissions] = await Promise.all([
    db.order.groupBy({
      by: ['dropId'],
      where: { dropId: { in: dropIds } },
      _count: { _all: true },
      _sum: { capturedMinor: true, taxMinor: true, shippingMinor: true, costMinor: true },
    }),
    db.order.findMany({
      where: {
        dropId: { in: dropIds },
        OR: [{ refunds: { some: CONFIRMED } }, { disputes: { some: TAKEN } }],
      },
      select: {
        dropId: true,
        capturedMinor: true,
        taxMinor: true,
        shippingMinor: true,
        refunds: { where: CONFIRMED, select: { amountMinor: true } },
        disputes: { where: TAKEN, select: { amountMinor: true } },
      },
    }),
    db.ledgerEntry.findMany({
      where: {
        account: 'brand_payable',
        line: { OR: [{ order: { dropId: { in: dropIds } } }, { feeDropId: { in: dropIds } }] },
      },
      select: {
        amountMinor: true,
        line: { select: { feeDropId: true, order: { select: { dropId: true } } } },
      },
    }),
  ]);
  const sums = new Map<string, DropMoney>(dropIds.map((id) => [id, { ...NOTHING }]));
  for (const { dropId, _count, _sum } of orders) {
    if (dropId === null) continue;
    sums.set(dropId, {
      ...NOTHING,
      orders: _count._all,
      capturedMinor: _sum.capturedMinor ?? 0n,
      taxMinor: _sum.taxMinor ?? 0n,
      shippingMinor: _sum.shippingMinor ?? 0n,
      costMinor: _sum.costMinor ?? 0n,
    });
  }
  for (const { dropId, refunds, disputes, ...order } of refunded) {
    const sum = sums.get(dropId ?? '');
    if (!sum) continue;
    const gone = [...refunds, ...disputes].reduce((total, one) => total + one.amountMinor, 0n);
    // What was both refunded and disputed has gone once.
    const isAllGone = gone > order.capturedMinor;
    const refundedMinor = isAllGone ? order.capturedMinor : gone;
    sum.refundedMinor += refundedMinor;
    sum.shippingMinor -= shippingGivenBack({ ...order, refundedMinor });
  }
  for (const { line, amountMinor } of commissions) {
    const sum = line && sums.get(line.feeDropId ?? line.order?.dropId ?? '');
    if (sum) sum.commissionMinor -= amountMinor;
  }
  return sums;
}

/** Money that has really gone back; what is on its way may still fail. */
const CONFIRMED = { status: 'succeeded' } as const;
/** Disputes whose money the bank has. */
const TAKEN = { status: { in: ['open', 'lost'] } };

export type DropMoney = typeof NOTHING;
const NOTHING = {
  orders: 0,
  capturedMinor: 0n,
  taxMinor: 0n,
  shippingMinor: 0n,
  costMinor: 0n,
  refundedMinor: 0n,
  commissionMinor: 0n,
};
