import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type OpenDatabase, openDatabase } from './db.ts';
import { databaseLeases, type Leases } from './lease.ts';
import { createLog } from './log.ts';
import { repeat } from './repeat.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(testDatabases())('a lease on %s', (engine) => {
  let database: OpenDatabase & { url: string };
  let second: OpenDatabase;
  let a: Leases;
  let b: Leases;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    // A SQLite file is one process's own: there both nodes share the connection.
    second = engine === 'postgresql' ? await openDatabase(database) : database;
    a = databaseLeases(database, 'node a');
    b = databaseLeases(second, 'node b');
  });
  afterEach(async () => {
    if (second !== database) await second.close();
    await database.close();
  });

  it('is taken by one of many who ask at once', async () => {
    const asked = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? a : b).take('task', 60_000));
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    expect(await b.take('another task', 60_000)).toBe(true);
  });

  it('is free again by time when its holder is gone', async () => {
    expect(await a.take('task', 300)).toBe(true);
    expect(await b.take('task', 300)).toBe(false);
    await pause(350);
    expect(await b.take('task', 60_000)).toBe(true);
  });

  it('is made longer and shorter by its holder, and by nobody else', async () => {
    await a.take('task', 300);
    await a.hold('task', 60_000);
    await b.hold('task', 0);
    await pause(350);
    expect(await b.take('task', 1)).toBe(false);
    await a.hold('task', 0);
    expect(await b.take('task', 1)).toBe(true);
  });

  it('lets two nodes run a task once per period and never side by side', async () => {
    let [runs, running, most] = [0, 0, 0];
    const task = {
      name: 'count',
      everyMs: 200,
      run: async () => {
        running += 1;
        most = Math.max(most, running);
        await pause(50);
        runs += 1;
        running -= 1;
      },
    };
    const log = createLog('silent');
    const stops = [a, b].map((leases) => repeat(task, { leases, log }));
    await expect.poll(() => runs, { timeout: 10_000 }).toBeGreaterThanOrEqual(4);
    const startedAt = performance.now();
    const before = runs;
    await pause(2_000);
    const periods = (performance.now() - startedAt) / 230;
    for (const stop of stops) await stop();
    expect(runs - before).toBeGreaterThanOrEqual(3);
    expect(runs - before).toBeLessThanOrEqual(Math.ceil(periods) + 1);
    expect(most).toBe(1);
  });

  it('lets another node go on when the one that had the task is dead', async () => {
    await a.take('count', 500);
    let runs = 0;
    const run = async () => {
      runs += 1;
    };
    const task = { name: 'count', everyMs: 50, run };
    const stop = repeat(task, { leases: b, log: createLog('silent') });
    await pause(250);
    expect(runs).toBe(0);
    await expect.poll(() => runs, { timeout: 5_000 }).toBeGreaterThan(2);
    await stop();
  });
});
