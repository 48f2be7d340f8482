import { Redis, type RedisOptions } from 'ioredis';
import type { Log } from './log.ts';

/** What nodes share besides the database. Nothing that must be kept is ever in it. */
export type RedisLink = {
  /** Runs commands; they fail at once while Redis is away, so that nobody ever waits for it. */
  commands: Redis;
  /** Handles for Socket.IO's adapter, which does not expect that Redis can be away. */
  publisher: BusHandle;
  subscriber: BusHandle;
  close(): void;
};

/** The part of a Redis client that the adapter uses; none of it ever rejects. */
export type BusHandle = Record<
  'publish' | 'psubscribe' | 'subscribe' | 'punsubscribe' | 'unsubscribe',
  (...words: (string | string[] | Buffer)[]) => Promise<unknown>
> & {
  on(event: string, listener: (...given: never[]) => void): unknown;
  off(event: string, listener: (...given: never[]) => void): unknown;
};

const ANSWER_MS = 300;
const CONNECT_MS = 3_000;
const LONGEST_PAUSE_MS = 2_000;
/** A peer that vanished without a word is noticed by the system after about this long. */
const KEEP_ALIVE_MS = 10_000;

/**
 * Opens the shared store and goes on whether it answers or not: it connects for ever in the
 * background, and one line of the log says that it went, one that it is back.
 */
export function openRedis(url: string, log: Log): RedisLink {
  const always = {
    connectTimeout: CONNECT_MS,
    keepAlive: KEEP_ALIVE_MS,
    retryStrategy: pauseMs,
    autoResendUnfulfilledCommands: false,
  } satisfies RedisOptions;
  const commands = new Redis(url, {
    ...always,
    commandTimeout: ANSWER_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    enableAutoPipelining: true,
  });
  // Subscriptions wait until Redis is there, and are made again each time that it comes back.
  const subscriber = new Redis(url, { ...always, maxRetriesPerRequest: null });
  tellOutages(commands, log);
  subscriber.on('error', () => {});
  return {
    commands,
    publisher: neverRejecting(commands),
    subscriber: neverRejecting(subscriber),
    close: () => {
      commands.removeAllListeners('close');
      commands.disconnect();
      subscriber.disconnect();
    },
  };
}

/** Nodes that lost Redis together do not come back in step. */
function pauseMs(attempt: number): number {
  return Math.min(LONGEST_PAUSE_MS, 50 * 2 ** attempt) * (0.5 + Math.random() / 2);
}

function tellOutages(client: Redis, log: Log): void {
  let isAway = false;
  let why: string | undefined;
  client.on('error', (error: Error) => {
    why = error.message;
  });
  client.on('close', () => {
    if (isAway) return;
    isAway = true;
    log.warn({ why }, 'Redis is away: screens follow by polling, limits are counted per node');
  });
  client.on('ready', () => {
    if (isAway) log.info('Redis is back');
    isAway = false;
    why = undefined;
  });
}

function neverRejecting(client: Redis): BusHandle {
  const quietly =
    (command: keyof BusHandle) =>
    (...words: (string | string[] | Buffer)[]) =>
      client.call(command, ...words.flat()).catch(() => null);
  return {
    publish: quietly('publish'),
    psubscribe: quietly('psubscribe'),
    subscribe: quietly('subscribe'),
    punsubscribe: quietly('punsubscribe'),
    unsubscribe: quietly('unsubscribe'),
    on: (event, listener) => client.on(event, listener as (...given: unknown[]) => void),
    off: (event, listener) => client.off(event, listener as (...given: unknown[]) => void),
  };
}
