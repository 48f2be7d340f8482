import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type Db, inTransaction, type OpenDatabase, openDatabase } from './db.ts';
import { isBusyError, isOutage, isTransientError } from './transient-error.ts';

/** What a person can be told, and whether the work may be run again without asking them. */
function kindOf(error: unknown) {
  return { out: isOutage(error), busy: isBusyError(error), again: isTransientError(error) };
}

const OUTAGE = { out: true, busy: true, again: false };

function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

const writeOne = (db: Pick<Db, 'orphanHits'>, day: string) =>
  db.orphanHits.create({ data: { day, hits: 1 } });

describe('a database that fails', () => {
  let database: OpenDatabase & { url: string };
  let operator: pg.Client | null = null;
  afterEach(async () => {
    await operator?.end();
    operator = null;
    await database.close();
  });

  describe('on SQLite', () => {
    beforeEach(async () => {
      database = await createTestDatabase('sqlite');
    });

    it('is an outage while its disk is full, and not when a rule refuses a row', async () => {
      const { db } = database;
      await writeOne(db, '2026-09-01');
      expect(kindOf(await failureOf(writeOne(db, '2026-09-01')))).toEqual({
        out: false,
        busy: false,
        again: false,
      });
      await db.$queryRawUnsafe('PRAGMA max_page_count = 1');
      const fill = (tx: Pick<Db, '$executeRawUnsafe'>) =>
        tx.$executeRawUnsafe(`INSERT INTO "orphan_hits" ("day", "hits")
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
          SELECT 'day ' || i, 1 FROM n`);
      expect(kindOf(await failureOf(fill(db)))).toEqual(OUTAGE);
      expect(kindOf(await failureOf(inTransaction(db, fill)))).toEqual(OUTAGE);
    });
  });

  describe.skipIf(!testDatabases().includes('postgresql'))('on PostgreSQL', () => {
    beforeEach(async () => {
      database = await createTestDatabase('postgresql');
      operator = new pg.Client({ connectionString: database.url });
      await operator.connect();
    });

    const breakConnections = () =>
      operator?.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );

    it('is an outage when a connection breaks in a statement or between two', async () => {
      const { db } = database;
      const asleep = failureOf(db.$queryRaw`SELECT pg_sleep(5)::text`);
      await expect.poll(isAsleep).toBe(true);
      await breakConnections();
      expect(kindOf(await asleep)).toEqual(OUTAGE);
      const between = inTransaction(db, async (tx) => {
        await writeOne(tx, '2026-09-01');
        await breakConnections();
        await writeOne(tx, '2026-09-02');
      });
      expect(kindOf(await failureOf(between))).toEqual(OUTAGE);
      expect(await db.orphanHits.count()).toBe(0);
    });

    it('is an outage when nobody listens at its address', async () => {
      const url = new URL(database.url);
      url.port = '1';
      const refused = await failureOf(openDatabase({ url: url.href }));
      expect(kindOf(refused)).toEqual(OUTAGE);
    });

    async function isAsleep(): Promise<boolean> {
      const found = await operator?.query(
        `SELECT 1 FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event = 'PgSleep'`,
      );
      return found?.rowCount === 1;
    }
  });
});

it('a connection that another service refused is no outage of the database', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
    code: 'ECONNREFUSED',
  });
  expect(isOutage(new Error('the payment service did not answer', { cause: refused }))).toBe(false);
});
