import type { Reader } from '../platform/db.ts';

/** The brand of a drop, when this creator takes part in it and it was published. */
export async function findBrandOfDropOf(
  db: Reader,
  { dropId, creatorId }: { dropId: string; creatorId: string },
): Promise<string | null> {
  const drop = await db.drop.findFirst({
    where: {
      id: dropId,
      publishedAt: { not: null },
      gates: { some: { contract: { creatorId, endedAt: null } } },
    },
    select: { brandId: true },
  });
  return drop?.brandId ?? null;
}

export async function hasBrand(db: Reader, brandId: string): Promise<boolean> {
  return (await db.brand.count({ where: { id: brandId } })) > 0;
}

/** Names of creators by id. */
export async function findCreatorNames(db: Reader, ids: string[]): Promise<Map<string, string>> {
  const creators = await db.creator.findMany({
    where: { id: { in: ids } },
    select: { id: true, displayName: true },
  });
  return new Map(creators.map(({ id, displayName }) => [id, displayName]));
}

/** The overlays of creators. */
export function findOverlaysOf(db: Reader, creatorIds: string[]) {
  return db.overlay.findMany({
    where: { creatorId: { in: creatorIds } },
    select: { id: true, creatorId: true },
  });
}

/** The newest claim of a viewer in a drop. */
export function findClaimOf(
  db: Reader,
  { dropId, visitorId }: Record<'dropId' | 'visitorId', string>,
) {
  return db.claim.findFirst({
    where: { dropId, visitorId },
    orderBy: { id: 'desc' },
    select: { id: true, paidAt: true, releasedAt: true },
  });
}

/** Claims that were offered to places in line and wait to be paid. */
export function findOffers(db: Reader, { dropId, prefix }: { dropId: string; prefix: string }) {
  return db.claim.findMany({
    where: {
      dropId,
      placeId: { not: null },
      visitorId: { startsWith: prefix },
      ...{ payingAt: null, paidAt: null, releasedAt: null },
    },
    select: { id: true, visitorId: true },
    take: 5,
  });
}

/** The newest payment page of a claim. */
export async function findSessionOf(db: Reader, claimId: string): Promise<string | null> {
  const session = await db.checkoutSession.findFirst({
    where: { claimId },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  return session?.id ?? null;
}

export async function findOrderIdOf(db: Reader, claimId: string): Promise<string | null> {
  return (await db.order.findUnique({ where: { claimId }, select: { id: true } }))?.id ?? null;
}

/** What a summary counts: every claim and its order. */
export function findClaims(db: Reader, dropId: string) {
  return db.claim.findMany({
    where: { dropId },
    select: {
      ...{ heldAt: true, paidAt: true, releasedAt: true, releaseReason: true },
      lines: { select: { quantity: true, isAddOn: true } },
    },
  });
}

/** What the copy offers and has sold, in units of its articles and in money. */
export async function findStockAndMoney(db: Reader, dropId: string) {
  const items = await db.dropItem.findMany({ where: { dropId }, select: { skuId: true } });
  const skuId = { in: items.map((item) => item.skuId) };
  const stock = await db.stockPool.aggregate({
    where: { dropId, skuId },
    _sum: { capacity: true, sold: true },
  });
  const money = await db.order.aggregate({ where: { dropId }, _sum: { capturedMinor: true } });
  return {
    units: stock._sum.capacity ?? 0,
    sold: stock._sum.sold ?? 0,
    revenueMinor: money._sum.capturedMinor ?? 0n,
  };
}

export async function findCurrency(db: Reader, brandId: string): Promise<string> {
  const brand = await db.brand.findUnique({ where: { id: brandId }, select: { currency: true } });
  return brand?.currency ?? 'eur';
}
