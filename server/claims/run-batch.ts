import { lockDrop } from '../drops/lock-drop.ts';
import { type Db, engineOfDb, inTransaction, type Tx } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import { StaleRead } from '../platform/transient-error.ts';
import type { DropForBatch } from './batch.store.ts';
import { forgetDrop, keepDrop, recallDrop } from './known-drops.ts';
import { knowListeners } from './known-listeners.ts';
import { type LoadedBatch, loadBatch, MOST_OFFERS } from './load-batch.ts';
import { countChanges, readCounters } from './rules/count-changes.ts';
import {
  type BatchDecision,
  decideBatch,
  type StockCommand,
  type StockDecision,
} from './rules/decide-batch.ts';
import type { StockState } from './rules/stock-state.ts';
import { saveBatch } from './save-batch.ts';

/** One command with what is to happen in its transaction once it is carried out. */
export type StockOrder = {
  command: StockCommand;
  /** Runs inside the transaction; what it throws undoes the batch. */
  andThen?: (tx: Tx, decision: StockDecision) => Promise<void>;
};

export type BatchResult = {
  /** One for each order. */
  decisions: StockDecision[];
  drop: DropForBatch;
  /** As the batch left it. */
  state: StockState;
  hasChanged: boolean;
};

/** The steps of a batch; the property tests put broken ones in their place. */
export type BatchSteps = {
  lock: typeof lockDrop;
  load: typeof loadBatch;
  save: typeof saveBatch;
};

const STEPS: BatchSteps = { lock: lockDrop, load: loadBatch, save: saveBatch };

type Batch = { dropId: string; orders: readonly StockOrder[]; now: Date };
/** With what was found out before the lock. */
type ReadyBatch = Batch & { db: Db; isTold: boolean };

/**
 * Carries out the orders of one batch in one transaction: lock, load, decide, save. A batch that
 * changes nothing is undone, so that there is no commit, no new version and nothing to tell. Null:
 * there is no such drop.
 */
export async function runBatch(
  db: Db,
  batch: Batch,
  steps: BatchSteps = STEPS,
): Promise<BatchResult | null> {
  const { dropId } = batch;
  try {
    const isTold = await knowListeners(db, dropId);
    const done = await inTransaction(db, (tx) =>
      carryOut(tx, { ...batch, db, isTold }, steps).catch((error: unknown) => {
        // What is tried again is read anew.
        if (error instanceof StaleRead) forgetDrop(db, dropId);
        throw error;
      }),
    );
    if (done) keepDrop(db, { dropId, seq: done.seq }, done.loaded);
    return done?.result ?? null;
  } catch (error) {
    if (error instanceof NothingChanged) return error.result;
    forgetDrop(db, dropId);
    throw error;
  }
}

type Done = { result: BatchResult; loaded: LoadedBatch; seq: number };

async function carryOut(
  tx: Tx,
  { db, dropId, orders, now, isTold }: ReadyBatch,
  steps: BatchSteps,
): Promise<Done | null> {
  const commands = orders.map(({ command }) => command);
  const engine = engineOfDb(db);
  const seq = await steps.lock(tx, dropId);
  const known = recallDrop(db, { dropId, seq });
  const loaded = await steps.load(tx, { dropId, engine, commands, known }, now);
  if (!loaded) return null;
  const { state, drop } = loaded;
  const before = readCounters(state);
  const spareIds = state.isLineServed ? [] : newIds(now, MOST_OFFERS);
  const decided = decideBatch(state, { commands, spareIds }, now.getTime());
  const hasChanged =
    decided.decisions.some(changesSomething) ||
    decided.offers.length > 0 ||
    decided.closedPlaces.length > 0;
  const result = { decisions: decided.decisions, drop, state, hasChanged };
  if (hasChanged) {
    const { limitPerCustomer: limit } = drop;
    const changes = countChanges(before, state);
    await steps.save(tx, { dropId, engine, limit, now, seq }, { decided, changes });
    if (isTold) await sayHeld(tx, decided, now);
  }
  for (const [index, { andThen }] of orders.entries()) {
    const decision = decided.decisions[index];
    if (andThen && decision) await andThen(tx, decision);
  }
  if (!hasChanged && !orders.some(({ andThen }) => andThen)) throw new NothingChanged(result);
  return { result, loaded, seq };
}

/** One happening for all of a batch: a stampede must not wait for it. */
async function sayHeld(tx: Tx, { decisions, offers }: BatchDecision, now: Date): Promise<void> {
  const holds = decisions.flatMap((one) => (one.kind === 'hold' ? one.hold : []));
  const claimIds = [...holds, ...offers].map(({ claimId }) => claimId);
  if (claimIds.length === 0) return;
  await recordHappening(tx, 'claims.held', { payload: { claimIds }, at: now });
}

/** Undoes a transaction that has only taken the lock. */
class NothingChanged extends Error {
  readonly result: BatchResult;

  constructor(result: BatchResult) {
    super('nothing changed');
    this.result = result;
  }
}

function changesSomething(decision: StockDecision): boolean {
  switch (decision.kind) {
    case 'hold':
    case 'released':
    case 'sold':
    case 'leased':
    case 'lease_returned':
    case 'sold_leased':
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
