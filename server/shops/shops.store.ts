import type { Reader, Tx } from '../platform/db.ts';

export type StoredShop = NonNullable<Awaited<ReturnType<Tx['shopConnection']['findFirst']>>>;

export async function insertShop(db: Reader, shop: StoredShop): Promise<void> {
  await db.shopConnection.create({ data: shop });
}

/** A brand's connected shops, oldest first. */
export async function listShopsOfBrand(db: Reader, brandId: string): Promise<StoredShop[]> {
  return db.shopConnection.findMany({
    where: { brandId, removedAt: null },
    orderBy: { id: 'asc' },
  });
}

/** The shop of a kind that a brand connected first, also one that was removed since. */
export async function findFirstShopId(
  db: Reader,
  which: { brandId: string; kind: string },
): Promise<string | null> {
  const first = await db.shopConnection.findFirst({
    where: which,
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return first?.id ?? null;
}

/** Ids of the orders that shops of a kind reported as paid at a moment. */
export async function listIdsPaidAt(
  db: Reader,
  { brandId, source, at }: { brandId: string; source: string; at: Date },
): Promise<string[]> {
  const orders = await db.order.findMany({
    where: { brandId, source, capturedAt: at },
    select: { externalId: true },
    orderBy: { id: 'asc' },
  });
  return orders.flatMap(({ externalId }) => externalId ?? []);
}

/** A shop that may still tell us something, with its brand. */
export async function findOpenShop(db: Reader, shopId: string) {
  return db.shopConnection.findFirst({
    where: { id: shopId, removedAt: null },
    include: { brand: { select: { id: true, currency: true } } },
  });
}

export async function setReceived(
  db: Reader,
  shopId: string,
  seen: { lastReceivedAt: Date; lastTopic: string; lastProblem: string | null },
): Promise<void> {
  await db.shopConnection.update({ where: { id: shopId }, data: seen });
}

/** False: another brand's, or removed before. */
export async function setRemoved(
  db: Reader,
  { brandId, shopId, at }: { brandId: string; shopId: string; at: Date },
): Promise<boolean> {
  const { count } = await db.shopConnection.updateMany({
    where: { id: shopId, brandId, removedAt: null },
    data: { removedAt: at },
  });
  return count === 1;
}
