import type { Reader } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

const withLeases = {
  leases: { include: { drop: { select: { title: true } } } },
} as const satisfies Prisma.PopupDeviceInclude;
type DeviceRow = Prisma.PopupDeviceGetPayload<{ include: typeof withLeases }>;

export function findDevices(db: Reader, brandId: string): Promise<DeviceRow[]> {
  return db.popupDevice.findMany({
    where: { brandId },
    include: withLeases,
    orderBy: { id: 'desc' },
    take: 100,
  });
}

export function findDeviceByKey(db: Reader, keyHash: string) {
  return db.popupDevice.findUnique({
    where: { keyHash },
    include: { brand: { select: { name: true, currency: true } } },
  });
}

export async function insertDevice(
  db: Reader,
  device: Prisma.PopupDeviceUncheckedCreateInput,
): Promise<void> {
  await db.popupDevice.create({ data: device });
}

/** Gives a device its key for the code; false when no device waits for the code. */
export async function pairByCode(
  db: Reader,
  { pairHash, keyHash, now }: { pairHash: string; keyHash: string; now: Date },
): Promise<boolean> {
  const { count } = await db.popupDevice.updateMany({
    where: { pairHash, keyHash: null, revokedAt: null, pairUntil: { gt: now } },
    data: { pairHash: null, pairUntil: null, keyHash, pairedAt: now },
  });
  return count === 1;
}

export async function updateDevice(
  db: Reader,
  { brandId, deviceId }: { brandId: string; deviceId: string },
  change: { revokedAt: Date },
): Promise<boolean> {
  const { count } = await db.popupDevice.updateMany({
    where: { id: deviceId, brandId, revokedAt: null },
    data: { ...change, pairHash: null },
  });
  return count > 0;
}

export async function markSeen(db: Reader, deviceId: string, lastSeenAt: Date): Promise<void> {
  await db.popupDevice.updateMany({ where: { id: deviceId }, data: { lastSeenAt } });
}

export async function findSkuTitles(db: Reader, skuIds: string[]): Promise<Map<string, string>> {
  const skus = await db.sku.findMany({
    where: { id: { in: skuIds } },
    select: { id: true, title: true, product: { select: { name: true } } },
  });
  return new Map(skus.map(({ id, title, product }) => [id, `${product.name} · ${title}`]));
}

export function findLeaseOfBrand(db: Reader, brandId: string, leaseId: string) {
  return db.stockLease.findFirst({ where: { id: leaseId, drop: { brandId } } });
}

/** What a device keeps and shows beside its own leases. */
const MOST_DROPS = 50;

/**
 * Drops that are not long over, with what of them is at this location for everyone; the newest when there
 * are many. Whatever the device still has leased of a drop, it is among them: else nobody could give it back.
 */
export async function findDropsAt(
  db: Reader,
  given: { brandId: string; deviceId: string; location: string; endedAfter: Date },
) {
  const { brandId, deviceId, location, endedAfter } = given;
  const here = { location, audience: 'everyone' };
  const isLeased = { leases: { some: { deviceId, openUnits: { gt: 0 } } } };
  const isOffered = {
    publishedAt: { not: null },
    endsAt: { gt: endedAfter },
    pools: { some: here },
  };
  const include = dropInclude(deviceId, here);
  const leased = await db.drop.findMany({ where: { brandId, ...isLeased }, include });
  const others = await db.drop.findMany({
    where: { brandId, ...isOffered, NOT: isLeased },
    include,
    orderBy: { endsAt: 'desc' },
    take: MOST_DROPS,
  });
  const drops = [...leased, ...others];
  return drops.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

function dropInclude(deviceId: string, here: { location: string; audience: string }) {
  return {
    items: {
      orderBy: { position: 'asc' },
      include: { sku: { include: { product: { select: { name: true } } } } },
    },
    pools: { where: here },
    rungs: { where: { units: null }, orderBy: { position: 'asc' } },
    gates: {
      where: { audience: 'everyone' },
      include: { contract: { include: { creator: { select: { displayName: true } } } } },
    },
    leases: { where: { deviceId } },
  } as const satisfies Prisma.DropInclude;
}
