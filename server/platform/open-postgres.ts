import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { provePostgresSettings } from './engine-settings.ts';
import type { Execute } from './execute.ts';
import type { PrismaClient } from './generated/sqlite/client.ts';

/**
 * Opens a PostgreSQL database with a small pool. Lock, statement and idle limits end a stuck
 * statement before Prisma gives up on its transaction (10 s), so that the error says what happened.
 */
export async function openPostgres(
  url: string,
): Promise<{ client: PrismaClient; execute: Execute; close(): Promise<void> }> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    lock_timeout: 5_000,
    statement_timeout: 8_000,
    idle_in_transaction_session_timeout: 15_000,
    options: '-c TimeZone=UTC',
  });
  // Between its idle time and its use nobody listens to a connection, and one that breaks just then
  // would end the process. Whoever uses it next gets the error of its statement.
  pool.on('connect', (connection) => connection.on('error', () => undefined));
  pool.on('error', () => undefined);
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  await proveSettings(new PrismaPg(pool)).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const generated = await import('./generated/postgresql/client.ts');
  const postgres = new generated.PrismaClient({ adapter });
  await postgres.$connect();
  // Both clients are generated from the same models. SQLite's types are the smaller set (it has no
  // case-insensitive filters, for instance), so what compiles against them runs on both.
  const client = postgres as unknown as PrismaClient;
  const execute: Execute = async ({ text, values }) => {
    const { rowCount } = await pool.query(text, [...values]);
    return rowCount ?? 0;
  };
  return { client, execute, close: () => postgres.$disconnect() };
}

async function proveSettings(adapter: PrismaPg): Promise<void> {
  const connection = await adapter.connect();
  try {
    await provePostgresSettings(connection);
  } finally {
    await connection.dispose();
  }
}
