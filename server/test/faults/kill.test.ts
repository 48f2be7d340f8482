import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabases } from '../database.ts';
import { type Bundle, bundle } from './bundle.ts';
import { type CrashingHub, describeStarts, prepareHub } from './crashing-hub.ts';
import { findLosses, findUnsettled, History } from './history.ts';
import { buildHouse, type House } from './house.ts';
import { findContradictions, seeOrders, startLoad } from './load.ts';

/** PostgreSQL keeps its files in a process that does not die with the hub: fewer moments suffice. */
const KILLS = { sqlite: 30, postgresql: 5 };
const VIEWERS = 12;
/** A quiet machine needs a minute and a half; a busy one is no fault. */
const PATIENCE_MS = 1_200_000;
const SAID_WITHIN_MS = 300_000;

describe.each(testDatabases())('a hub on %s that is killed under load', (engine) => {
  let program: Bundle;
  let house: House;
  let hub: CrashingHub;
  const kills = KILLS[engine];

  beforeAll(async () => {
    program = await bundle('server/main.ts');
    house = await buildHouse(engine, { drops: kills });
    const { dataDir: DATA_DIR, databaseUrl: DATABASE_URL } = house;
    hub = await prepareHub(program.main, { DATA_DIR, DATABASE_URL });
  });
  afterAll(async () => {
    await hub?.kill();
    await house?.remove();
    program?.remove();
  });

  it(`loses and doubles nothing that it acknowledged, ${kills} times`, {
    timeout: PATIENCE_MS,
  }, async () => {
    const all = new History();
    const starts: number[] = [await hub.start()];
    for (const place of house.venues) {
      const history = new History();
      const load = startLoad({ ...place, origin: hub.origin }, history, { viewers: VIEWERS });
      // Before the first kill everything has been said once, so that nothing stays untried by chance.
      const isFirst = starts.length === 1;
      await expect
        .poll(() => (isFirst ? leastSaid(history) : history.held.size), {
          timeout: SAID_WITHIN_MS,
          interval: 10,
        })
        .toBeGreaterThan(0);
      await new Promise((resolve) => setTimeout(resolve, randomInt(200, 800)));
      await hub.kill();
      await load.stop();
      starts.push(await hub.start());
      expect(await house.read((db) => findLosses(db, history))).toEqual([]);
      expect(await findContradictions(hub.origin, history, { most: 10 })).toEqual([]);
      gather(all, history);
      await seeOrders(hub.origin, all);
    }
    await expect
      .poll(() => house.read((db) => findUnsettled(db, all)), { timeout: 30_000, interval: 500 })
      .toEqual([]);
    expect(await house.read((db) => findLosses(db, all))).toEqual([]);
    expect([...all.problems.keys()].filter((problem) => problem.startsWith('500'))).toEqual([]);
    // What was not tried was not shown.
    expect(leastSaid(all)).toBeGreaterThan(0);
    report(engine, all, starts);
  });
});

/** How often viewers were told what they were told least. */
function leastSaid({ held, givenBack, charged, ordered, confirmed }: History): number {
  return Math.min(...[held, givenBack, charged, ordered, confirmed].map(({ size }) => size));
}

function gather(all: History, history: History): void {
  for (const dropId of history.drops) all.drops.add(dropId);
  for (const [id, wish] of history.held) all.held.set(id, wish);
  for (const [key, wish] of history.unanswered) all.unanswered.set(key, wish);
  for (const [id, number] of history.ordered) all.ordered.set(id, number);
  for (const [problem, count] of history.problems) all.problems.set(problem, count);
  for (const [id, proof] of history.charged) all.charged.set(id, proof);
  for (const name of ['givenBack', 'followed', 'confirmed'] as const)
    for (const one of history[name]) all[name].add(one);
}

function report(engine: string, all: History, starts: number[]): void {
  const { held, ordered, confirmed, problems } = all;
  console.info(
    `${engine}: ${held.size} claims, ${ordered.size} orders and ${confirmed.size} clicks kept over ` +
      `${starts.length - 1} kills; ${describeStarts(starts)}; problems: ` +
      JSON.stringify(Object.fromEntries(problems)),
  );
}
