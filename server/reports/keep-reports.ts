import { createDays, splitByDay } from '../platform/days.ts';
import { type Db, engineOfDb, inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { isBusyError } from '../platform/transient-error.ts';
import { addBalances } from './balances.store.ts';
import {
  addSums,
  countDue,
  failDue,
  listCounted,
  readHitsUntil,
  retryDue,
  type SetTx,
  saveCounted,
  saveHitsUntil,
  takeDue,
  takeTurn,
} from './count.store.ts';
import { listFacts } from './facts.store.ts';
import { countHits, findFirstHit, holdBackHits, listZones, takeLateHits } from './hits.store.ts';
import { countCustomer } from './rules/count-customer.ts';
import { type CountedHits, sumUp } from './rules/sum-up.ts';

/** Marks that one transaction works off. */
const BATCH = 500;
/** A click is in the tables when it is this old: by then nearly all have been confirmed. */
const LAG_MS = 60_000;
/** Hits are taken over in steps, so that a quiet hub does not write all the time, and a full one not for long. */
const SHORTEST_STEP_MS = 15_000;
const LONGEST_STEP_MS = 31 * 86_400_000;
const PATIENCE = { timeoutMs: 60_000 };

const dayIn = createDays();

/** A customer who could not be counted is tried again after a day: by then the hub may know how. */
const RETRY_MS = 86_400_000;

/**
 * Brings the report tables to what is true now: counts every marked customer anew and adds the
 * difference to what was counted before, adds what late clicks change, and takes over clicks and
 * claims that are a minute old. Each step is one transaction with the marks that it takes away, so
 * that each change is counted exactly once, whoever made it and however often this runs.
 */
export async function keepReports(hub: Hub): Promise<void> {
  await retryDue(hub.db, new Date(hub.clock.now().getTime() - RETRY_MS));
  while ((await countDue(hub.db)) > 0) {
    await countMarked(hub, BATCH);
    await addWaiting(hub.db);
  }
  while (await takeOverHits(hub));
}

/**
 * Counts the customers of the oldest marks. A batch that fails for one of them is halved, until they
 * fail alone: their marks are left where they are, and the figures of all others go on.
 */
async function countMarked(hub: Hub, limit: number): Promise<void> {
  const engine = engineOfDb(hub.db);
  let customerIds: string[] = [];
  try {
    await inTransaction(
      hub.db,
      async (tx) => {
        await takeTurn(tx);
        customerIds = await takeDue(tx, limit);
        await countAnew({ tx, engine }, customerIds);
      },
      PATIENCE,
    );
  } catch (error) {
    const [customerId, ...more] = customerIds;
    // A busy database is nobody's fault.
    if (customerId === undefined || isBusyError(error)) throw error;
    if (more.length === 0) {
      hub.log.error({ err: error, customerId }, 'a customer cannot be counted in the reports');
      await failDue(hub.db, customerId, hub.clock.now());
      return;
    }
    const half = Math.ceil(customerIds.length / 2);
    await countMarked(hub, half);
    await countMarked(hub, half);
  }
}

/** Adds late hits and what the ledger has booked. */
async function addWaiting(db: Db): Promise<void> {
  const engine = engineOfDb(db);
  await inTransaction(
    db,
    async (tx) => {
      await takeTurn(tx);
      const set = { tx, engine };
      const late = await takeLateHits(set, BATCH);
      const hits = late.map(({ at, timeZone, ...hit }) => ({ ...hit, day: dayIn(timeZone)(at) }));
      await addSums(set, sumUp({ hits }));
      await addBalances(set, BATCH);
    },
    PATIENCE,
  );
}

/** The difference between what these customers add now and what they added before. */
async function countAnew(set: SetTx, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return;
  const facts = await listFacts(set, { customerIds, dayIn });
  const counted = facts.map(countCustomer);
  const orders = counted.flatMap((one) => one.orders);
  const customers = counted.flatMap((one) => one.customers);
  const orderIds = orders.map(({ orderId }) => orderId);
  const taken = await listCounted(set, { customerIds, orderIds });
  await saveCounted(set, { customerIds, orders, customers });
  await addSums(set, sumUp({ orders, customers, taken }));
}

/** Takes over the next clicks and claims; false: there is nothing old enough. */
async function takeOverHits({ db, clock }: Hub): Promise<boolean> {
  const engine = engineOfDb(db);
  const newest = clock.now().getTime() - LAG_MS;
  const from = (await readHitsUntil(db)) ?? (await findFirstHit({ db, engine }));
  if (from && from.getTime() + SHORTEST_STEP_MS > newest) return false;
  if (!from) {
    await inTransaction(db, (tx) => saveHitsUntil(tx, new Date(newest)));
    return false;
  }
  return inTransaction(
    db,
    async (tx) => {
      const set = { tx, engine };
      const begin = (await takeTurn(tx)) ?? from;
      if (begin.getTime() !== from.getTime()) return true;
      await holdBackHits(set);
      const to = new Date(Math.min(newest, from.getTime() + LONGEST_STEP_MS));
      const hits: CountedHits[] = [];
      for (const timeZone of await listZones(set)) {
        for (const { day, ...piece } of splitByDay({ from, to }, timeZone)) {
          const scope = { timeZone };
          const found = await countHits({ db: tx, engine }, { scope, ...piece });
          hits.push(...found.map((hit) => ({ ...hit, day })));
        }
      }
      await addSums(set, sumUp({ hits }));
      await saveHitsUntil(tx, to);
      return to.getTime() + SHORTEST_STEP_MS <= newest;
    },
    PATIENCE,
  );
}
