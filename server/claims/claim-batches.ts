import { type Batcher, createBatcher } from '../platform/batcher.ts';
import type { Db } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { isBusyError } from '../platform/transient-error.ts';
import type { DropForBatch } from './batch.store.ts';
import type { StockDecision } from './rules/decide-batch.ts';
import { runBatch, type StockOrder } from './run-batch.ts';
import { forgetSoldOut, rememberStock } from './stock-memory.ts';

/** An order with the handles that it is carried out with. */
type Order = StockOrder & { hub: Hub };

/** What was decided, with the drop as it was then. */
export type Outcome = { decision: StockDecision; drop: DropForBatch };

/** So many commands share one commit. Measured: at 256 a claim costs a quarter less than at 64. */
const MOST_PER_BATCH = 256;
/** A payment writes its order in the same transaction, which takes as long as many holds. */
const WEIGHT_OF_MORE = 16;
/** Longer queues, and longer waits, are answered with "try again" instead of with patience. */
const LONGEST_QUEUE = 5_000;
const LONGEST_WAIT_MS = 2_000;

/**
 * Carries out a command on a drop's stock. Commands of one drop queue here and share transactions, in
 * the order of their arrival; a command that breaks is found by halving and fails alone.
 */
export async function orderStock(dropId: string, order: Order): Promise<Outcome> {
  const batcher = batcherOf(order.hub.db, dropId);
  const outcome = await batcher.add(order);
  if (batcher.size() === 0) batchersOf(order.hub.db).delete(dropId);
  if (outcome === null) throw new Problem('not_found');
  return outcome;
}

/** Throws `too_many_requests` when a claim that comes now would wait for too long. */
export function refuseWhenCrowded(db: Db, dropId: string): void {
  const batcher = batchersOf(db).get(dropId);
  if (!batcher) return;
  if (batcher.size() > LONGEST_QUEUE || batcher.waitMs() > LONGEST_WAIT_MS) {
    throw new Problem('too_many_requests', { retryAfterSeconds: 2 });
  }
}

type DropBatcher = Batcher<Order, Outcome | null>;
const batchers = new WeakMap<Db, Map<string, DropBatcher>>();

function batchersOf(db: Db): Map<string, DropBatcher> {
  const known = batchers.get(db) ?? new Map<string, DropBatcher>();
  batchers.set(db, known);
  return known;
}

function batcherOf(db: Db, dropId: string): DropBatcher {
  const known = batchersOf(db).get(dropId);
  if (known) return known;
  const fresh = createBatcher<Order, Outcome | null>({
    maxSize: MOST_PER_BATCH,
    run: (orders) => carryOut(dropId, orders),
    weigh: ({ andThen }) => (andThen ? WEIGHT_OF_MORE : 1),
    isWorthHalving: (error) => !isBusyError(error),
  });
  batchersOf(db).set(dropId, fresh);
  return fresh;
}

async function carryOut(dropId: string, orders: Order[]): Promise<(Outcome | null)[]> {
  const hub = orders.at(-1)?.hub;
  if (!hub) return [];
  const running = runBatch(hub.db, { dropId, orders, now: hub.clock.now() });
  const result = await running.catch((error: unknown) => {
    // It may have been carried out all the same, when its answer was lost.
    forgetSoldOut(hub.db, dropId);
    throw error;
  });
  if (result === null) return orders.map(() => null);
  if (result.hasChanged) hub.signals.dropChanged(dropId);
  // What is committed is answered, whatever becomes of the memory of it.
  await rememberStock(hub, dropId, result.state).catch((error: unknown) => {
    hub.log.warn({ err: error, dropId }, 'what a batch left was not remembered');
  });
  return result.decisions.map((decision) => ({ decision, drop: result.drop }));
}

/** How many commands wait on this node, in the queues of all drops. */
export function countWaitingCommands(db: Db): number {
  return [...batchersOf(db).values()].reduce((sum, batcher) => sum + batcher.size(), 0);
}
