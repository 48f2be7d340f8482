import { setTimeout as pause } from 'node:timers/promises';
import { type Crowd, gather } from './fanout/crowd.ts';
import type { Change } from './fanout/measured.ts';
import { createBenchDatabase } from './shared/bench-database.ts';
import { type LoadedServer, startServer } from './shared/start-server.ts';

/**
 * What it costs to tell thousands of viewers of one drop each change, while units of it are claimed,
 * beside a bare `ws` that gives the same text to as many sockets as often, in the same run. The wait
 * counts from asking for the claim, so the claim itself is in it. What the same claims cost while nobody
 * is told is taken off, since the reference claims nothing; `cpuRatioWithClaims` is the figure with them. `--brief` only shows that it works.
 */
const isBrief = process.argv.includes('--brief');
const SOCKETS = isBrief ? 60 : 5_000;
const SECONDS = isBrief ? 1 : 10;
const CLAIMS_PER_SECOND = 20;
const WARM_UP_SECONDS = isBrief ? 0.2 : 2;
/** Long enough for the last state and for what follows a burst. */
const SETTLE_MS = 1_000;

const database = await createBenchDatabase('sqlite');
const hub = await startServer('fanout/serve-hub.ts', [database.url]);
const dropId = await hub.ask<string>('makeDrop');
const claim = () => hub.ask<Change[]>('claim', { perSecond: CLAIMS_PER_SECOND, seconds: SECONDS });
await hub.ask('claim', { perSecond: CLAIMS_PER_SECOND, seconds: WARM_UP_SECONDS });
// What the claims cost when nobody is told.
const untold = await costOf(hub, null, claim);
const ours = await gatherMeasured(hub, dropId);
let changes: Change[] = [];
const told = await costOf(hub, ours.crowd, async () => {
  changes = await claim();
});
const waits = ours.crowd.waits(changes);
const isMonotone = ours.crowd.isMonotone();
const text = ours.crowd.lastText();
await ours.crowd.leave();
await hub.stop();
await database.remove();

const bare = await startServer('fanout/serve-bare.ts');
const reference = await gatherMeasured(bare);
const telling = (told.cpuUs - untold.cpuUs) / told.messages;
const perSecond = Math.max(1, Math.round(told.messages / SOCKETS / SECONDS));
await bare.ask('broadcast', { text, perSecond, seconds: WARM_UP_SECONDS });
const given = await costOf(bare, reference.crowd, () =>
  bare.ask('broadcast', { text, perSecond, seconds: SECONDS }),
);
await reference.crowd.leave();
await bare.stop();
const bareTelling = given.cpuUs / given.messages;

console.log(
  JSON.stringify({
    sockets: SOCKETS,
    changes: changes.length,
    updatesPerSecond: Math.round(told.messages / told.seconds),
    p50Ms: tenths(at(waits, 0.5)),
    p99Ms: tenths(at(waits, 0.99)),
    worstMs: tenths(at(waits, 1)),
    cpuPerMessageUs: tenths(telling),
    bareCpuPerMessageUs: tenths(bareTelling),
    cpuRatio: hundredths(telling / bareTelling),
    cpuRatioWithClaims: hundredths(told.cpuUs / told.messages / bareTelling),
    kbPerSocket: tenths(ours.kbPerSocket),
    bareKbPerSocket: tenths(reference.kbPerSocket),
    loopDelayP99Ms: tenths(told.loopP99Ms),
    bareLoopDelayP99Ms: tenths(given.loopP99Ms),
    bareUpdatesPerSecond: Math.round(given.messages / given.seconds),
    bytesPerMessage: text.length,
    everyChangeSeen: Number.isFinite(at(waits, 1)),
    isMonotone,
    engine: 'sqlite',
  }),
);
if (!isMonotone || !Number.isFinite(at(waits, 1))) process.exitCode = 1;

async function gatherMeasured(server: LoadedServer, drop?: string) {
  // The first sockets also pay for code and tables that all others share.
  const first = await gather(server.url, Math.min(200, SOCKETS), drop);
  await first.leave();
  const before = await server.ask<number>('memoryKb');
  const crowd = await gather(server.url, SOCKETS, drop);
  await pause(SETTLE_MS);
  const after = await server.ask<number>('memoryKb');
  return { crowd, kbPerSocket: (after - before) / SOCKETS };
}

/** What a piece of work costs the server, per everything that the crowd hears meanwhile. */
async function costOf(server: LoadedServer, crowd: Crowd | null, work: () => Promise<unknown>) {
  crowd?.forget();
  const startedAt = performance.now();
  const before = await server.ask<number>('cpuUs');
  await server.ask('watchLoop');
  await work();
  const loopP99Ms = await server.ask<number>('loopP99Ms');
  await pause(SETTLE_MS);
  const cpuUs = (await server.ask<number>('cpuUs')) - before;
  const seconds = (performance.now() - startedAt - SETTLE_MS) / 1000;
  return { messages: crowd?.heard() ?? 0, cpuUs, loopP99Ms, seconds };
}

function at(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
