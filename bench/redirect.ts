import { load } from './redirect/load.ts';
import { createBenchDatabase } from './shared/bench-database.ts';
import { startServer } from './shared/start-server.ts';

/**
 * How many redirects a second the hub answers, each with its click on the disk, beside a bare
 * `node:http` 302 in the same run. The two take turns, so that a noisy machine hurts both. `--brief`
 * only shows that it works.
 */
const isBrief = process.argv.includes('--brief');
const CONNECTIONS = isBrief ? 20 : 200;
const ROUNDS = isBrief ? 1 : 2;
const SECONDS_PER_ROUND = isBrief ? 0.1 : 2.5;
const WARM_UP = isBrief ? 200 : 10_000;
const STEADY = isBrief ? 200 : 10_000;

const database = await createBenchDatabase('sqlite');
const ours = await startServer('redirect/serve-hub.ts', [database.url]);
const bare = await startServer('redirect/serve-bare.ts');
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
const calm = { amount: STEADY, connections: 50, rate: 2_000 };
const bareSteady = await load(bare.url, calm);
const steady = await loadCounted(ours.url, calm);
const stored = await ours.ask<number>('count');
await Promise.all([ours.stop(), bare.stop()]);
await database.remove();

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
    referenceP99MsAt2000: bareSteady.p99Ms,
    connections: CONNECTIONS,
    engine: 'sqlite',
  }),
);
if (stored !== sent) process.exitCode = 1;

/** A first, short load: the just-in-time compiler gets to know the path, and we its speed. */
async function warmUp(url: string): Promise<number> {
  return (await loadCounted(url, { amount: WARM_UP, connections: CONNECTIONS })).perSecond;
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
