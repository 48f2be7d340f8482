import type { Tx } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { Prisma } from '../platform/generated/sqlite/client.ts';
import { type ColumnKind, insertSet, packed, readers, setOf } from '../platform/set-rows.ts';
import { StaleRead } from '../platform/transient-error.ts';
import type { CounterChanges } from './rules/count-changes.ts';

/**
 * Adds the changes of one batch to the counters: relative, guarded updates, so that even a wrong rule
 * could neither oversell nor pass a cap. Throws `StaleRead` when a counter is not what was read.
 */
export async function changeCounters(
  tx: Tx,
  { dropId, engine, limit }: { dropId: string; engine: Engine; limit: number },
  changes: CounterChanges,
): Promise<void> {
  for (const { id, available, held, sold, leased } of changes.pools) {
    const { count } = await tx.stockPool.updateMany({
      where: {
        id,
        available: atLeast(-available),
        held: atLeast(-held),
        sold: atLeast(-sold),
        leased: atLeast(-leased),
      },
      data: {
        available: { increment: available },
        held: { increment: held },
        sold: { increment: sold },
        leased: { increment: leased },
      },
    });
    requireOne(count, `pool ${id}`);
  }
  for (const { id, by, most } of changes.gates) {
    const { count } = await tx.gate.updateMany({
      where: { id, usedUnits: between(by, most) },
      data: { usedUnits: { increment: by } },
    });
    requireOne(count, `gate ${id}`);
  }
  for (const { id, by, most } of changes.rungs) {
    const { count } = await tx.priceRung.updateMany({
      where: { id, usedUnits: between(by, most) },
      data: { usedUnits: { increment: by } },
    });
    requireOne(count, `price step ${id}`);
  }
  for (const { id, openUnits, ...by } of changes.leases) {
    const { count } = await tx.stockLease.updateMany({
      where: { id, openUnits: atLeast(-openUnits) },
      data: {
        leasedUnits: { increment: by.leasedUnits },
        confirmedUnits: { increment: by.confirmedUnits },
        returnedUnits: { increment: by.returnedUnits },
        openUnits: { increment: openUnits },
      },
    });
    requireOne(count, `lease ${id}`);
  }
  await changeCodes(tx, engine, changes.codes);
  await takeAllowances(tx, { dropId, engine, limit }, changes.customers);
  await returnAllowances(tx, { dropId, engine }, changes.customers);
}

async function changeCodes(
  tx: Tx,
  engine: Engine,
  codes: readonly { id: string; by: number }[],
): Promise<void> {
  if (codes.length === 0) return;
  const [id, by] = readers(engine, { id: 'text', by: 'integer' });
  const changed = await tx.$executeRaw(Prisma.sql`
    UPDATE "claim_code" SET "usedCount" = "usedCount" + ${by}
    FROM ${setOf(engine, packed(['id', 'by'], codes))}
    WHERE "claim_code"."id" = ${id}
      AND "usedCount" + ${by} >= 0 AND "usedCount" + ${by} <= "maxUses"`);
  if (changed !== codes.length) throw new StaleRead('a code is not what was read');
}

async function takeAllowances(
  tx: Tx,
  { dropId, engine, limit }: { dropId: string; engine: Engine; limit: number },
  customers: readonly { key: string; by: number }[],
): Promise<void> {
  const taken = customers.filter(({ by }) => by > 0);
  if (taken.length === 0) return;
  const [key, by] = readers(engine, { key: 'text', by: 'integer' });
  // WHERE keeps SQLite from reading ON CONFLICT as a join.
  const changed = await tx.$executeRaw(Prisma.sql`
    INSERT INTO "customer_allowance" ("dropId", "customerKey", "usedUnits")
    SELECT ${dropId}, ${key}, ${by} FROM ${setOf(engine, packed(['key', 'by'], taken))} WHERE true
    ON CONFLICT ("dropId", "customerKey") DO UPDATE
      SET "usedUnits" = "customer_allowance"."usedUnits" + excluded."usedUnits"
      WHERE "customer_allowance"."usedUnits" + excluded."usedUnits" <= ${limit}`);
  if (changed !== taken.length) throw new StaleRead('a customer has more than what was read');
}

async function returnAllowances(
  tx: Tx,
  { dropId, engine }: { dropId: string; engine: Engine },
  customers: readonly { key: string; by: number }[],
): Promise<void> {
  const returned = customers.filter(({ by }) => by < 0);
  if (returned.length === 0) return;
  const [key, by] = readers(engine, { key: 'text', by: 'integer' });
  const changed = await tx.$executeRaw(Prisma.sql`
    UPDATE "customer_allowance" SET "usedUnits" = "usedUnits" + ${by}
    FROM ${setOf(engine, packed(['key', 'by'], returned))}
    WHERE "customer_allowance"."dropId" = ${dropId}
      AND "customer_allowance"."customerKey" = ${key} AND "usedUnits" + ${by} >= 0`);
  if (changed !== returned.length) throw new StaleRead('a customer has less than what was read');
}

const MOVEMENT = {
  id: 'text',
  poolId: 'text',
  claimId: 'text',
  kind: 'text',
  units: 'integer',
  at: 'time',
  seq: 'integer',
} as const satisfies Record<string, ColumnKind>;

/** One change of a pool's buckets; `at` in epoch milliseconds. */
export type Movement = {
  id: string;
  poolId: string;
  /** Null: of a lease. */
  claimId: string | null;
  kind:
    | 'held'
    | 'released'
    | 'sold'
    | 'resold'
    | 'rerouted_out'
    | 'rerouted_in'
    | 'leased'
    | 'lease_returned'
    | 'sold_leased'
    | 'sold_counter';
  units: number;
  at: number;
  seq: number;
};

export async function insertMovements(
  tx: Tx,
  engine: Engine,
  movements: readonly Movement[],
): Promise<void> {
  await insertSet(tx, { engine, into: 'stock_movement', columns: MOVEMENT }, movements);
}

function atLeast(units: number): { gte: number } | Record<string, never> {
  return units > 0 ? { gte: units } : {};
}

function between(by: number, most: number | null): { gte: number; lte?: number } {
  return by > 0 && most !== null ? { gte: 0, lte: most - by } : { gte: Math.max(0, -by) };
}

function requireOne(count: number, what: string): void {
  if (count !== 1) throw new StaleRead(`${what} is not what was read`);
}
