import type { Reader } from '../platform/db.ts';

/** Null when the drop is not this brand's. */
export function findDropForSummary(db: Reader, brandId: string, dropId: string) {
  return db.drop.findFirst({
    where: { id: dropId, brandId },
    select: {
      lot: true,
      items: {
        orderBy: { position: 'asc' },
        select: {
          skuId: true,
          sku: { select: { title: true, product: { select: { name: true } } } },
        },
      },
    },
  });
}

/** Open places by line and SKU. */
export async function sumOpenPlaces(db: Reader, dropId: string) {
  const rows = await db.linePlace.groupBy({
    by: ['kind', 'skuId'],
    where: { dropId, closedAt: null },
    _count: { _all: true },
    _sum: { quantity: true },
  });
  return rows.map(({ kind, skuId, _count, _sum }) => ({
    kind,
    skuId,
    places: _count._all,
    units: _sum.quantity ?? 0,
  }));
}

/** What became of all offers of a drop, also of those whose place is no more. */
export async function countOffers(db: Reader, dropId: string) {
  const offers = { dropId, placeId: { not: null } };
  const [made, bought, open] = await Promise.all([
    db.claim.count({ where: offers }),
    db.claim.count({ where: { ...offers, paidAt: { not: null } } }),
    db.claim.count({ where: { ...offers, paidAt: null, releasedAt: null } }),
  ]);
  return { made, bought, open, lapsed: made - bought - open };
}
