import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type AppliedMigration, type Migration, missingMigrations } from './migration-files.ts';

/**
 * Applies to a PostgreSQL database what it lacks of `migrations`, each in one transaction. Of
 * several nodes that start together one migrates; the others wait and find nothing to do.
 */
export async function migratePostgres(url: string, migrations: Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    if (missingMigrations(migrations, await appliedMigrations(client)).length === 0) return [];
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    const missing = missingMigrations(migrations, await appliedMigrations(client));
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** The advisory lock that Prisma's own migration commands take. */
const PRISMA_LOCK = 72_707_369;

async function appliedMigrations(client: pg.Client): Promise<AppliedMigration[]> {
  const table = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`);
  if (!table.rows[0]?.found) return [];
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  return rows;
}

async function apply(client: pg.Client, { name, script, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(MIGRATIONS_TABLE);
    await client.query(script);
    await client.query(
      `INSERT INTO _prisma_migrations
         (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** As Prisma's own engine creates it. */
const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"              VARCHAR(64) NOT NULL,
    "finished_at"           TIMESTAMPTZ,
    "migration_name"        VARCHAR(255) NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        TIMESTAMPTZ,
    "started_at"            TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count"   INTEGER NOT NULL DEFAULT 0
);`;
