import type { Reader } from '../platform/db.ts';

/** What a row of a report is called, and what stands small beside it. */
export type Names = Map<string, { label: string; note: string }>;

/** Links of a brand or of a creator: as they are called, else their address; beside it their creator. */
export async function listLinkNames(
  db: Reader,
  where: { contract: { brandId: string } | { creatorId: string } },
): Promise<Names> {
  const links = await db.link.findMany({
    where,
    select: {
      id: true,
      slug: true,
      label: true,
      contract: { select: { creator: { select: { displayName: true } } } },
    },
  });
  return new Map(
    links.map(({ id, slug, label, contract }) => [
      id,
      { label: label || `/r/${slug}`, note: contract.creator?.displayName ?? '' },
    ]),
  );
}

/** Drops with the day on which they began. */
export async function listDropNames(
  db: Reader,
  where: { brandId: string } | { id: { in: string[] } },
): Promise<Names> {
  const drops = await db.drop.findMany({
    where,
    select: { id: true, title: true, startsAt: true },
  });
  return new Map(
    drops.map(({ id, title, startsAt }) => [
      id,
      { label: title, note: startsAt.toISOString().slice(0, 10) },
    ]),
  );
}

/** A creator's contracts with their brands. */
export async function listContractsOfCreator(db: Reader, creatorId: string) {
  return db.contract.findMany({
    where: { creatorId },
    select: {
      id: true,
      brand: { select: { id: true, slug: true, name: true, currency: true, timeZone: true } },
    },
    orderBy: { id: 'asc' },
  });
}

/** The newest orders of a brand as they were counted, or the one with this number. */
export async function listCountedOrders(
  db: Reader,
  { brandId, number, limit }: { brandId: string; number?: number | undefined; limit: number },
) {
  const orders = await db.order.findMany({
    where: { brandId, ...(number === undefined ? {} : { number }) },
    select: { id: true, number: true },
    orderBy: [{ capturedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  const counted = await db.reportOrder.findMany({
    where: { orderId: { in: orders.map(({ id }) => id) } },
  });
  const byId = new Map(counted.map((one) => [one.orderId, one]));
  return orders.flatMap(({ id, number: spoken }) => {
    const found = byId.get(id);
    return found ? [{ ...found, number: spoken }] : [];
  });
}
