import {
  DriverAdapterError,
  type IsolationLevel,
  isDriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import { proveSqliteSettings, setSqliteSettings } from './engine-settings.ts';
import { connectHere, connectOnThread, type SqliteConnection } from './sqlite-connection.ts';
import { Turns } from './turns.ts';

/**
 * A driver adapter for SQLite that keeps every write it acknowledged.
 *
 * The stock adapter has one connection and guards only the start of a transaction: a plain write
 * that arrives while another request's transaction is open runs inside it, is acknowledged, and is
 * rolled back with it. Here everything on the writing connection takes its turn, a transaction from
 * BEGIN IMMEDIATE until it is really over. Plain reads use a second, read-only connection: they see
 * every commit that was acknowledged before them (WAL) and never wait for a writer.
 *
 * Times are stored as epoch milliseconds, so SQL that is written by hand must pass times as
 * parameters and never rely on CURRENT_TIMESTAMP.
 */
export function serialSqlite({ file, writesOnThread }: SqliteOptions): SqlDriverAdapterFactory {
  return {
    provider: 'sqlite',
    adapterName: ADAPTER_NAME,
    connect: () => SerialSqlite.open({ file, writesOnThread }),
  };
}

export type SqliteOptions = {
  file: string;
  /** The writing connection has a thread of its own, which costs a start and no request its turn. */
  writesOnThread: boolean;
};

const ADAPTER_NAME = 'serial-sqlite';

class SerialSqlite implements SqlDriverAdapter {
  readonly provider = 'sqlite';
  readonly adapterName = ADAPTER_NAME;
  readonly #writer: SqliteConnection;
  readonly #reader: SqliteConnection;
  readonly #turns = new Turns();

  static async open({ file, writesOnThread }: SqliteOptions): Promise<SerialSqlite> {
    const writer = await (writesOnThread
      ? connectOnThread(file)
      : connectHere(file, { readonly: false }));
    try {
      await setSqliteSettings(writer);
      await proveSqliteSettings(writer);
      const reader = await connectHere(file, { readonly: true });
      await reader.executeScript('PRAGMA trusted_schema = OFF');
      return new SerialSqlite(writer, reader);
    } catch (error) {
      await writer.dispose();
      throw error;
    }
  }

  constructor(writer: SqliteConnection, reader: SqliteConnection) {
    this.#writer = writer;
    this.#reader = reader;
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    if (isPlainRead(query.sql)) return this.#reader.queryRaw(query);
    return this.#inTurn(() => this.#writer.queryRaw(query));
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    return this.#inTurn(() => this.#writer.executeRaw(query));
  }

  async executeScript(script: string): Promise<void> {
    return this.#inTurn(() => this.#writer.executeScript(script));
  }

  async startTransaction(isolationLevel?: IsolationLevel): Promise<Transaction> {
    if (isolationLevel && isolationLevel !== 'SERIALIZABLE')
      throw new DriverAdapterError({ kind: 'InvalidIsolationLevel', level: isolationLevel });
    const done = await this.#turns.take();
    try {
      await this.#writer.executeRaw(statement('BEGIN IMMEDIATE'));
    } catch (error) {
      done();
      throw error;
    }
    return new SerialTransaction(this.#writer, done);
  }

  async dispose(): Promise<void> {
    const done = await this.#turns.take();
    await this.#reader.dispose();
    await this.#writer.dispose();
    done();
  }

  async #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const done = await this.#turns.take();
    try {
      return await withReadableRefusals(run);
    } finally {
      done();
    }
  }
}

/** Prisma sends COMMIT or ROLLBACK as a statement and then calls `commit` or `rollback`. */
class SerialTransaction implements Transaction {
  readonly provider = 'sqlite';
  readonly adapterName = ADAPTER_NAME;
  readonly options = { usePhantomQuery: false };
  readonly #writer: SqliteConnection;
  readonly #done: () => void;
  #isOver = false;

  constructor(writer: SqliteConnection, done: () => void) {
    this.#writer = writer;
    this.#done = done;
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    this.#refuseWhenOver();
    return withReadableRefusals(() => this.#writer.queryRaw(query));
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    this.#refuseWhenOver();
    return withReadableRefusals(() => this.#writer.executeRaw(query));
  }

  commit(): Promise<void> {
    return this.#end();
  }

  rollback(): Promise<void> {
    return this.#end();
  }

  async createSavepoint(name: string): Promise<void> {
    await this.executeRaw(statement(`SAVEPOINT ${name}`));
  }

  async rollbackToSavepoint(name: string): Promise<void> {
    await this.executeRaw(statement(`ROLLBACK TO ${name}`));
  }

  async releaseSavepoint(name: string): Promise<void> {
    await this.executeRaw(statement(`RELEASE SAVEPOINT ${name}`));
  }

  /** Hands the connection on only when no transaction is open on it, whatever became of COMMIT. */
  async #end(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    try {
      await this.#writer.executeRaw(statement('ROLLBACK'));
    } catch (error) {
      if (!isNoTransaction(error)) throw error;
    } finally {
      this.#done();
    }
  }

  #refuseWhenOver(): void {
    if (this.#isOver)
      throw new DriverAdapterError({
        kind: 'TransactionAlreadyClosed',
        cause: 'A statement came after the end of its transaction.',
      });
  }
}

/** Only what begins with SELECT; anything cleverer takes its turn on the writing connection. */
function isPlainRead(sql: string): boolean {
  return /^\s*SELECT\b/i.test(sql);
}

/** A trigger that refuses would be reported as a foreign-key error; this keeps its own sentence. */
async function withReadableRefusals<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!isDriverAdapterError(error)) throw error;
    const { originalCode, originalMessage } = error.cause;
    if (originalCode !== 'SQLITE_CONSTRAINT_TRIGGER') throw error;
    throw new DriverAdapterError({
      kind: 'sqlite',
      extendedCode: SQLITE_CONSTRAINT_TRIGGER,
      message: originalMessage ?? 'refused by a trigger',
      originalCode,
    });
  }
}

const SQLITE_CONSTRAINT_TRIGGER = 1811;

function isNoTransaction(error: unknown): boolean {
  return (
    isDriverAdapterError(error) &&
    (error.cause.originalMessage ?? '').includes('no transaction is active')
  );
}

function statement(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
