import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { applyMigrations } from '../platform/migrate.ts';
import { migrationsKey } from './migrations-key.ts';

/** The server that TEST_POSTGRES_URL names; undefined: none is to be used. */
export function postgresUrl(): string | undefined {
  return process.env.TEST_POSTGRES_URL || undefined;
}

/** A database without a table. */
export async function createDatabaseOnPostgres(): Promise<{
  url: string;
  remove(): Promise<void>;
}> {
  const name = `dropcast_test_${randomBytes(8).toString('hex')}`;
  await onDatabase(postgresUrl(), (server) => server.query(`CREATE DATABASE "${name}"`));
  return {
    url: databaseUrl(name),
    remove: () => onDatabase(postgresUrl(), (server) => drop(server, name)),
  };
}

/**
 * An empty, migrated database for one test, to be given back. Making one and removing it waits for the
 * disk, and makes everybody else wait: so they stay on the server, and whoever takes one empties it
 * first. A lock of the taker's connection says that it is taken, also after a taker that was killed.
 */
export async function takeSpareDatabase(
  family = 'dropcast',
): Promise<{ url: string; giveBack(): Promise<void> }> {
  const server = await lockingPlace();
  try {
    // Nobody removes the template that this one may be copied from.
    const template = templateName(family);
    await server.query('SELECT pg_advisory_lock_shared(hashtextextended($1, 0))', [template]);
    const name = await lockSpare(server, family);
    await makeReady(server, { family, name });
    return { url: databaseUrl(name), giveBack: () => server.end() };
  } catch (error) {
    await server.end();
    throw error;
  }
}

/**
 * A connection whose locks everybody on the server sees: locks are those of one database, so it is one
 * that every server has, whichever the address names. Where it may not be entered, that of the address.
 */
async function lockingPlace(): Promise<pg.Client> {
  const place = new pg.Client({ connectionString: databaseUrl('postgres') });
  try {
    await place.connect();
    return place;
  } catch {
    const own = new pg.Client({ connectionString: postgresUrl() });
    await own.connect();
    return own;
  }
}

async function lockSpare(server: pg.Client, family: string): Promise<string> {
  const key = migrationsKey('postgresql');
  for (let number = 1; ; number += 1) {
    const name = `${family}_spare_${key}_${number}`;
    if (await tryLock(server, name)) return name;
  }
}

async function tryLock(server: pg.Client, name: string): Promise<boolean> {
  const { rows } = await server.query<{ isOurs: boolean }>(
    'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS "isOurs"',
    [name],
  );
  return rows[0]?.isOurs === true;
}

async function makeReady(
  server: pg.Client,
  { family, name }: { family: string; name: string },
): Promise<void> {
  const found = await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (found.rowCount === 1 && (await isEmptied(server, name))) return;
  await drop(server, name);
  const template = await postgresTemplate(server, family);
  await server.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  const form = await onDatabase(databaseUrl(name), formOf);
  await server.query(`COMMENT ON DATABASE "${name}" IS '${form}'`);
}

/** False: a test has changed its form, or it cannot be emptied, as by a user who may not. */
async function isEmptied(server: pg.Client, name: string): Promise<boolean> {
  await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
    name,
  ]);
  try {
    return await onDatabase(databaseUrl(name), async (database) => {
      await database.query(EMPTY);
      return (await formOf(database)) === (await formAtFirst(server, name));
    });
  } catch {
    return false;
  }
}

/** Without triggers: the ledger's would refuse. */
const EMPTY = `
  DO $$
  DECLARE one record; has_rows boolean;
  BEGIN
    SET LOCAL session_replication_role = replica;
    SET LOCAL synchronous_commit = off;
    FOR one IN SELECT relname, relkind FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')
        AND relname <> '_prisma_migrations'
    LOOP
      IF one.relkind = 'S' THEN
        EXECUTE format('ALTER SEQUENCE %I RESTART', one.relname);
      ELSE
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', one.relname) INTO has_rows;
        IF has_rows THEN EXECUTE format('DELETE FROM %I', one.relname); END IF;
      END IF;
    END LOOP;
  END $$`;

/** Names all that a test could have changed of a database beside its rows. */
async function formOf(database: pg.Client): Promise<string> {
  const { rows } = await database.query<{ form: string }>(`
    SELECT md5(concat(
      (SELECT string_agg(concat(c.oid, c.relname, c.relchecks, c.relnatts), ',' ORDER BY c.oid)
        FROM pg_class c WHERE relnamespace = 'public'::regnamespace),
      (SELECT string_agg(concat(oid, tgname, tgenabled), ',' ORDER BY oid)
        FROM pg_trigger WHERE NOT tgisinternal),
      (SELECT string_agg(concat(oid, conname), ',' ORDER BY oid) FROM pg_constraint),
      (SELECT string_agg(concat(oid, md5(prosrc)), ',' ORDER BY oid)
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace),
      (SELECT string_agg(setconfig::text, ',') FROM pg_db_role_setting
        WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()))
    )) AS form`);
  return rows[0]?.form ?? '';
}

async function formAtFirst(server: pg.Client, name: string): Promise<string> {
  const { rows } = await server.query<{ form: string | null }>(
    `SELECT shobj_description(oid, 'pg_database') AS form FROM pg_database WHERE datname = $1`,
    [name],
  );
  return rows[0]?.form ?? '';
}

/** Made by whoever comes first, under a lock: a template with a connection cannot be copied. */
async function postgresTemplate(server: pg.Client, family: string): Promise<string> {
  const name = templateName(family);
  await server.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const found = await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) {
      const draft = `${name}_${randomBytes(4).toString('hex')}`;
      await server.query(`CREATE DATABASE "${draft}"`);
      await applyMigrations(databaseUrl(draft));
      await server.query(`ALTER DATABASE "${draft}" RENAME TO "${name}"`);
      await dropOthers(server, family);
    }
  } finally {
    await server.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
  return name;
}

function templateName(family: string): string {
  return `${family}_template_${migrationsKey('postgresql')}`;
}

/**
 * Removes templates and spares of other migrations, and templates that were never finished, unless
 * somebody has locked them: every change of a migration would leave some on the server for ever.
 */
async function dropOthers(server: pg.Client, family: string): Promise<void> {
  const { rows } = await server.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database
      WHERE (starts_with(datname, $1 || '_spare_') OR starts_with(datname, $1 || '_template_'))
        AND NOT starts_with(datname, $1 || '_spare_' || $2 || '_') AND datname <> $3`,
    [family, migrationsKey('postgresql'), templateName(family)],
  );
  for (const { name } of rows) {
    if (!(await tryLock(server, name))) continue;
    // One of another owner stays.
    await drop(server, name).catch(() => undefined);
    await server.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]);
  }
}

const TEMPLATE_LOCK = 4_870_001;

async function drop(server: pg.Client, name: string): Promise<void> {
  await server.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

async function onDatabase<T>(
  url: string | undefined,
  work: (database: pg.Client) => Promise<T>,
): Promise<T> {
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}

function databaseUrl(name: string): string {
  const url = new URL(postgresUrl() ?? '');
  url.pathname = `/${name}`;
  return url.href;
}
