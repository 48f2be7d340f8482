import { randomBytes } from 'node:crypto';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/db.ts';
import { readEpoch } from '../platform/epoch.ts';
import { createLog } from '../platform/log.ts';
import { openRedis } from '../platform/redis.ts';
import { type AppServer, startAppServer } from './app-server.ts';
import { createTestDatabase } from './database.ts';
import { type CuttableLine, cuttableLine, redisUrl } from './redis.ts';
import { testStripe } from './stripe.ts';

/** Whether this machine was set up for them: they need PostgreSQL and Redis. */
export const canRunTwoNodes = Boolean(process.env.TEST_POSTGRES_URL && redisUrl);

export type TwoNodes = {
  first: AppServer;
  second: AppServer;
  /** Ends the line of both nodes to Redis; Redis itself goes on. */
  cutBus(): void;
  /** Resolves when both nodes have the bus again. */
  mendBus(): Promise<void>;
  close(): Promise<void>;
};

/** Two nodes of one hub, each with its own pool on one PostgreSQL database and its own line to Redis. */
export async function startTwoNodes(): Promise<TwoNodes> {
  const database = await createTestDatabase('postgresql');
  const payments = await testStripe(systemClock);
  const name = await readEpoch(database.db);
  const keyring = { currentKeyId: 't1', secrets: new Map([['t1', randomBytes(32)]]) };
  const start = async () => {
    const line = await cuttableLine();
    const link = openRedis(line.url, createLog('silent'));
    const pool = await openDatabase(database);
    const bus = { link, name };
    const app = await startAppServer('postgresql', {
      node: { database: pool, keyring, stripe: payments.address, bus },
    });
    const close = async () => {
      await app.close();
      link.close();
      await line.close();
      await pool.close();
    };
    return { app, line, link, close };
  };
  const nodes = [await start(), await start()] as const;
  /** As many as there are nodes hear each other. */
  const hearEachOther = async () => {
    const channel = `dropcast:${name}-request#/live#`;
    const answers = nodes.map(({ link }) => link.commands.call('PUBSUB', 'NUMSUB', channel));
    const heard = await Promise.all(answers.map((answer) => answer.catch(() => [])));
    return heard.every((answer) => (answer as unknown[])[1] === nodes.length);
  };
  await until(hearEachOther);
  const lines: CuttableLine[] = nodes.map(({ line }) => line);
  return {
    first: nodes[0].app,
    second: nodes[1].app,
    cutBus: () => {
      for (const line of lines) line.cut();
    },
    mendBus: async () => {
      for (const line of lines) line.mend();
      await until(hearEachOther);
    },
    close: async () => {
      for (const node of nodes) await node.close();
      await payments.server.close();
      await database.close();
    },
  };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const startedAt = performance.now();
  while (!(await isSo())) {
    if (performance.now() - startedAt > 15_000) throw new Error('Redis does not answer');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
