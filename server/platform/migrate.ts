import { engineOf } from './engine.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { migrateSqlite } from './migrate-sqlite.ts';
import { readMigrations } from './migration-files.ts';

/**
 * Brings a database to the newest migration and returns the names of those that it applied; none
 * when it was there already, which takes a few milliseconds. Each migration is applied whole or not
 * at all and recorded as Prisma records it, so that `prisma migrate deploy` agrees. Throws
 * `MigrationRefused` when the database is newer than this code or has taken another way.
 */
export async function applyMigrations(url: string, folder?: string): Promise<string[]> {
  const engine = engineOf(url);
  const migrations = readMigrations(engine, folder);
  return engine === 'sqlite' ? migrateSqlite(url, migrations) : migratePostgres(url, migrations);
}
