import type { Place } from '../fulfilment/rules/route-order.ts';
import type { Db } from '../platform/db.ts';
import type { DropForBatch } from './batch.store.ts';
import type { StockState } from './rules/stock-state.ts';

/** What decides a batch of a drop and changes only under its lock, but for names and pictures. */
export type KnownDrop = {
  drop: DropForBatch;
  places: Place[];
  /** `performance.now()` of when it was read. */
  readAt: number;
};

type Kept = KnownDrop & { seq: number };

/** Names, pictures and places are read again after this. */
const FRESH_MS = 1_000;

/**
 * The drop as this process left it, when nobody has changed it since: whoever holds the lock and finds
 * the version that comes right after the one that was kept knows that no other transaction was in
 * between. Saves a dozen reads per batch in a stampede. Null: read it.
 */
export function recallDrop(
  db: Db,
  { dropId, seq }: { dropId: string; seq: number },
): KnownDrop | null {
  const kept = keptOf(db).get(dropId);
  const isNext = kept !== undefined && kept.seq + 1 === seq;
  return isNext && performance.now() - kept.readAt < FRESH_MS ? kept : null;
}

/** Keeps a drop as a committed batch left it. */
export function keepDrop(
  db: Db,
  { dropId, seq }: { dropId: string; seq: number },
  { drop, places, readAt, state }: KnownDrop & { state: StockState },
): void {
  const pools = new Map(state.pools.map((pool) => [pool.id, pool]));
  const rungs = new Map(state.rungs.map((rung) => [rung.id, rung]));
  const kept = keptOf(db);
  kept.set(dropId, {
    seq,
    readAt,
    places,
    drop: {
      ...drop,
      pools: drop.pools.map((pool) => ({ ...pool, ...pools.get(pool.id) })),
      rungs: drop.rungs.map((rung) => ({
        ...rung,
        usedUnits: rungs.get(rung.id)?.usedUnits ?? rung.usedUnits,
      })),
      gates: drop.gates.map((gate) => ({
        ...gate,
        usedUnits: state.gates.get(gate.id)?.usedUnits ?? gate.usedUnits,
      })),
    },
  });
  for (const [id, other] of kept) if (other.readAt < readAt - FRESH_MS) kept.delete(id);
}

export function forgetDrop(db: Db, dropId: string): void {
  keptOf(db).delete(dropId);
}

const all = new WeakMap<Db, Map<string, Kept>>();

function keptOf(db: Db): Map<string, Kept> {
  const known = all.get(db) ?? new Map<string, Kept>();
  all.set(db, known);
  return known;
}
