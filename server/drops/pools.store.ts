import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';
import { EVERYONE } from '../protocol/stock-keys.ts';

type PoolKey = { dropId: string; skuId: string; location: string; audience: string };

/** Adds units to one pool, which is made when there is none; its id. */
export async function addUnits(
  tx: Tx,
  { id, units, ...key }: PoolKey & { id: string; units: number },
): Promise<string> {
  const pool = await tx.stockPool.upsert({
    where: { dropId_skuId_location_audience: key },
    create: { ...key, id, capacity: units, available: units },
    update: { capacity: { increment: units }, available: { increment: units } },
    select: { id: true },
  });
  return pool.id;
}

/** Takes free units out of one pool; false when they are not there. */
export async function takeUnits(
  tx: Tx,
  { poolId, units }: { poolId: string; units: number },
): Promise<boolean> {
  const { count } = await tx.stockPool.updateMany({
    where: { id: poolId, available: { gte: units } },
    data: { capacity: { decrement: units }, available: { decrement: units } },
  });
  return count === 1;
}

export async function insertMovements(
  tx: Tx,
  movements: Prisma.StockMovementUncheckedCreateInput[],
): Promise<void> {
  await tx.stockMovement.createMany({ data: movements });
}

/** Running drops with free units of an audience whose reserve is over at `now`. */
export async function findDropsWithReserveToOpen(db: Reader, now: Date): Promise<string[]> {
  const drops = await db.drop.findMany({
    where: {
      publishedAt: { not: null },
      endedAt: null,
      endsAt: { gt: now },
      reserveEndsAt: { lte: now },
      pools: { some: RESERVED },
    },
    select: { id: true },
    take: 200,
  });
  return drops.map(({ id }) => id);
}

/** The free units that a drop keeps for audiences. */
export function findReservedPools(tx: Tx, dropId: string) {
  return tx.stockPool.findMany({ where: { dropId, ...RESERVED }, orderBy: { id: 'asc' } });
}

const RESERVED = { audience: { not: EVERYONE }, available: { gt: 0 } } as const;
