import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PrismaClient } from './generated/sqlite/client.ts';
import { applyMigrations } from './migrate.ts';
import { serialSqlite } from './sqlite-adapter.ts';

const places = [
  ['on a thread of its own', true],
  ['in this thread', false],
] as const;

describe.each(places)(
  'SQLite that writes %s, under requests that write while other transactions roll back',
  (_, writesOnThread) => {
    let folder: string;
    let file: string;
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'dropcast-adapter-'));
      file = join(folder, 'test.db');
      await applyMigrations(`file:${file}`);
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it('keeps every acknowledged write and none of what was rolled back', async () => {
      const { acknowledged, stored } = await writeAmongRollbacks(
        serialSqlite({ file, writesOnThread }),
      );
      expect(acknowledged).toHaveLength(200);
      expect(stored).toEqual(acknowledged);
    });

    it('would lose acknowledged writes on the stock adapter', async () => {
      const stock = new PrismaBetterSqlite3({ url: file }, { timestampFormat: 'unixepoch-ms' });
      const { acknowledged, stored } = await writeAmongRollbacks(stock);
      const lost = acknowledged.filter((key) => !stored.includes(key));
      expect(lost.length).toBeGreaterThan(0);
    });

    it('rolls back for real when a transaction runs out of time, and goes on serving', async () => {
      const client = new PrismaClient({ adapter: serialSqlite({ file, writesOnThread }) });
      const late = client.$transaction(
        async (tx) => {
          await tx.hubSetting.create({ data: { key: 'late', value: '' } });
          await pause(300);
          await tx.hubSetting.create({ data: { key: 'too late', value: '' } });
        },
        { timeout: 100 },
      );
      const waiting = client.hubSetting.create({ data: { key: 'waited', value: '' } });
      await expect(late).rejects.toThrow();
      await waiting;
      expect((await client.hubSetting.findMany()).map(({ key }) => key)).toEqual(['waited']);
      await client.$disconnect();
    });

    it('gives a turn back that was given up before it came', async () => {
      const client = new PrismaClient({ adapter: serialSqlite({ file, writesOnThread }) });
      const slow = client.$transaction(() => pause(200));
      const impatient = client.$transaction(async () => undefined, { maxWait: 50 });
      await expect(impatient).rejects.toThrow();
      await slow;
      await client.hubSetting.create({ data: { key: 'after', value: '' } });
      expect(await client.hubSetting.count()).toBe(1);
      await client.$disconnect();
    });

    it('lets plain reads through while a transaction is open, and hides what is not committed', async () => {
      const client = new PrismaClient({ adapter: serialSqlite({ file, writesOnThread }) });
      const seen = await client.$transaction(async (tx) => {
        await tx.hubSetting.create({ data: { key: 'k', value: '' } });
        return [await client.hubSetting.count(), await tx.hubSetting.count()];
      });
      expect(seen).toEqual([0, 1]);
      await client.$disconnect();
    });
  },
);

/** Plain writes, each started while some transaction that will be rolled back is open. */
async function writeAmongRollbacks(adapter: SqlDriverAdapterFactory) {
  const client = new PrismaClient({ adapter, transactionOptions: { maxWait: 30_000 } });
  const acknowledged: string[] = [];
  const rounds = Array.from({ length: 200 }, async (_, i) => {
    if (i % 4 === 0) await rollBackOne(client, `gone-${i}`);
    const key = `kept-${String(i).padStart(3, '0')}`;
    await pause(i % 7);
    await client.hubSetting.create({ data: { key, value: '' } }).then(
      () => acknowledged.push(key),
      () => undefined,
    );
  });
  await Promise.all(rounds);
  const rows = await client.hubSetting.findMany({ orderBy: { key: 'asc' } });
  await client.$disconnect();
  return { acknowledged: acknowledged.sort(), stored: rows.map(({ key }) => key) };
}

async function rollBackOne(client: PrismaClient, key: string): Promise<void> {
  const doomed = client.$transaction(async (tx) => {
    await tx.hubSetting.create({ data: { key, value: '' } });
    await pause(3);
    throw new Error('rolled back on purpose');
  });
  await doomed.catch(() => undefined);
}
