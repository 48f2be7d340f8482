import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';
import { EVERYONE } from '../protocol/stock-keys.ts';

export function findLease(db: Reader, leaseId: string) {
  return db.stockLease.findUnique({ where: { id: leaseId } });
}

export function findLeaseOf(
  db: Reader,
  which: { deviceId: string; poolId: string; gateId: string },
) {
  return db.stockLease.findUnique({ where: { deviceId_poolId_gateId: which } });
}

export async function insertLease(
  tx: Tx,
  lease: Prisma.StockLeaseUncheckedCreateInput,
): Promise<void> {
  await tx.stockLease.create({ data: lease });
}

/** The gate with its contract, and the pool for everyone at a place, of a drop of this brand. */
export async function findLeasable(
  tx: Reader,
  which: { brandId: string; dropId: string; skuId: string; gateId: string; location: string },
) {
  const { brandId, dropId, skuId, gateId, location } = which;
  const drop = { id: dropId, brandId };
  const pool = await tx.stockPool.findFirst({
    where: { skuId, location, audience: EVERYONE, drop },
    select: { id: true },
  });
  const gate = await tx.gate.findFirst({
    where: { id: gateId, audience: EVERYONE, drop },
    include: {
      contract: { include: { versions: true } },
      drop: { select: { offer: true, publishedAt: true } },
    },
  });
  return pool && gate ? { poolId: pool.id, gate } : null;
}
