import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  type AppliedMigration,
  type Migration,
  MigrationRefused,
  missingMigrations,
} from './migration-files.ts';
import { holdForOneProcess } from './one-process.ts';
import { sqliteFile } from './open-sqlite.ts';

/** Applies to a SQLite file what it lacks of `migrations`, each in one transaction. */
export function migrateSqlite(url: string, migrations: Migration[]): string[] {
  const file = sqliteFile(url);
  mkdirSync(dirname(file), { recursive: true });
  const release = holdForOneProcess(file);
  const database = new Sqlite(file);
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // A table is changed by making it anew; its foreign keys are checked as a whole at the end.
    database.pragma('foreign_keys = OFF');
    const missing = missingMigrations(migrations, appliedMigrations(database));
    for (const migration of missing) apply(database, migration);
    return missing.map(({ name }) => name);
  } finally {
    database.close();
    release();
  }
}

function appliedMigrations(database: Sqlite.Database): AppliedMigration[] {
  const table = database
    .prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_prisma_migrations'`)
    .get();
  if (!table) return [];
  return database
    .prepare<[], { name: string; checksum: string; finished: number }>(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
    )
    .all()
    .map(({ name, checksum, finished }) => ({ name, checksum, isFinished: finished === 1 }));
}

function apply(database: Sqlite.Database, { name, script, checksum }: Migration): void {
  const inOneTransaction = database.transaction(() => {
    database.exec(MIGRATIONS_TABLE);
    database.exec(script);
    const broken = database.pragma('foreign_key_check');
    if (Array.isArray(broken) && broken.length > 0)
      throw new MigrationRefused(
        `The migration ${name} would leave ${broken.length} rows without what they point to; nothing was changed.`,
      );
    const at = Date.now();
    database
      .prepare(
        `INSERT INTO _prisma_migrations
           (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
         VALUES (?, ?, ?, ?, ?, 1)`,
      )
      .run(randomUUID(), checksum, name, at, at);
  });
  inOneTransaction.exclusive();
}

/** As Prisma's own engine creates it. */
const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
);`;
