import { expect } from 'vitest';
import type { Db } from '../platform/db.ts';

/**
 * What must hold in every example that touches stock: no bucket is negative, buckets add up to the
 * capacity, and held and sold are exactly what live and paid claims say.
 */
export async function expectConservedStock(db: Db, dropId: string): Promise<void> {
  const pools = await db.stockPool.findMany({ where: { dropId } });
  const claims = await db.claim.findMany({ where: { dropId }, include: { lines: true } });
  const gates = await db.gate.findMany({ where: { dropId } });
  for (const pool of pools) {
    const inPool = (isCounted: (claim: (typeof claims)[number]) => boolean) =>
      claims
        .filter(isCounted)
        .flatMap(({ lines }) => lines)
        .filter(({ poolId }) => poolId === pool.id)
        .reduce((sum, { quantity }) => sum + quantity, 0);
    expect(pool.available + pool.held + pool.sold + pool.leased).toBe(pool.capacity);
    expect(Math.min(pool.available, pool.held, pool.sold)).toBeGreaterThanOrEqual(0);
    expect(pool.held).toBe(inPool((claim) => !claim.paidAt && !claim.releasedAt));
    expect(pool.sold).toBe(inPool((claim) => claim.paidAt !== null));
  }
  const live = claims
    .filter((claim) => !claim.releasedAt)
    .flatMap(({ lines }) => lines)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  expect(gates.reduce((sum, { usedUnits }) => sum + usedUnits, 0)).toBe(live);
}
