import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { Engine } from '../../server/platform/engine.ts';
import { applyMigrations } from '../../server/platform/migrate.ts';
import { createEmptyDatabase } from '../../server/test/database.ts';

export type BenchDatabase = { url: string; remove(): Promise<void> };

/** An empty, migrated database: a file on the disk of this checkout, or one on the server. */
export async function createBenchDatabase(engine: Engine): Promise<BenchDatabase> {
  const database = await (engine === 'sqlite' ? emptyFile() : createEmptyDatabase(engine));
  await applyMigrations(database.url);
  return database;
}

/** Temporary folders may be in memory, where a commit costs nothing; a checkout is on a disk. */
async function emptyFile(): Promise<BenchDatabase> {
  mkdirSync('.cache', { recursive: true });
  const folder = mkdtempSync(join('.cache', 'bench-'));
  return {
    url: `file:${resolve(folder, 'bench.db')}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Whether PostgreSQL can be measured: on the server that TEST_POSTGRES_URL names, else on one of
 * this machine that trusts us. Sets the variable, which is how test databases find their server.
 */
export async function hasPostgres(): Promise<boolean> {
  const url = process.env.TEST_POSTGRES_URL || 'postgres://postgres@127.0.0.1:5432/postgres';
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    process.env.TEST_POSTGRES_URL = url;
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
