import type { Reader } from '../platform/db.ts';

export async function listBrandHosts(db: Reader, brandId: string) {
  return db.brandHost.findMany({ where: { brandId }, orderBy: { host: 'asc' } });
}
export type BrandHostRow = Awaited<ReturnType<typeof listBrandHosts>>[number];

export async function findBrandHost(
  db: Reader,
  { brandId, hostId }: { brandId: string; hostId: string },
): Promise<BrandHostRow | null> {
  return db.brandHost.findFirst({ where: { id: hostId, brandId } });
}

/** Whether a brand has shown that a host is theirs. */
export async function isVerifiedHost(
  db: Reader,
  { brandId, host }: { brandId: string; host: string },
): Promise<boolean> {
  const found = await db.brandHost.count({
    where: { brandId, host, verifiedAt: { not: null } },
  });
  return found > 0;
}

/** Adds a host, not verified yet; one that is there already stays as it is. */
export async function insertBrandHost(
  db: Reader,
  host: { id: string; brandId: string; host: string; token: string; createdAt: Date },
): Promise<void> {
  const { brandId, host: name } = host;
  await db.brandHost.upsert({
    where: { brandId_host: { brandId, host: name } },
    create: host,
    update: { host: name },
  });
}

export async function saveCheck(
  db: Reader,
  hostId: string,
  check: { checkedAt: Date; verifiedAt?: Date; method?: 'dns' | 'file'; problem: string | null },
): Promise<void> {
  await db.brandHost.update({ where: { id: hostId }, data: check });
}

export async function deleteBrandHost(
  db: Reader,
  { brandId, hostId }: { brandId: string; hostId: string },
): Promise<boolean> {
  const { count } = await db.brandHost.deleteMany({ where: { id: hostId, brandId } });
  return count === 1;
}
