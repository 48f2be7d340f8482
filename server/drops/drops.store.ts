import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

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

/** What a row of a list shows of a drop. */
const listedDrop = {
  brand: { select: { currency: true } },
  items: { orderBy: { position: 'asc' }, select: { skuId: true, sku: pictureOfSku } },
  pools: true,
  gates: {
    orderBy: { id: 'asc' },
    select: {
      contract: {
        select: { invitedEmail: true, creator: { select: { displayName: true } } },
      },
    },
  },
} as const satisfies Prisma.DropInclude;

export type ListedDrop = Prisma.DropGetPayload<{ include: typeof listedDrop }>;

export function findDropsOfBrand(db: Reader, brandId: string): Promise<ListedDrop[]> {
  return db.drop.findMany({
    where: { brandId },
    include: listedDrop,
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
