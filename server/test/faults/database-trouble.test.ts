import pg from 'pg';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AppServer, startAppServer } from '../app-server.ts';
import { testDatabases } from '../database.ts';
import { makeLink } from '../factories.ts';
import { makeShop } from '../shop.ts';
import { findLosses, History } from './history.ts';
import { findContradictions, startLoad } from './load.ts';
import type { Venue } from './viewer.ts';

const PATIENCE_MS = 180_000;
/** What a viewer may be told while the database is in trouble: to try again, and when. */
const TRY_AGAIN = ['503 busy', '429 too_many_requests'];

let app: AppServer;
let venue: Venue;
let history: History;
/** What the operator reads in the log about errors. */
let complaints: string[];

async function openShop(engine: 'sqlite' | 'postgresql'): Promise<void> {
  app = await startAppServer(engine, { trustedProxies: 1 });
  complaints = [];
  app.hub.log = pino({ level: 'error' }, { write: (line: string) => complaints.push(line) });
  const { drop, sku, contract } = await makeShop(app.hub, { units: 20_000 });
  const link = await makeLink(app.hub, { contractId: contract.id, dropId: drop.id });
  venue = { origin: app.origin, drop, sku, link };
  history = new History();
}

function countProblems(): number {
  return [...history.problems.values()].reduce((sum, count) => sum + count, 0);
}

function unexpectedProblems(): string[] {
  return [...history.problems.keys()].filter((told) => !TRY_AGAIN.includes(told));
}

/** Nothing is half done, and what is asked for now is done. */
async function expectRecovery(): Promise<void> {
  expect(await findContradictions(app.origin, history, { most: 30 })).toEqual([]);
  const before = history.held.size;
  const load = startLoad(venue, history, { viewers: 4 });
  await expect.poll(() => history.held.size, { timeout: 20_000 }).toBeGreaterThan(before + 10);
  await load.stop();
  expect(await findLosses(app.hub.db, history)).toEqual([]);
}

describe.skipIf(!testDatabases().includes('postgresql'))(
  'claims on PostgreSQL in trouble',
  { timeout: PATIENCE_MS },
  () => {
    let operator: pg.Client;
    beforeEach(async () => {
      await openShop('postgresql');
      const [at] = await app.hub.db.$queryRaw<
        { name: string }[]
      >`SELECT current_database() AS name`;
      const url = new URL(process.env.TEST_POSTGRES_URL ?? '');
      url.pathname = `/${at?.name}`;
      operator = new pg.Client({ connectionString: url.href });
      await operator.connect();
    });
    afterEach(async () => {
      await operator.end();
      await app.close();
    });

    it('are done or told to try again while connections break, and none is half done', async () => {
      const load = startLoad(venue, history, { viewers: 16 });
      await expect.poll(() => history.held.size, { timeout: 20_000 }).toBeGreaterThan(0);
      for (let cuts = 0; cuts < 10; cuts += 1) {
        await pause(100);
        await operator.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND pid <> pg_backend_pid()`,
        );
      }
      await load.stop();
      expect(history.problems.get('503 busy')).toBeGreaterThan(0);
      expect(unexpectedProblems()).toEqual([]);
      expect(complaints.join()).toContain('the database is out of reach or full');
      await expectRecovery();
    });

    it('wait or are told to try again while another session holds the drop for six seconds', async () => {
      await operator.query('BEGIN');
      await operator.query('SELECT * FROM "drop" WHERE id = $1 FOR UPDATE', [venue.drop.id]);
      const early = startLoad(venue, history, { viewers: 16 });
      await pause(3_000);
      const late = startLoad(venue, history, { viewers: 4 });
      await pause(3_000);
      await expect.poll(countProblems, { timeout: 30_000 }).toBeGreaterThan(0);
      expect(history.held.size).toBe(0);
      await operator.query('ROLLBACK');
      await Promise.all([early.stop(), late.stop()]);
      expect(unexpectedProblems()).toEqual([]);
      await expectRecovery();
    });
  },
);

describe('claims on SQLite with a full disk', { timeout: PATIENCE_MS }, () => {
  beforeEach(() => openShop('sqlite'));
  afterEach(() => app.close());

  it('are told to try again, none is half done, and they go on when there is room', async () => {
    const load = startLoad(venue, history, { viewers: 8 });
    await expect.poll(() => history.held.size, { timeout: 20_000 }).toBeGreaterThan(10);
    await allowPages(1);
    await expect
      .poll(() => history.problems.get('503 busy') ?? 0, { timeout: 20_000 })
      .toBeGreaterThan(10);
    await load.stop();
    expect(unexpectedProblems()).toEqual([]);
    expect(complaints.join()).toContain('the database is out of reach or full');
    await allowPages(1_000_000);
    await expectRecovery();
  });

  /** As a disk of that many pages would; SQLite keeps at least what is used already. */
  async function allowPages(count: number): Promise<void> {
    await app.hub.db.$queryRawUnsafe(`PRAGMA max_page_count = ${count}`);
  }
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
