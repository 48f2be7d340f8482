import type { Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

export async function findCustomerUnits(
  tx: Tx,
  { dropId, customerKey }: { dropId: string; customerKey: string },
): Promise<number> {
  const row = await tx.customerAllowance.findUnique({
    where: { dropId_customerKey: { dropId, customerKey } },
  });
  return row?.usedUnits ?? 0;
}

/** Takes units of a customer's allowance; false when the limit would be passed. */
export async function takeAllowance(
  tx: Tx,
  { dropId, customerKey }: { dropId: string; customerKey: string },
  { units, limit }: { units: number; limit: number },
): Promise<boolean> {
  await tx.customerAllowance.upsert({
    where: { dropId_customerKey: { dropId, customerKey } },
    create: { dropId, customerKey },
    update: {},
  });
  const { count } = await tx.customerAllowance.updateMany({
    where: { dropId, customerKey, usedUnits: { lte: limit - units } },
    data: { usedUnits: { increment: units } },
  });
  return count === 1;
}

export async function returnAllowance(
  tx: Tx,
  { dropId, customerKey }: { dropId: string; customerKey: string },
  units: number,
): Promise<void> {
  await tx.customerAllowance.updateMany({
    where: { dropId, customerKey, usedUnits: { gte: units } },
    data: { usedUnits: { decrement: units } },
  });
}

/** Takes units through a gate; false when its cap would be passed. */
export async function takeGateUnits(
  tx: Tx,
  { gateId, capUnits }: { gateId: string; capUnits: number | null },
  units: number,
): Promise<boolean> {
  const { count } = await tx.gate.updateMany({
    where: { id: gateId, ...(capUnits === null ? {} : { usedUnits: { lte: capUnits - units } }) },
    data: { usedUnits: { increment: units } },
  });
  return count === 1;
}

export async function returnGateUnits(tx: Tx, gateId: string, units: number): Promise<void> {
  await tx.gate.updateMany({
    where: { id: gateId, usedUnits: { gte: units } },
    data: { usedUnits: { decrement: units } },
  });
}

/** Buckets of a pool that units can move between. */
export type Bucket = 'available' | 'held' | 'sold';

/** Moves units between two buckets of a pool; false when the first does not have them. */
export async function moveUnits(
  tx: Tx,
  poolId: string,
  { units, from, to }: { units: number; from: Bucket; to: Bucket },
): Promise<boolean> {
  const { count } = await tx.stockPool.updateMany({
    where: { id: poolId, [from]: { gte: units } },
    data: { [from]: { decrement: units }, [to]: { increment: units } },
  });
  return count === 1;
}

export async function insertMovements(
  tx: Tx,
  movements: Prisma.StockMovementCreateManyInput[],
): Promise<void> {
  await tx.stockMovement.createMany({ data: movements });
}

/** Units of a pool that nobody has; read it only under the drop's lock. */
export async function findAvailable(tx: Tx, poolId: string): Promise<number> {
  const pool = await tx.stockPool.findUnique({
    where: { id: poolId },
    select: { available: true },
  });
  return pool?.available ?? 0;
}
