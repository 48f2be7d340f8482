import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import {
  DriverAdapterError,
  type Error as Refusal,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils';

/** What is used of a connection of the stock driver. */
export type SqliteConnection = Pick<
  SqlDriverAdapter,
  'queryRaw' | 'executeRaw' | 'executeScript' | 'dispose'
>;

/** How long SQLite waits for a lock that somebody outside holds, a backup for instance. */
const BUSY_TIMEOUT_MS = 5_000;

/** A connection in this thread, which stands still while SQLite works. */
export function connectHere(
  file: string,
  { readonly }: { readonly: boolean },
): Promise<SqliteConnection> {
  const options = { url: file, readonly, timeout: BUSY_TIMEOUT_MS };
  return new PrismaBetterSqlite3(options, { timestampFormat: 'unixepoch-ms' }).connect();
}

/**
 * A connection on a thread of its own. SQLite writes, sorts and waits for the disk there, and this
 * thread goes on answering: a commit costs a stampede a fifth of its time, a redirect two fifths. A
 * statement that is refused rejects as it would here. A thread that ends by itself takes the process
 * with it, as a broken native module would.
 */
export async function connectOnThread(file: string): Promise<SqliteConnection> {
  const thread = new Worker(new URL('./sqlite-thread.mjs', import.meta.url), {
    workerData: { file, timeout: BUSY_TIMEOUT_MS },
    // What this process was started with, a loader for instance, is not needed over there.
    execArgv: [],
  });
  await once(thread, 'online');
  const waiting = new Map<number, Waiting>();
  let sent = 0;
  let isOver = false;

  thread.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) thread.unref();
    if ('value' in answer) asked?.resolve(answer.value);
    else if ('refusal' in answer) asked?.reject(new DriverAdapterError(answer.refusal));
    else asked?.reject(answer.failure);
  });
  thread.on('exit', (code) => {
    if (!isOver) throw new Error(`the thread that writes the database ended with code ${code}`);
  });
  thread.unref();

  function ask<T>(call: string, given?: unknown): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      sent += 1;
      // A process that waits for an answer does not end.
      if (waiting.size === 0) thread.ref();
      waiting.set(sent, { resolve: (value) => resolve(value as T), reject });
      thread.postMessage({ id: sent, call, given });
    });
  }

  return {
    queryRaw: (query) => ask('queryRaw', query),
    executeRaw: (query) => ask('executeRaw', query),
    executeScript: (script) => ask('executeScript', script),
    dispose: async () => {
      try {
        await ask('dispose');
      } finally {
        isOver = true;
        await thread.terminate();
      }
    },
  };
}

type Waiting = { resolve: (value: unknown) => void; reject: (error: unknown) => void };
type Answer = { id: number } & ({ value: unknown } | { refusal: Refusal } | { failure: unknown });
