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
