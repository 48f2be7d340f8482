import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Db, type OpenDatabase, openDatabase } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { applyMigrations } from '../platform/migrate.ts';
import { readMigrations } from '../platform/migration-files.ts';

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

/** Runs `use` on a fresh database and removes it, also when `use` throws. */
export async function withDatabase<T>(engine: Engine, use: (db: Db) => Promise<T>): Promise<T> {
  const database = await createTestDatabase(engine);
  try {
    return await use(database.db);
  } finally {
    await database.close();
  }
}

/** The address of a database without a table, for tests of migrating and opening. */
export async function createEmptyDatabase(
  engine: Engine,
): Promise<{ url: string; remove(): Promise<void> }> {
  if (engine === 'sqlite') return emptySqlite();
  const name = newName();
  await onServer((server) => server.query(`CREATE DATABASE "${name}"`));
  return { url: databaseUrl(name), remove: () => dropPostgres(name) };
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

async function createPostgres() {
  const name = newName();
  await onServer(async (server) => {
    const template = await postgresTemplate(server);
    await server.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  });
  return openRemovable(databaseUrl(name), () => dropPostgres(name));
}

function newName(): string {
  return `dropcast_test_${randomBytes(8).toString('hex')}`;
}

async function dropPostgres(name: string): Promise<void> {
  await onServer((server) => server.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
}

/** As `sqliteTemplate`. Under a lock, since a template with a connection cannot be copied. */
async function postgresTemplate(server: pg.Client): Promise<string> {
  const name = `dropcast_template_${migrationsKey('postgresql')}`;
  await server.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const found = await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) {
      const draft = `${name}_${randomBytes(4).toString('hex')}`;
      await server.query(`CREATE DATABASE "${draft}"`);
      await applyMigrations(databaseUrl(draft));
      await server.query(`ALTER DATABASE "${draft}" RENAME TO "${name}"`);
    }
  } finally {
    await server.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
  return name;
}

const TEMPLATE_LOCK = 4_870_001;

async function onServer<T>(work: (server: pg.Client) => Promise<T>): Promise<T> {
  const server = new pg.Client({ connectionString: postgresUrl() });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

function databaseUrl(name: string): string {
  const url = new URL(postgresUrl() ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

function postgresUrl(): string | undefined {
  return process.env.TEST_POSTGRES_URL || undefined;
}

/** Names one state of the migrations, so that a template of another state is never taken. */
function migrationsKey(engine: Engine): string {
  const state = readMigrations(engine).map(({ name, checksum }) => `${name} ${checksum}`);
  return createHash('sha256').update(state.join()).digest('hex').slice(0, 16);
}
