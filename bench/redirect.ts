import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from './redirect/load.ts';
import type { FromServer, ToServer } from './redirect/parent.ts';

/**
 * How many redirects a second the hub answers, each with its click on the disk, beside a bare
 * `node:http` 302 in the same run. The two take turns, so that a noisy machine hurts both.
 */
const CONNECTIONS = 200;
const ROUNDS = 2;
const SECONDS_PER_ROUND = 2.5;

mkdirSync('.cache', { recursive: true });
const ours = await start('serve-hub.ts');
const bare = await start('serve-bare.ts');
let sent = 0;

const oursRates = [];
const bareRates = [];
let [oursGuess, bareGuess] = [await warmUp(ours.url), await warmUp(bare.url)];
for (let round = 0; round < ROUNDS; round += 1) {
  bareGuess = await rateOf(bare.url, bareGuess);
  bareRates.push(bareGuess);
  oursGuess = await rateOf(ours.url, oursGuess);
  oursRates.push(oursGuess);
}
const steady = await loadCounted(ours.url, { amount: 10_000, connections: 50, rate: 2_000 });
const stored = await countOf(ours.child);
await Promise.all([stop(ours.child), stop(bare.child)]);

const [oursPerSecond, referencePerSecond] = [mean(oursRates), mean(bareRates)];
console.log(
  JSON.stringify({
    ours: Math.round(oursPerSecond),
    reference: Math.round(referencePerSecond),
    ratio: Number((oursPerSecond / referencePerSecond).toFixed(3)),
    sent,
    stored,
    p50MsAt2000: steady.p50Ms,
    p99MsAt2000: steady.p99Ms,
    connections: CONNECTIONS,
    engine: 'sqlite',
  }),
);
if (stored !== sent) process.exitCode = 1;

async function start(file: string): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(join(import.meta.dirname, 'redirect', file), {
    execArgv: ['--import', 'tsx'],
  });
  const message = await fromServer(child);
  if (!('port' in message)) throw new Error(`${file} did not say where it is`);
  return { child, url: `http://127.0.0.1:${message.port}${message.path}` };
}

async function countOf(child: ChildProcess): Promise<number> {
  const answer = fromServer(child);
  child.send('count' satisfies ToServer);
  const message = await answer;
  return 'count' in message ? message.count : Number.NaN;
}

async function stop(child: ChildProcess): Promise<void> {
  const isGone = once(child, 'exit');
  child.send('close' satisfies ToServer);
  await isGone;
}

async function fromServer(child: ChildProcess): Promise<FromServer> {
  const [message] = await once(child, 'message');
  return message;
}

/** A first, short load: the just-in-time compiler gets to know the path, and we its speed. */
async function warmUp(url: string): Promise<number> {
  return (await loadCounted(url, { amount: 10_000, connections: CONNECTIONS })).perSecond;
}

async function rateOf(url: string, guessPerSecond: number): Promise<number> {
  const amount = Math.round(guessPerSecond * SECONDS_PER_ROUND);
  return (await loadCounted(url, { amount, connections: CONNECTIONS })).perSecond;
}

/** Only what goes to the hub counts as sent. */
async function loadCounted(
  url: string,
  how: { amount: number; connections: number; rate?: number },
) {
  const result = await load(url, how);
  if (url === ours.url) sent += result.sent;
  return result;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
