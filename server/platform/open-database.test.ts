import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlQueryable } from '@prisma/driver-adapter-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmptyDatabase, testDatabases } from '../test/database.ts';
import { openDatabase } from './db.ts';
import { proveSqliteSettings, setSqliteSettings, UnsafeEngineSettings } from './engine-settings.ts';
import { DatabaseInUse } from './one-process.ts';

describe('opening a SQLite file', () => {
  let url: string;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    ({ url, remove } = await createEmptyDatabase('sqlite'));
  });
  afterEach(() => remove());

  it('is refused while another process has it, and works when that one was killed', async () => {
    const other = await holdInAnotherProcess(url.replace('file:', ''));
    await expect(openDatabase({ url })).rejects.toThrow(DatabaseInUse);
    other.kill('SIGKILL');
    await once(other, 'exit');
    const { close } = await openDatabase({ url });
    await close();
  });

  it('is refused a second time in one process, until it was closed', async () => {
    const { close } = await openDatabase({ url });
    await expect(openDatabase({ url })).rejects.toThrow('Another Dropcast process has');
    await close();
    await (await openDatabase({ url })).close();
  });

  it('uses full durability: WAL, synchronous FULL and foreign keys', async () => {
    const { db, close } = await openDatabase({ url });
    const read = (pragma: string) => db.$queryRawUnsafe(`PRAGMA ${pragma}`);
    expect(await read('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await read('synchronous')).toEqual([{ synchronous: 2n }]);
    expect(await read('foreign_keys')).toEqual([{ foreign_keys: 1n }]);
    expect(await read('trusted_schema')).toEqual([{ trusted_schema: 0n }]);
    await close();
  });
});

describe('settings that could lose data', () => {
  it('are refused when a pragma did not take', async () => {
    const memory = await new PrismaBetterSqlite3({ url: ':memory:' }).connect();
    await setSqliteSettings(memory);
    await expect(proveSqliteSettings(memory)).rejects.toThrow(
      'SQLite keeps journal_mode at memory where wal is needed',
    );
    await memory.dispose();
  });

  it('are refused when SQLite is older than 3.51.3', async () => {
    await expect(proveSqliteSettings(sqliteOfVersion('3.51.2'))).rejects.toThrow(
      UnsafeEngineSettings,
    );
    await expect(proveSqliteSettings(sqliteOfVersion('3.9.30'))).rejects.toThrow('SQLite 3.9.30');
  });

  it.runIf(testDatabases().includes('postgresql'))(
    'are refused when PostgreSQL acknowledges commits early',
    async () => {
      const { url, remove } = await createEmptyDatabase('postgresql');
      const { db, close } = await openDatabase({ url });
      const name = new URL(url).pathname.slice(1);
      await db.$executeRawUnsafe(`ALTER DATABASE "${name}" SET synchronous_commit = off`);
      await close();
      await expect(openDatabase({ url })).rejects.toThrow('synchronous_commit = off');
      await remove();
    },
  );

  it('and addresses of other kinds are refused with a sentence', async () => {
    await expect(openDatabase({ url: 'mysql://x' })).rejects.toThrow('DATABASE_URL must begin');
    await expect(openDatabase({ url: 'file::memory:' })).rejects.toThrow('must name a file');
  });
});

function sqliteOfVersion(version: string): SqlQueryable {
  const result = { columnNames: ['v'], columnTypes: [7 as const], rows: [[version]] };
  return {
    provider: 'sqlite',
    adapterName: 'old',
    queryRaw: () => Promise.resolve(result),
    executeRaw: () => Promise.resolve(0),
  };
}

async function holdInAnotherProcess(file: string) {
  const driver = createRequire(import.meta.url).resolve('better-sqlite3');
  const script = `
    const lock = new (require(${JSON.stringify(driver)}))(${JSON.stringify(`${file}.lock`)});
    lock.exec('BEGIN EXCLUSIVE');
    console.log('held');
    setInterval(() => lock, 1000);`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}
