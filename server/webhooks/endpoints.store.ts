import type { Reader, Tx } from '../platform/db.ts';

export type StoredEndpoint = NonNullable<Awaited<ReturnType<Tx['webhookEndpoint']['findFirst']>>>;

export async function insertEndpoint(db: Reader, endpoint: StoredEndpoint): Promise<void> {
  await db.webhookEndpoint.create({ data: endpoint });
}

export async function countEndpoints(db: Reader, brandId: string): Promise<number> {
  return db.webhookEndpoint.count({ where: { brandId, removedAt: null } });
}

/** A brand's endpoints, oldest first. */
export async function listEndpointsOfBrand(db: Reader, brandId: string): Promise<StoredEndpoint[]> {
  return db.webhookEndpoint.findMany({
    where: { brandId, removedAt: null },
    orderBy: { id: 'asc' },
  });
}

export async function findEndpointOfBrand(
  db: Reader,
  { brandId, endpointId }: { brandId: string; endpointId: string },
): Promise<StoredEndpoint | null> {
  return db.webhookEndpoint.findFirst({ where: { id: endpointId, brandId, removedAt: null } });
}

export async function changeEndpointRow(
  db: Reader,
  endpointId: string,
  change: Partial<Omit<StoredEndpoint, 'id' | 'brandId'>>,
): Promise<void> {
  await db.webhookEndpoint.update({ where: { id: endpointId }, data: change });
}

/** How the newest deliveries of an endpoint went. */
export async function countOutcomes(
  db: Reader,
  endpointId: string,
): Promise<Record<'delivered' | 'failed' | 'waiting', number>> {
  const rows = await db.webhookDelivery.findMany({
    where: { endpointId },
    select: { state: true },
    orderBy: { id: 'desc' },
    take: 100,
  });
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  return { delivered: count('delivered'), failed: count('failed'), waiting: count('waiting') };
}
