import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../platform/db.ts';
import { expectConservedStock } from '../stock.ts';
import { type Bundle, bundle } from './bundle.ts';
import { describeStarts, killed, prepareHub } from './crashing-hub.ts';
import { findLosses, History } from './history.ts';
import { buildHouse, type House } from './house.ts';
import { findContradictions, startLoad } from './load.ts';
import { type Power, watchPower, whyNoPowerCuts } from './power.ts';

const CUTS = 8;
const PATIENCE_MS = 300_000;
const obstacle = whyNoPowerCuts();
if (obstacle) console.info(`Power cuts are left out: ${obstacle}.`);

describe.skipIf(obstacle)(
  'SQLite when the power is cut under load',
  { timeout: PATIENCE_MS },
  () => {
    let house: House;
    let power: Power;
    beforeEach(async () => {
      house = await buildHouse('sqlite', { drops: CUTS });
    });
    afterEach(async () => {
      power?.remove();
      await house?.remove();
    });

    it(`a hub loses and doubles nothing that it acknowledged, ${CUTS} times`, async () => {
      const program = await bundle('server/main.ts');
      const { dataDir: DATA_DIR, databaseUrl: DATABASE_URL } = house;
      power = watchPower(DATA_DIR);
      const hub = await prepareHub(program.main, { DATA_DIR, DATABASE_URL, ...power.env });
      let kept = 0;
      const starts: number[] = [];
      try {
        // Its secrets are made now and go through every cut.
        starts.push(await hub.start());
        for (const place of house.venues) {
          const history = new History();
          const load = startLoad({ ...place, origin: hub.origin }, history, { viewers: 12 });
          await expect
            .poll(() => history.held.size, { timeout: 20_000, interval: 10 })
            .toBeGreaterThan(0);
          await new Promise((resolve) => setTimeout(resolve, randomInt(200, 600)));
          await hub.kill();
          power.cut();
          await load.stop();
          starts.push(await hub.start());
          expect(await house.read((db) => findLosses(db, history))).toEqual([]);
          expect(await findContradictions(hub.origin, history, { most: 5 })).toEqual([]);
          kept += history.held.size;
        }
        expect(power.countSyncs('dropcast.db-wal')).toBeGreaterThan(CUTS);
        console.info(`${kept} claims kept over ${CUTS} power cuts; ${describeStarts(starts)}`);
      } finally {
        await hub.kill();
        program.remove();
      }
    });

    describe('the verbs alone', () => {
      let program: Bundle;
      beforeAll(async () => {
        program = await bundle(fileURLToPath(new URL('./claiming-child.ts', import.meta.url)));
      });
      afterAll(() => program?.remove());

      /** Claims that were acknowledged before the cut, and those of them that are there after it. */
      async function cutWhileClaiming(synchronous: 'FULL' | 'NORMAL') {
        const [venue] = house.venues;
        if (!venue) throw new Error('the house has no drop');
        power = watchPower(house.dataDir);
        const file = join(house.dataDir, 'dropcast.db');
        const args = [program.main, file, synchronous, venue.drop.slug, venue.sku.id];
        const child = spawn(process.execPath, args, {
          env: { ...process.env, ...power.env },
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const acknowledged = await readIds(child, 100);
        await killed(child);
        power.cut();
        const { db, close } = await openDatabase({ url: house.databaseUrl });
        const kept = await db.claim.findMany({ where: { id: { in: acknowledged } } });
        await expectConservedStock(db, venue.drop.id);
        await close();
        return { acknowledged, kept: kept.length, syncs: power.countSyncs('dropcast.db-wal') };
      }

      it('keep every acknowledged claim with synchronous = FULL', async () => {
        const { acknowledged, kept, syncs } = await cutWhileClaiming('FULL');
        expect(kept).toBe(acknowledged.length);
        expect(syncs).toBeGreaterThan(0);
      });

      it('would lose acknowledged claims with synchronous = NORMAL', async () => {
        const { acknowledged, kept } = await cutWhileClaiming('NORMAL');
        expect(kept).toBeLessThan(acknowledged.length);
      });
    });
  },
);

/** The first lines that a child says, and whatever came with them. */
function readIds(child: ChildProcess, atLeast: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const lines = said.split('\n').slice(0, -1);
      if (lines.length >= atLeast) resolve(lines);
    });
    child.once('exit', (code) => reject(new Error(`the child ended with ${code}:\n${said}`)));
  });
}
