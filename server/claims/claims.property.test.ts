import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockDrop } from '../drops/lock-drop.ts';
import { type Db, type OpenDatabase, openDatabase, type Tx } from '../platform/db.ts';
import { EVERYONE } from '../protocol/stock-keys.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { testHub } from '../test/hub.ts';
import { crowdedHistories, histories } from '../test/stock-histories.ts';
import { makeStockWorld, playHistory, type StockWorld } from '../test/stock-world.ts';
import { loadBatch } from './load-batch.ts';
import type { StockState } from './rules/stock-state.ts';
import type { BatchSteps } from './run-batch.ts';
import { saveBatch } from './save-batch.ts';

/** How many histories each engine plays; a statement costs more on PostgreSQL. */
const HISTORIES = { sqlite: 1_000, postgresql: 60 };
/** A broken step has to be noticed within so many. */
const HISTORIES_OF_MUTANT = 400;

const LONGER_THAN_A_READ_MS = 25;

const STEPS: BatchSteps = { lock: lockDrop, load: loadBatch, save: saveBatch };

describe.each(testDatabases())('random histories of a drop on %s', (engine) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let second: OpenDatabase | null = null;
  let world: StockWorld;
  let nodes: Db[];
  beforeAll(async () => {
    database = await createTestDatabase(engine);
    world = await makeStockWorld(testHub(database.db));
    // SQLite is one process's; on PostgreSQL two connections stand for two nodes.
    second = engine === 'postgresql' ? await openDatabase({ url: database.url }) : null;
    nodes = second ? [database.db, second.db] : [database.db];
  });
  afterAll(async () => {
    await second?.close();
    await database.close();
  });

  const play = (steps: BatchSteps, runs: number, played = histories) =>
    fc.check(
      fc.asyncProperty(played, async (history) => {
        expect((await playHistory({ world, nodes, steps }, history)).join('\n')).toBe('');
      }),
      { numRuns: runs, endOnFailure: true },
    );

  it('keep every promise about stock, caps, limits, prices, keys and lines', async () => {
    const result = await play(STEPS, HISTORIES[engine]);
    const report = () => `${fc.defaultReportMessage(result)}\n${result.errorInstance}`;
    expect(result.failed ? report() : 'kept').toBe('kept');
  }, 240_000);

  const visible = mutants().filter(([, { isSeenOn }]) => isSeenOn.includes(engine));
  it.each(visible)(
    'show that it is broken: %s',
    async (_name, { steps, played }) => {
      expect(await play(steps, HISTORIES_OF_MUTANT, played)).toMatchObject({ failed: true });
    },
    120_000,
  );
});

type Mutant = {
  steps: BatchSteps;
  isSeenOn: readonly ('sqlite' | 'postgresql')[];
  /** Where it shows; undefined: in any. */
  played?: typeof histories;
};
const BOTH = ['sqlite', 'postgresql'] as const;

/** Each breaks one promise; a suite that lets one live would prove nothing. */
function mutants(): [string, Mutant][] {
  return [
    ['stock is not looked at', loading((state) => state.pools.forEach(fill))],
    ['a repeated key is not noticed', loading((state) => state.claimsByKey.clear())],
    ['a code may be used for ever', loading(forgetUses)],
    [
      'a claim is given back whatever became of it',
      loading((state) => state.claims.forEach(reopen)),
    ],
    ['a cap is not looked at', loading((state) => state.gates.forEach(dropUsed))],
    ['a limit is not looked at', loading((state) => state.customers.clear())],
    ['a step of the price has no size', loading((state) => state.rungs.forEach(dropUsed))],
    ['the line is passed by', loading(forgetLine)],
    ['a bundle comes without its add-on', loading(unbundle)],
    ['kept units are given to everybody', loading(openReserves)],
    ['room in a gate is not given back', saving(({ gates }) => ({ gates: gates.filter(isTaken) }))],
    [
      'a limit is not given back',
      saving(({ customers }) => ({ customers: customers.filter(isTaken) })),
    ],
    ['units given back stay held', saving(({ pools }) => ({ pools: pools.filter(isHolding) }))],
    ['a lease is not looked at', loading((state) => state.leases.forEach(fillLease))],
    [
      'a lease given back keeps its units',
      saving(({ leases }) => ({ leases: leases.filter((lease) => lease.returnedUnits === 0) })),
    ],
    [
      'a sale leaves its lease as it was',
      saving(({ leases }) => ({ leases: leases.filter((lease) => lease.confirmedUnits === 0) })),
    ],
    ['no version is made', { steps: { ...STEPS, lock: readVersion }, isSeenOn: BOTH }],
    // One process takes turns by itself; only a second one shows that nobody holds the row.
    [
      'the row of the drop is locked last',
      { steps: lockedLast(), isSeenOn: ['postgresql'], played: crowdedHistories },
    ],
  ];
}

function loading(change: (state: StockState) => void): Mutant {
  const load: BatchSteps['load'] = async (tx, batch, now) => {
    const loaded = await loadBatch(tx, batch, now);
    if (loaded) change(loaded.state);
    return loaded;
  };
  return { steps: { ...STEPS, load }, isSeenOn: BOTH };
}

type Changes = Parameters<BatchSteps['save']>[2]['changes'];

function saving(change: (changes: Changes) => Partial<Changes>): Mutant {
  const save: BatchSteps['save'] = (tx, which, { decided, changes }) =>
    saveBatch(tx, which, { decided, changes: { ...changes, ...change(changes) } });
  return { steps: { ...STEPS, save }, isSeenOn: BOTH };
}

/** Both nodes read the same version, since each waits for the other before it writes. */
function lockedLast(): BatchSteps {
  const save: BatchSteps['save'] = async (tx, which, what) => {
    await pause(LONGER_THAN_A_READ_MS);
    await saveBatch(tx, which, what);
    await lockDrop(tx, which.dropId);
  };
  return { ...STEPS, lock: readVersion, save };
}

async function readVersion(tx: Tx, dropId: string): Promise<number> {
  const { lockSeq } = await tx.drop.findUniqueOrThrow({ where: { id: dropId } });
  return lockSeq + 1;
}

function fill(pool: { available: number }): void {
  pool.available += 100;
}

function fillLease(lease: { openUnits: number }): void {
  lease.openUnits += 100;
}

function dropUsed(counter: { usedUnits: number }): void {
  counter.usedUnits = 0;
}

function forgetUses({ codes }: StockState): void {
  for (const code of codes.values()) code.usedCount = 0;
}

function reopen(claim: { isPaid: boolean; isReleased: boolean }): void {
  claim.isPaid = false;
  claim.isReleased = false;
}

function forgetLine(state: StockState): void {
  state.waiting.splice(0);
  state.waitingUnits.clear();
  state.isLineServed = true;
}

function unbundle(state: StockState): void {
  Object.assign(state.drop, { offer: { kind: 'plain' } });
}

function openReserves(state: StockState): void {
  for (const pool of state.pools) Object.assign(pool, { audience: EVERYONE });
}

function isTaken({ by }: { by: number }): boolean {
  return by > 0;
}

function isHolding({ held }: { held: number }): boolean {
  return held >= 0;
}
