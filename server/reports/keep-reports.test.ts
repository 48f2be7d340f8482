import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { applyMigrations } from '../platform/migrate.ts';
import { readMigrations } from '../platform/migration-files.ts';
import { createEmptyDatabase, testDatabases } from '../test/database.ts';
import { makeBrand } from '../test/factories.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { makeShopOrder } from '../test/orders.ts';
import { recountReports, storedReports } from '../test/recount-reports.ts';
import { keepReports } from './keep-reports.ts';
import { readLtv } from './read-ltv.ts';
import { rebuildReports } from './rebuild-reports.ts';
import { COHORT_MEASURES } from './rules/measures.ts';

const LARGEST_SALE = 100_000_000_000;

describe.each(testDatabases())('the keeping of reports on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse(engine);
  });
  afterEach(() => house.close());

  const shopOrder = (brandId: string, email: string, capturedMinor?: number) =>
    makeShopOrder(house.hub, { brandId, email, ...(capturedMinor ? { capturedMinor } : {}) });

  it('counts one customer’s largest sales, and what another brand sells after them', async () => {
    const { hub, brand } = house;
    const other = await makeBrand(hub);
    for (let sale = 0; sale < 4; sale += 1) {
      await shopOrder(other.id, 'rich@home.test', LARGEST_SALE);
    }
    await shopOrder(other.id, 'poor@home.test', 1);
    await shopOrder(brand.id, 'eve@home.test');
    await keepReports(hub);
    for (const one of [brand, other]) {
      expect(await storedReports(hub, one)).toEqual(await recountReports(hub, one));
    }
    expect(await hub.db.reportOrder.count()).toBe(6);
    house.days(91);
    const { all } = await readLtv(hub, other, { by: 'channel' });
    // Of two values the interval is their mean and z times half of what lies between them.
    const half = Math.round((1.959964 * (4 * LARGEST_SALE - 1)) / 2);
    expect(all.cells[0]?.interval?.high).toBeCloseTo(half + 2 * LARGEST_SALE + 1, -1);
    const before = await storedReports(hub, other);
    await rebuildReports(hub);
    expect(await storedReports(hub, other)).toEqual(before);
  });

  it('counts everybody else when a customer cannot be counted, and them a day later', async () => {
    const { hub, brand } = house;
    const other = await makeBrand(hub);
    await shopOrder(other.id, 'good@home.test');
    await keepReports(hub);
    const counted = (brandId: string) => hub.db.reportOrder.count({ where: { brandId } });
    // A day whose sum can hold no more.
    const setDay = (capturedMinor: bigint) =>
      hub.db.reportDay.updateMany({
        where: { brandId: other.id, orders: 1n },
        data: { capturedMinor },
      });
    await setDay(2n ** 63n - 100n);
    await shopOrder(brand.id, 'c0@home.test');
    await shopOrder(other.id, 'bad@home.test');
    await shopOrder(other.id, 'bad@home.test');
    for (let at = 1; at < 5; at += 1) await shopOrder(brand.id, `c${at}@home.test`);
    await keepReports(hub);
    expect(await counted(brand.id)).toBe(5);
    expect(await storedReports(hub, brand)).toEqual(await recountReports(hub, brand));
    expect(await counted(other.id)).toBe(1);
    const { freshness } = await readLtv(hub, brand, { by: 'channel' });
    expect(freshness).toEqual({ waiting: 0 });
    const failed = await hub.db.reportDue.findMany();
    expect(failed.map(({ failedAt }) => failedAt)).toEqual(Array(2).fill(hub.clock.now()));

    await setDay(4900n);
    await keepReports(hub);
    expect(await counted(other.id)).toBe(1);
    hub.clock.advance(86_400_001);
    await keepReports(hub);
    expect(await storedReports(hub, other)).toEqual(await recountReports(hub, other));
    expect(await counted(other.id)).toBe(3);
    expect(await hub.db.reportDue.count()).toBe(0);
  });

  it('leaves all marks as they are while the database is busy', async () => {
    const { hub, brand } = house;
    await shopOrder(brand.id, 'eve@home.test');
    await shopOrder(brand.id, 'joe@home.test');
    for (const one of BUSY[engine]) await hub.db.$executeRawUnsafe(one);
    await expect(keepReports(hub)).rejects.toThrow();
    expect(await hub.db.reportDue.findMany()).toMatchObject([
      { failedAt: null },
      { failedAt: null },
    ]);
  });
});

/** What a database says that has picked another transaction. */
const BUSY: Record<Engine, string[]> = {
  sqlite: [
    `CREATE TRIGGER "busy" BEFORE INSERT ON "report_order"
      BEGIN SELECT RAISE(ABORT, 'database is locked'); END`,
  ],
  postgresql: [
    `CREATE FUNCTION busy() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'busy' USING ERRCODE = '40001'; END $$`,
    `CREATE TRIGGER "busy" BEFORE INSERT ON "report_order"
      FOR EACH ROW EXECUTE FUNCTION busy()`,
  ],
};

describe.each(testDatabases())('reports from before exact intervals on %s', (engine) => {
  it('are counted anew after the migration: all customers wait, and no cohort is left', async () => {
    const { url, remove } = await createEmptyDatabase(engine);
    const older = mkdtempSync(join(tmpdir(), 'dropcast-older-'));
    try {
      cpSync('prisma/migrations', older, { recursive: true });
      const names = readMigrations(engine).map(({ name }) => name);
      const from = names.findIndex((name) => name.endsWith('report_spread'));
      for (const name of names.slice(from)) rmSync(join(older, engine, name), { recursive: true });
      await applyMigrations(url, older);
      const old = await openDatabase({ url });
      for (const one of oldRows(engine)) await old.db.$executeRawUnsafe(one);
      await old.close();

      expect(await applyMigrations(url)).toEqual(names.slice(from));
      const { db, close } = await openDatabase({ url });
      expect(await db.reportDue.findMany()).toMatchObject([{ customerId: 'c1', failedAt: null }]);
      expect([await db.reportCustomer.count(), await db.reportCohort.count()]).toEqual([0, 0]);
      await close();
    } finally {
      rmSync(older, { recursive: true });
      await remove();
    }
  });
});

const OLD_MEASURES = COHORT_MEASURES.filter((one) => !one.startsWith('trillions'));
/** One customer of whom the sums are kept, in the words that both engines know. */
function oldRows(engine: Engine): string[] {
  const now = engine === 'sqlite' ? '0' : 'now()';
  const measures = OLD_MEASURES.map((one) => `"${one}"`).join(', ');
  const values = OLD_MEASURES.map(() => 1).join(', ');
  const keys = `"brandId", "currency", "day", "contractId", "channel", "refundWindowDays"`;
  const of = `'b1', 'eur', '2026-01-01', '', 'organic', 30`;
  return [
    `INSERT INTO "brand" ("id", "slug", "name", "currency", "timeZone", "createdAt")
      VALUES ('b1', 'b', 'B', 'eur', 'UTC', ${now})`,
    `INSERT INTO "customer" ("id", "brandId", "email", "emailKey", "createdAt")
      VALUES ('c1', 'b1', 'eve@home.test', 'eve@home.test', ${now})`,
    `INSERT INTO "report_customer" ("customerId", "acquiredAt", ${keys}, ${measures})
      VALUES ('c1', ${now}, ${of}, ${values})`,
    `INSERT INTO "report_cohort" (${keys}, ${measures}) VALUES (${of}, ${values})`,
  ];
}
