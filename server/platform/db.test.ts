import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { executeAlone, inTransaction, type OpenDatabase } from './db.ts';
import { Prisma } from './generated/sqlite/client.ts';

describe.each(testDatabases())('the database on %s', (engine) => {
  let open: OpenDatabase;
  beforeAll(async () => {
    open = await createTestDatabase(engine);
  });
  afterAll(() => open.close());

  it('gives exactly the guarded number of units to 50 updates at once', async () => {
    const { db } = open;
    await db.customerAllowance.create({ data: { dropId: 'd', customerKey: 'k' } });
    const tries = Array.from({ length: 50 }, () =>
      db.customerAllowance.updateMany({
        where: { dropId: 'd', customerKey: 'k', usedUnits: { lt: 7 } },
        data: { usedUnits: { increment: 1 } },
      }),
    );
    const won = (await Promise.all(tries)).filter(({ count }) => count === 1);
    expect(won).toHaveLength(7);
  });

  it('runs 50 guarded transactions at once without refusing any for want of a turn', async () => {
    const { db } = open;
    await db.customerAllowance.create({ data: { dropId: 'd', customerKey: 'tx' } });
    const tries = Array.from({ length: 50 }, () =>
      inTransaction(db, async (tx) => {
        const { count } = await tx.customerAllowance.updateMany({
          where: { dropId: 'd', customerKey: 'tx', usedUnits: { lt: 20 } },
          data: { usedUnits: { increment: 1 } },
        });
        return count;
      }),
    );
    const counts = await Promise.all(tries);
    expect(counts.filter((count) => count === 1)).toHaveLength(20);
  });

  it('undoes all of a transaction whose work throws', async () => {
    const { db } = open;
    const failing = inTransaction(db, async (tx) => {
      await tx.hubSetting.create({ data: { key: 'undone', value: '1' } });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await db.hubSetting.findUnique({ where: { key: 'undone' } })).toBeNull();
  });

  it('runs a statement by itself with any text, says how many rows it changed, and what is wrong', async () => {
    const { db } = open;
    const value = `"quoted" 'too' \\ und Ähnliches 🎉 ${'x'.repeat(100_000)}`;
    const insert = Prisma.sql`INSERT INTO "hub_setting" ("key", "value") VALUES (${'alone'}, ${value})`;
    expect(await executeAlone(db, insert)).toBe(1);
    expect(await db.hubSetting.findUnique({ where: { key: 'alone' } })).toMatchObject({ value });
    await expect(executeAlone(db, insert)).rejects.toThrow();
    const remove = Prisma.sql`DELETE FROM "hub_setting" WHERE "key" = ${'alone'}`;
    expect(await executeAlone(db, remove)).toBe(1);
    expect(await executeAlone(db, remove)).toBe(0);
  });

  it('throws at once when a transaction uses the outer client or opens another transaction', async () => {
    const { db } = open;
    await expect(inTransaction(db, () => db.hubSetting.findMany())).rejects.toThrow(
      'HubSetting.findMany goes around the open transaction: use tx instead of db.',
    );
    await expect(inTransaction(db, () => db.$queryRaw`SELECT 1`)).rejects.toThrow('use tx instead');
    await expect(inTransaction(db, () => executeAlone(db, Prisma.sql`SELECT 1`))).rejects.toThrow(
      'A statement alone goes around the open transaction.',
    );
    await expect(inTransaction(db, () => inTransaction(db, async () => undefined))).rejects.toThrow(
      'A transaction is opened inside another one.',
    );
  });

  it('lets other requests read one row each while a transaction reads one row in the same tick', async () => {
    const { db } = open;
    const key = { where: { key: 'nobody' } };
    const reads = Array.from({ length: 40 }, (_, i) =>
      i % 2 === 0
        ? inTransaction(db, (tx) => tx.hubSetting.findUnique(key))
        : Promise.resolve().then(() => db.hubSetting.findUnique(key)),
    );
    expect(await Promise.all(reads)).toEqual(Array.from({ length: 40 }, () => null));
  });

  it('sees in a plain read what was acknowledged just before', async () => {
    const { db } = open;
    for (let i = 0; i < 50; i += 1) {
      await db.hubSetting.create({ data: { key: `seen-${i}`, value: 'x' } });
      expect(await db.hubSetting.count({ where: { key: `seen-${i}` } })).toBe(1);
    }
  });

  it('runs a transaction again that the database gave up in favour of another', async () => {
    const { db } = open;
    let attempts = 0;
    const result = await inTransaction(db, async () => {
      attempts += 1;
      if (attempts < 3) throw Object.assign(new Error('conflict'), { code: 'P2034' });
      return attempts;
    });
    expect(result).toBe(3);
  });

  it('keeps times to the millisecond, also as parameters and columns of hand-written SQL', async () => {
    const { db } = open;
    const at = new Date('2026-03-29T01:30:00.123Z');
    await db.stripeEvent.create({
      data: { id: 'evt_1', type: 't', objectId: 'o', receivedAt: at },
    });
    const found = await db.$queryRaw<{ receivedAt: Date }[]>`
      SELECT "receivedAt" FROM "stripe_event" WHERE "receivedAt" >= ${at} AND "receivedAt" <= ${at}`;
    expect(found).toEqual([{ receivedAt: at }]);
    expect(await db.stripeEvent.count({ where: { receivedAt: { gt: at } } })).toBe(0);
  });

  it('keeps money beyond 2^53 exact', async () => {
    const { db } = open;
    const amountMinor = 9_007_199_254_740_993n;
    const at = new Date(0);
    const common = { brandId: 'b', currency: 'eur', at };
    await db.brand.create({
      data: { id: 'b', slug: 'b', name: 'B', currency: 'eur', timeZone: 'UTC', createdAt: at },
    });
    await db.ledgerTransaction.create({
      data: {
        ...common,
        id: 'big',
        idempotencyKey: 'big',
        kind: 'commission',
        memo: '',
        entries: {
          create: [
            { ...common, id: 'plus', account: 'creator_pending', amountMinor },
            { ...common, id: 'minus', account: 'brand_payable', amountMinor: -amountMinor },
          ],
        },
      },
    });
    const entries = await db.ledgerEntry.findMany({ orderBy: { amountMinor: 'desc' } });
    expect(entries.map((entry) => entry.amountMinor)).toEqual([amountMinor, -amountMinor]);
  });
});
