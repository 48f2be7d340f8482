import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { lockDrop } from '../drops/lock-drop.ts';
import type { Tx } from '../platform/db.ts';
import { EVERYONE } from '../protocol/stock-keys.ts';
import { testDatabases } from '../test/database.ts';
import { crowdedHistories, type histories } from '../test/stock-histories.ts';
import { faultOf, openStockWorld, SOUND_STEPS } from '../test/stock-properties.ts';
import { loadBatch } from './load-batch.ts';
import type { StockState } from './rules/stock-state.ts';
import type { BatchSteps } from './run-batch.ts';
import { saveBatch } from './save-batch.ts';

/** A broken step has to be noticed within so many. */
const HISTORIES_OF_MUTANT = 400;
/** What nothing is broken in has to hold for longer than that. */
const HISTORIES_OF_CONTROL = { sqlite: 500, postgresql: 20 };

const LONGER_THAN_A_READ_MS = 25;

describe.each(testDatabases())('a broken step of a batch on %s', (engine) => {
  const stock = openStockWorld(engine);

  it('is not seen where there is none', async () => {
    expect(await faultOf(stock(), { runs: HISTORIES_OF_CONTROL[engine] })).toBe(null);
  }, 240_000);

  const visible = mutants().filter(([, { isSeenOn }]) => isSeenOn.includes(engine));
  it.each(visible)(
    'is seen: %s',
    async (_name, mutant) => {
      expect(await faultOf(stock(), { runs: HISTORIES_OF_MUTANT, ...mutant })).not.toBe(null);
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
    ['no version is made', { steps: { ...SOUND_STEPS, lock: readVersion }, isSeenOn: BOTH }],
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
  return { steps: { ...SOUND_STEPS, load }, isSeenOn: BOTH };
}

type Changes = Parameters<BatchSteps['save']>[2]['changes'];

function saving(change: (changes: Changes) => Partial<Changes>): Mutant {
  const save: BatchSteps['save'] = (tx, which, { decided, changes }) =>
    saveBatch(tx, which, { decided, changes: { ...changes, ...change(changes) } });
  return { steps: { ...SOUND_STEPS, save }, isSeenOn: BOTH };
}

/** Both nodes read the same version, since each waits for the other before it writes. */
function lockedLast(): BatchSteps {
  const save: BatchSteps['save'] = async (tx, which, what) => {
    await pause(LONGER_THAN_A_READ_MS);
    await saveBatch(tx, which, what);
    await lockDrop(tx, which.dropId);
  };
  return { ...SOUND_STEPS, lock: readVersion, save };
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
