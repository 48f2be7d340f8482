import { lockDrop } from '../drops/lock-drop.ts';
import { type Batcher, createBatcher } from '../platform/batcher.ts';
import { type Db, engineOfDb, inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { isBusyError } from '../platform/transient-error.ts';
import type { DropForBatch } from './batch.store.ts';
import { loadBatch, MOST_OFFERS } from './load-batch.ts';
import { countChanges, readCounters } from './rules/count-changes.ts';
import { decideBatch, type StockCommand, type StockDecision } from './rules/decide-batch.ts';
import type { StockState } from './rules/stock-state.ts';
import { saveBatch } from './save-batch.ts';
import { rememberStock } from './stock-memory.ts';

/** One command with what is to happen in its transaction once it is carried out. */
export type Order = {
  hub: Hub;
  command: StockCommand;
  /** Runs inside the transaction; what it throws undoes this command alone. */
  andThen?: (tx: Tx, decision: StockDecision) => Promise<void>;
};

/** What was decided, with the drop as it was then. */
export type Outcome = { decision: StockDecision; drop: DropForBatch };

/** So many commands share one commit. */
const MOST_PER_BATCH = 64;
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
    run: (orders) => runBatch(dropId, orders),
    isWorthHalving: (error) => !isBusyError(error),
  });
  batchersOf(db).set(dropId, fresh);
  return fresh;
}

async function runBatch(dropId: string, orders: Order[]): Promise<(Outcome | null)[]> {
  const hub = orders.at(-1)?.hub;
  if (!hub) return [];
  const now = hub.clock.now();
  const result = await inTransaction(hub.db, (tx) =>
    carryOut(tx, { hub, dropId, orders, now }),
  ).catch((error: unknown) => {
    if (error instanceof NothingChanged) return error.result;
    throw error;
  });
  if (result === null) return orders.map(() => null);
  if (result.hasChanged) hub.signals.dropChanged(dropId);
  await rememberStock(hub, dropId, result.state);
  return result.decisions.map((decision) => ({ decision, drop: result.drop }));
}

export type BatchResult = {
  decisions: StockDecision[];
  drop: DropForBatch;
  /** After the batch. */
  state: StockState;
  hasChanged: boolean;
};

/** Undoes the lock of a batch that changed nothing: no commit, no new version, nothing to tell. */
class NothingChanged extends Error {
  readonly result: BatchResult;

  constructor(result: BatchResult) {
    super('nothing changed');
    this.result = result;
  }
}

async function carryOut(
  tx: Tx,
  given: { hub: Hub; dropId: string; orders: readonly Order[]; now: Date },
): Promise<BatchResult | null> {
  const { hub, dropId, orders, now } = given;
  const commands = orders.map(({ command }) => command);
  const seq = await lockDrop(tx, dropId);
  const loaded = await loadBatch(tx, { dropId, commands }, now);
  if (!loaded) return null;
  const { state, drop } = loaded;
  const before = readCounters(state);
  const spareIds = state.isLineServed ? [] : newIds(now, MOST_OFFERS);
  const decided = decideBatch(state, { commands, spareIds }, now.getTime());
  const changes = countChanges(before, state);
  const engine = engineOfDb(hub.db);
  const limit = drop.limitPerCustomer;
  const hasChanged =
    decided.decisions.some(changesSomething) ||
    decided.offers.length > 0 ||
    decided.closedPlaces.length > 0;
  const result = { decisions: decided.decisions, drop, state, hasChanged };
  if (hasChanged) await saveBatch(tx, { dropId, engine, limit, now, seq }, { decided, changes });
  for (const [index, { andThen }] of orders.entries()) {
    const decision = decided.decisions[index];
    if (andThen && decision) await andThen(tx, decision);
  }
  if (!hasChanged && !orders.some(({ andThen }) => andThen)) throw new NothingChanged(result);
  return result;
}

function changesSomething(decision: StockDecision): boolean {
  switch (decision.kind) {
    case 'hold':
    case 'released':
    case 'sold':
      return true;
    case 'send_money_back':
      return decision.claim !== null;
    default:
      return false;
  }
}

function newIds(now: Date, count: number): string[] {
  return Array.from({ length: count }, () => newId(now));
}
