import { afterEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../platform/db.ts';
import { testDatabases } from '../test/database.ts';
import { isSomebodyWaiting } from '../test/lock-waits.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { signal } from '../test/signal.ts';
import { holdLines } from './lines.store.ts';

/** What SQLite needs none of: it has one writer. */
describe.runIf(testDatabases().includes('postgresql'))('lines held on postgresql', () => {
  let house: MoneyHouse;
  afterEach(() => house.close());

  it('are locked by id, whatever order they lie in, so that nobody waits crosswise', async () => {
    house = await openMoneyHouse('postgresql');
    const { db } = house.hub;
    for (let n = 0; n < 3; n += 1) await house.sell(house.ana, {});
    const lines = await db.commissionLine.findMany({ orderBy: { id: 'asc' } });
    const [first, ...later] = lines.map(({ id }) => id);
    if (!first || later.length < 2) throw new Error('three sales, three lines');
    // What is written anew lies behind the others from now on.
    await db.commissionLine.updateMany({ where: { id: first }, data: { cappedBy: 'month' } });

    const has = signal();
    const mayGo = signal();
    const before = inTransaction(db, async (tx) => {
      await tx.$queryRaw`SELECT "id" FROM "commission_line" WHERE "id" = ${first} FOR UPDATE`;
      has.give();
      await mayGo.given;
    });
    await has.given;
    const holding = inTransaction(db, (tx) => holdLines(tx, [...later, first]));
    await expect.poll(() => isSomebodyWaiting(db), { timeout: 10_000 }).toBe(true);

    const free = await db.$queryRaw<{ id: string }[]>`SELECT "id" FROM "commission_line"
      ORDER BY "id" FOR NO KEY UPDATE SKIP LOCKED`;

    mayGo.give();
    await Promise.all([before, holding]);
    expect(free.map(({ id }) => id)).toEqual(later);
  });
});
