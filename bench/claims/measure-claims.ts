import { randomBytes } from 'node:crypto';
import type { Engine } from '../../server/platform/engine.ts';
import { createBenchDatabase } from '../shared/bench-database.ts';
import { type LoadedServer, startServer } from '../shared/start-server.ts';
import type { ClaimedDrop, Stock } from './claimed-drop.ts';
import { measureRaw } from './measure-raw.ts';
import { type Outcomes, type Sent, sendClaims } from './send-claims.ts';
import { writeRequests } from './write-requests.ts';

/** How much is sent. A figure that is to be believed needs `FULL`. */
export type Size = {
  connections: number;
  sustained: { seconds: number; claims: number };
  burst: { times: number; claims: number };
  exact: { claims: number; units: number };
  soldOut: { seconds: number; claims: number };
  rawSeconds: number;
};

export const FULL: Size = {
  connections: 200,
  sustained: { seconds: 10, claims: 60_000 },
  burst: { times: 3, claims: 3_000 },
  exact: { claims: 20_000, units: 5_000 },
  soldOut: { seconds: 5, claims: 40_000 },
  rawSeconds: 2,
};

/** Enough to see that everything works. */
export const BRIEF: Size = {
  connections: 20,
  sustained: { seconds: 0.3, claims: 500 },
  burst: { times: 1, claims: 30 },
  exact: { claims: 60, units: 20 },
  soldOut: { seconds: 0.2, claims: 200 },
  rawSeconds: 0.1,
};

/** What the hub of one engine does with claims over HTTP, beside what its driver could do at best. */
export async function measureClaims(engine: Engine, size: Size) {
  const database = await createBenchDatabase(engine);
  try {
    const secret = randomBytes(32);
    const start = () => startServer('claims/serve-hub.ts', [database.url, secret.toString('hex')]);
    const hub = await start();
    const figures = await measureHub(hub, secret, size);
    // SQLite is one process's; on PostgreSQL two equal nodes share what has to be exact.
    const other = engine === 'postgresql' ? await start() : null;
    const exact = await measureExactness(other ? [hub, other] : [hub], secret, size);
    await other?.stop();
    const rawDrop = await makeDrop(hub, 2 ** 31 - 1);
    await send(hub, writeRequests({ ...hub, secret }, rawDrop, 1), { connections: 1 });
    await hub.stop();
    const { dropId } = rawDrop;
    const raw = await measureRaw(
      { engine, url: database.url },
      { dropId, seconds: size.rawSeconds },
    );
    return { engine, ...figures, ...exact, rawPerSecond: Math.round(raw) };
  } finally {
    await database.remove();
  }
}

async function measureHub(hub: LoadedServer, secret: Buffer, size: Size) {
  const { connections } = size;
  const requestsFor = (drop: ClaimedDrop, count: number) =>
    writeRequests({ url: hub.url, secret }, drop, count);

  /** On a drop of its own with a unit for everybody. */
  async function claimAll(claims: number, how: { connections: number; seconds?: number }) {
    const drop = await makeDrop(hub, claims);
    return send(hub, requestsFor(drop, claims), how);
  }

  // The just-in-time compiler gets to know the path.
  await claimAll(size.burst.claims, { connections });
  const { seconds, claims } = size.sustained;
  const sustained = await claimAll(claims, { connections, seconds });
  const bursts = [];
  for (let i = 0; i < size.burst.times; i += 1) {
    bursts.push(await claimAll(size.burst.claims, { connections: size.burst.claims }));
  }
  const burst = medianOf(bursts);

  const drop = await makeDrop(hub, 64);
  await send(hub, requestsFor(drop, 128), { connections: 64 });
  const late = requestsFor(drop, size.soldOut.claims);
  const soldOut = await send(hub, late, { connections, seconds: size.soldOut.seconds });
  const bare = await sendToBare(late, size);
  return {
    sustainedPerSecond: rate(sustained, 'held'),
    p50Ms: sustained.p50Ms,
    p99Ms: sustained.p99Ms,
    burstPerSecond: rate(burst, 'held'),
    burstP99Ms: burst.p99Ms,
    soldOutPerSecond: rate(soldOut, SOLD_OUT),
    soldOutP99Ms: soldOut.p99Ms,
    barePerSecond: rate(bare, SOLD_OUT),
    cpuUsPerClaim: sustained.cpuUs,
    cpuUsPerSoldOut: soldOut.cpuUs,
    cpuUsPerBare: bare.cpuUs,
    connections,
    otherErrors: errorsOf([...bursts, sustained], soldOut),
  };
}

/** More claims than units, over all nodes at once: who got one, and what everybody else was told. */
async function measureExactness(hubs: LoadedServer[], secret: Buffer, size: Size) {
  const [hub] = hubs;
  if (!hub) throw new Error('exactness needs a hub');
  const drop = await makeDrop(hub, size.exact.units);
  const all = writeRequests({ url: hub.url, secret }, drop, size.exact.claims);
  const connections = size.connections / hubs.length;
  const parts = await Promise.all(
    hubs.map(({ origin }, node) => {
      const requests = all.filter((_, at) => at % hubs.length === node);
      return sendClaims(origin, { requests, connections });
    }),
  );
  const outcomes: Outcomes = {};
  for (const part of parts) {
    for (const [kind, count] of Object.entries(part.outcomes)) {
      outcomes[kind] = (outcomes[kind] ?? 0) + count;
    }
  }
  const stock = await hub.ask<Stock>('stockOf', drop);
  const { held = 0, ...errors } = outcomes;
  return {
    nodes: hubs.length,
    claims: size.exact.claims,
    units: size.exact.units,
    held,
    errors,
    isExact: isExact(size.exact, outcomes, stock),
    stockFaults: stock.faults,
  };
}

const SOLD_OUT = 'drop_sold_out';

/** Every unit is held once, and everybody else was told that it is sold out. */
function isExact(
  { claims, units }: Size['exact'],
  outcomes: Outcomes,
  { held, claims: stored, faults }: Stock,
): boolean {
  const isTold = outcomes.held === units && outcomes[SOLD_OUT] === claims - units;
  return isTold && held === units && stored === units && faults.length === 0;
}

/** What nobody should have been told where there was a unit for everybody, or none at all. */
function errorsOf(claimed: Sent[], soldOut: Sent): Outcomes {
  const sum: Outcomes = {};
  const isExpected = (sent: Sent, kind: string) => kind === (sent === soldOut ? SOLD_OUT : 'held');
  for (const sent of [...claimed, soldOut]) {
    for (const [kind, count] of Object.entries(sent.outcomes)) {
      if (!isExpected(sent, kind)) sum[kind] = (sum[kind] ?? 0) + count;
    }
  }
  return sum;
}

/** Sends them and looks at what the hub's own processor time was for each. */
async function send(
  hub: LoadedServer,
  requests: string[],
  how: { connections: number; seconds?: number },
): Promise<Sent & { cpuUs: number }> {
  const before = await hub.ask<number>('cpuUs');
  const sent = await sendClaims(hub.origin, { requests, ...how });
  const after = await hub.ask<number>('cpuUs');
  const answers = Object.values(sent.outcomes).reduce((sum, count) => sum + count, 0);
  return { ...sent, cpuUs: Math.round((after - before) / answers) };
}

/** The same refusals by the least of servers: what the machine and the load generator allow today. */
async function sendToBare(requests: string[], { connections, soldOut }: Size) {
  const bare = await startServer('claims/serve-bare.ts');
  await send(bare, requests.slice(0, requests.length / 4), { connections });
  const sent = await send(bare, requests, { connections, seconds: soldOut.seconds });
  await bare.stop();
  return sent;
}

function makeDrop(hub: LoadedServer, units: number): Promise<ClaimedDrop> {
  return hub.ask('makeDrop', { units });
}

function rate({ outcomes, seconds }: Sent, kind: string): number {
  return Math.round((outcomes[kind] ?? 0) / seconds);
}

function medianOf<T extends Sent>(all: T[]): T {
  const sorted = [...all].sort((a, b) => a.seconds - b.seconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}
