import fc from 'fast-check';
import { afterAll, beforeAll } from 'vitest';
import { loadBatch } from '../claims/load-batch.ts';
import type { BatchSteps } from '../claims/run-batch.ts';
import { saveBatch } from '../claims/save-batch.ts';
import { lockDrop } from '../drops/lock-drop.ts';
import { type Db, type OpenDatabase, openDatabase } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { createTestDatabase } from './database.ts';
import { testHub } from './hub.ts';
import { histories } from './stock-histories.ts';
import { makeStockWorld, playHistory, type StockWorld } from './stock-world.ts';

export const SOUND_STEPS: BatchSteps = { lock: lockDrop, load: loadBatch, save: saveBatch };

type Stock = { world: StockWorld; nodes: Db[] };

/** A database of its own for the tests of this file, once they run. */
export function openStockWorld(engine: Engine): () => Stock {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let second: OpenDatabase | null = null;
  let stock: Stock;
  beforeAll(async () => {
    database = await createTestDatabase(engine);
    const world = await makeStockWorld(testHub(database.db));
    // SQLite is one process's; on PostgreSQL two connections stand for two nodes.
    second = engine === 'postgresql' ? await openDatabase({ url: database.url }) : null;
    stock = { world, nodes: second ? [database.db, second.db] : [database.db] };
  });
  afterAll(async () => {
    await second?.close();
    await database.close();
  });
  return () => stock;
}

/** Plays that many histories; what the first broken one breaks, and how to play it again, else null. */
export async function faultOf(
  stock: Stock,
  given: { runs: number; steps?: BatchSteps; played?: typeof histories },
): Promise<string | null> {
  const { runs, steps = SOUND_STEPS, played = histories } = given;
  const result = await fc.check(
    fc.asyncProperty(played, async (history) => {
      const faults = await playHistory({ ...stock, steps }, history);
      if (faults.length > 0) throw new Error(faults.join('\n'));
    }),
    { numRuns: runs, endOnFailure: true },
  );
  return result.failed ? `${fc.defaultReportMessage(result)}\n${result.errorInstance}` : null;
}
