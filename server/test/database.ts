import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenDatabase, openDatabase } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { applyMigrations } from '../platform/migrate.ts';
import { migrationsKey } from './migrations-key.ts';
import { createDatabaseOnPostgres, postgresUrl, takeSpareDatabase } from './postgres-database.ts';

/**
 * The engines that a suite runs on: SQLite always, PostgreSQL where TEST_POSTGRES_URL names a
 * server on which databases may be created. For `describe.each(testDatabases())`.
 */
export function testDatabases(): Engine[] {
  return postgresUrl() ? ['sqlite', 'postgresql'] : ['sqlite'];
}

/** An empty, migrated database of its own; `close` removes it. Workers may ask at the same time. */
export async function createTestDatabase(
  engine: Engine = 'sqlite',
): Promise<OpenDatabase & { url: string }> {
  return engine === 'sqlite' ? createSqlite() : createPostgres();
}

/** The address of a database without a table, for tests of migrating and opening. */
export async function createEmptyDatabase(
  engine: Engine,
): Promise<{ url: string; remove(): Promise<void> }> {
  if (engine === 'sqlite') return emptySqlite();
  return createDatabaseOnPostgres();
}

function emptySqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-test-'));
  const remove = async () => rmSync(folder, { recursive: true, force: true });
  return { url: `file:${join(folder, 'test.db')}`, remove };
}

async function createSqlite() {
  const template = await sqliteTemplate();
  const { url, remove } = emptySqlite();
  copyFileSync(template, url.replace('file:', ''));
  return openRemovable(url, remove);
}

async function createPostgres() {
  const { url, giveBack } = await takeSpareDatabase();
  return openRemovable(url, giveBack);
}

async function openRemovable(url: string, remove: () => Promise<void>) {
  const opened = await openDatabase({ url });
  const close = async () => {
    await opened.close();
    await remove();
  };
  return { ...opened, url, close };
}

/** A migrated file per state of the migrations, kept between runs and made by whoever comes first. */
async function sqliteTemplate(): Promise<string> {
  const folder = join('.cache', 'test-databases');
  const template = join(folder, `${migrationsKey('sqlite')}.db`);
  if (existsSync(template)) return template;
  mkdirSync(folder, { recursive: true });
  const draft = `${template}.${randomBytes(6).toString('hex')}`;
  await applyMigrations(`file:${draft}`);
  renameSync(draft, template);
  rmSync(`${draft}.lock`, { force: true });
  return template;
}
