import { AsyncLocalStorage } from 'node:async_hooks';
import { type Engine, engineOf } from './engine.ts';
import type { Execute } from './execute.ts';
import type { Prisma, PrismaClient } from './generated/sqlite/client.ts';
import { invariant } from './invariant.ts';
import { openPostgres } from './open-postgres.ts';
import { openSqlite } from './open-sqlite.ts';
import { isTransientError } from './transient-error.ts';

/** The database. Its statements stand alone; what belongs together goes through `inTransaction`. */
export type Db = PrismaClient;
/** One open transaction. */
export type Tx = Prisma.TransactionClient;
/** For stores that only read, inside a transaction or outside. */
export type Reader = Db | Tx;

export type OpenDatabase = {
  db: Db;
  engine: Engine;
  close(): Promise<void>;
};

/**
 * Opens the database that the address names (`file:./.data/dropcast.db`, `postgres://…`).
 * Throws `UnsafeEngineSettings` when it could lose what it acknowledges, `DatabaseInUse` when
 * another process has the SQLite file, and an Error when the address is of neither form.
 */
export async function openDatabase({
  url,
  writesOnThread = false,
}: {
  url: string;
  /** For a hub that serves: SQLite works on a thread of its own. PostgreSQL always works elsewhere. */
  writesOnThread?: boolean;
}): Promise<OpenDatabase> {
  const engine = engineOf(url);
  const opened = await (engine === 'sqlite'
    ? openSqlite(url, { writesOnThread })
    : openPostgres(url));
  const db = refusingOuterUse(opened.client);
  engines.set(db, engine);
  executes.set(db, opened.execute);
  return { db, engine, close: opened.close };
}

/**
 * The engine behind a database of ours, or behind one of its transactions: statements on whole sets are
 * written for each.
 */
export function engineOfDb(db: Reader): Engine {
  const engine = engines.get(db);
  invariant(engine, 'the database was opened by openDatabase');
  return engine;
}

const engines = new WeakMap<Reader, Engine>();

/**
 * Runs one statement by itself, past Prisma, which copies and reads a long text four times on its way:
 * for a set of rows as one parameter, that is half of what such a statement costs this thread. Its
 * parameters are texts. Resolves with how many rows it changed.
 */
export async function executeAlone(db: Db, statement: Prisma.Sql): Promise<number> {
  invariant(
    !openTransaction.getStore()?.isOpen,
    'A statement alone goes around the open transaction.',
  );
  const execute = executes.get(db);
  invariant(execute, 'the database was opened by openDatabase');
  return execute(statement);
}

const executes = new WeakMap<Db, Execute>();

/**
 * Runs `work` in one transaction: all of it happens or nothing. When the database was busy, or had
 * to pick one of two transactions, the work is run again, up to three times; so it must have no
 * effect outside `tx`. Inside it only `tx` may be used: a statement through `db` would wait for the
 * very transaction that waits for it, and throws instead.
 */
export async function inTransaction<T>(
  db: Db,
  work: (tx: Tx) => Promise<T>,
  { maxWaitMs = 15_000, timeoutMs = 10_000 }: { maxWaitMs?: number; timeoutMs?: number } = {},
): Promise<T> {
  invariant(!openTransaction.getStore()?.isOpen, 'A transaction is opened inside another one.');
  const plain = plainClients.get(db) ?? db;
  for (let attempt = 1; ; attempt += 1) {
    const scope = { isOpen: true };
    try {
      return await plain.$transaction(
        (tx) => {
          engines.set(tx, engineOfDb(db));
          return openTransaction.run(scope, async () => await work(tx));
        },
        {
          maxWait: maxWaitMs,
          timeout: timeoutMs,
        },
      );
    } catch (error) {
      if (attempt > RETRIES || !isTransientError(error)) throw error;
    } finally {
      scope.isOpen = false;
    }
    await jitteredPause(attempt);
  }
}

const RETRIES = 3;

/** Set while `work` of a transaction runs, in everything that it calls. */
const openTransaction = new AsyncLocalStorage<{ isOpen: boolean }>();

/** The client beneath each `Db`, whose transactions are not watched statement by statement. */
const plainClients = new WeakMap<Db, Db>();

/**
 * A client that throws when it is used inside the work of a transaction. It is asked at the call
 * and not in the driver, where statements of several requests share one asynchronous context.
 */
function refusingOuterUse(client: Db): Db {
  const watched = client.$extends({
    query: {
      $allOperations({ model, operation, args, query }) {
        invariant(
          !openTransaction.getStore()?.isOpen,
          `${model ?? 'db'}.${operation} goes around the open transaction: use tx instead of db.`,
        );
        return query(args);
      },
    },
  });
  // The extension adds nothing to the client's shape; its own type only loses `$on`.
  const db = watched as unknown as Db;
  plainClients.set(db, client);
  return db;
}

function jitteredPause(attempt: number): Promise<void> {
  const longestMs = 20 * 4 ** (attempt - 1);
  return new Promise((resolve) => setTimeout(resolve, longestMs * (0.5 + Math.random() / 2)));
}
