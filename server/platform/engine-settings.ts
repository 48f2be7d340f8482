import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';

/** The database runs with settings under which acknowledged writes could be lost or corrupted. */
export class UnsafeEngineSettings extends Error {
  override name = 'UnsafeEngineSettings';
}

type Queryable = Pick<SqlDriverAdapter, 'queryRaw'>;

/** Sets what a connection that writes needs; `proveSqliteSettings` then reads it back. */
export async function setSqliteSettings(
  connection: Pick<SqlDriverAdapter, 'executeScript'>,
): Promise<void> {
  for (const { pragma, set } of SQLITE_PRAGMAS)
    await connection.executeScript(`PRAGMA ${pragma} = ${set}`);
}

/**
 * Refuses a SQLite that is too old or a pragma that did not take: SQLite answers an unknown or
 * impossible pragma with silence, so that only reading it back proves anything.
 */
export async function proveSqliteSettings(connection: Queryable): Promise<void> {
  const version = await firstValue(connection, 'SELECT sqlite_version()');
  if (isOlder(version, OLDEST_SQLITE))
    throw new UnsafeEngineSettings(
      `SQLite ${version} can corrupt a WAL database; install the locked dependencies again to get ${OLDEST_SQLITE} or newer.`,
    );
  for (const { pragma, reads, advice } of SQLITE_PRAGMAS) {
    const value = await firstValue(connection, `PRAGMA ${pragma}`);
    if (value !== reads)
      throw new UnsafeEngineSettings(
        `SQLite keeps ${pragma} at ${value || 'nothing'} where ${reads} is needed: ${advice}`,
      );
  }
}

/** Refuses a PostgreSQL server that acknowledges commits before they are safe on its disk. */
export async function provePostgresSettings(connection: Queryable): Promise<void> {
  for (const { setting, accepts } of POSTGRES_SETTINGS) {
    const value = await firstValue(connection, `SHOW ${setting}`);
    if (!accepts.includes(value))
      throw new UnsafeEngineSettings(
        `PostgreSQL runs with ${setting} = ${value}, which can lose paid orders at a power cut: set ${setting} = on for this server and start again.`,
      );
  }
}

/** Before 3.51.3 a checkpoint that raced a writer could corrupt a WAL database. */
const OLDEST_SQLITE = '3.51.3';

const SQLITE_PRAGMAS = [
  {
    pragma: 'journal_mode',
    set: 'WAL',
    reads: 'wal',
    advice: 'keep the database on a local disk, not in memory and not on a network share.',
  },
  {
    pragma: 'synchronous',
    set: 'FULL',
    reads: '2',
    advice: 'otherwise a power cut loses acknowledged commits.',
  },
  { pragma: 'foreign_keys', set: 'ON', reads: '1', advice: 'this build of SQLite lacks them.' },
  { pragma: 'busy_timeout', set: '5000', reads: '5000', advice: 'this build ignores it.' },
  { pragma: 'trusted_schema', set: 'OFF', reads: '0', advice: 'this build ignores it.' },
] as const;

const POSTGRES_SETTINGS: readonly { setting: string; accepts: readonly string[] }[] = [
  { setting: 'fsync', accepts: ['on'] },
  { setting: 'full_page_writes', accepts: ['on'] },
  { setting: 'synchronous_commit', accepts: ['on', 'local', 'remote_write', 'remote_apply'] },
];

async function firstValue(connection: Queryable, sql: string): Promise<string> {
  const { rows } = await connection.queryRaw({ sql, args: [], argTypes: [] });
  return String(rows[0]?.[0] ?? '');
}

function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  for (const place of [0, 1, 2]) {
    const difference = (a?.[place] ?? 0) - (b?.[place] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
