import { parentPort, workerData } from 'node:worker_threads';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { isDriverAdapterError } from '@prisma/driver-adapter-utils';

/**
 * The other end of `connectOnThread` (sqlite-connection.ts): one connection, and one statement after
 * the other in the order in which they were sent. Plain JavaScript, since Node 20 starts a thread from
 * nothing else.
 *
 * @typedef {import('@prisma/driver-adapter-utils').SqlQuery} SqlQuery
 * @typedef {{ id: number } & (
 *   | { call: 'queryRaw' | 'executeRaw', given: SqlQuery }
 *   | { call: 'executeScript', given: string }
 *   | { call: 'dispose' }
 * )} Order
 * @typedef {{ id: number } & ({ value: unknown } | { refusal: unknown } | { failure: unknown })} Answer
 */

const { file, timeout } = workerData;
const connecting = new PrismaBetterSqlite3(
  { url: file, timeout },
  { timestampFormat: 'unixepoch-ms' },
).connect();
let last = Promise.resolve();

parentPort?.on('message', (/** @type {Order} */ order) => {
  last = last.then(async () => parentPort?.postMessage(await answer(order)));
});

/**
 * What SQLite refuses is told apart from what broke: Prisma reads its reason.
 * @param {Order} order
 * @returns {Promise<Answer>}
 */
async function answer(order) {
  const { id } = order;
  try {
    return { id, value: await carryOut(order) };
  } catch (error) {
    return isDriverAdapterError(error) ? { id, refusal: error.cause } : { id, failure: error };
  }
}

/**
 * @param {Order} order
 * @returns {Promise<unknown>}
 */
async function carryOut(order) {
  const connection = await connecting;
  switch (order.call) {
    case 'queryRaw':
      return connection.queryRaw(order.given);
    case 'executeRaw':
      return connection.executeRaw(order.given);
    case 'executeScript':
      return connection.executeScript(order.given);
    case 'dispose':
      return connection.dispose();
  }
}
