import { randomBytes } from 'node:crypto';
import { systemClock } from '../../server/platform/clock.ts';
import { openDatabase } from '../../server/platform/db.ts';
import { newId } from '../../server/platform/ids.ts';
import { rebuildReports } from '../../server/reports/rebuild-reports.ts';
import { type AppServer, startAppServer } from '../../server/test/app-server.ts';
import { testStripe } from '../../server/test/stripe.ts';
import { createBenchDatabase } from '../shared/bench-database.ts';
import type { Size } from './fill-history.ts';
import { makeHistory } from './make-history.ts';
import { measureClickCost } from './measure-click-cost.ts';

/**
 * Times of one answer, in milliseconds: the middle one of many, the worst, and what of it the processor
 * worked for us (client included), which a busy machine changes less.
 */
export type Times = { median: number; worst: number; cpu: number };

/**
 * Makes a history of this size, counts it with the same hands that keep the increments, and asks the
 * running hub for its reports over HTTP, as the portal does.
 */
export async function measureReports(size: Size, { asks }: { asks: number }) {
  const file = await createBenchDatabase('sqlite');
  const database = await openDatabase({ url: file.url });
  const payments = await testStripe(systemClock);
  const keyring = { currentKeyId: 'b1', secrets: new Map([['b1', randomBytes(32)]]) };
  const node = { database, keyring, stripe: payments.address, bus: null };
  const app = await startAppServer('sqlite', { node });
  try {
    const begun = performance.now();
    const brand = await makeHistory(app.hub, size);
    const made = performance.now();
    await rebuildReports(app.hub);
    const rebuilt = performance.now();
    const ask = await portalOf(app, brand.id);
    const overview = await timesOf(asks, () => ask('reports.overview', { days: 30 }));
    const ltv = await timesOf(asks, () => ask('reports.ltv', { by: 'contract' }));
    const channels = await timesOf(asks, () => ask('reports.ltv', { by: 'channel' }));
    const months = await timesOf(asks, () => ask('reports.ltv', { by: 'month' }));
    const creators = await timesOf(asks, () => ask('reports.creators', {}));
    const attribution = await timesOf(asks, () =>
      ask('reports.attribution', { days: 90, by: 'link' }),
    );
    return {
      overview,
      ltv,
      others: { channels, months, creators, attribution },
      isExact: await isExact(app),
      generateSeconds: seconds(made - begun),
      rebuildSeconds: seconds(rebuilt - made),
      click: await measureClickCost(app.hub),
    };
  } finally {
    await app.close();
    await payments.server.close();
    await database.close();
    await file.remove();
  }
}

/** Asks as a member of the brand who is signed in. */
async function portalOf({ hub, origin, signIn }: AppServer, brandId: string) {
  const { cookie, userId } = await signIn('boss@bench.test');
  const at = hub.clock.now();
  await hub.db.brandMember.create({
    data: { id: newId(at), brandId, userId, role: 'owner', createdAt: at },
  });
  return async (procedure: string, input: object): Promise<void> => {
    const query = encodeURIComponent(JSON.stringify({ brandId, ...input }));
    const answer = await fetch(`${origin}/trpc/${procedure}?input=${query}`, {
      headers: { cookie },
    });
    const body = await answer.text();
    if (!answer.ok) throw new Error(`${procedure}: ${answer.status} ${body}`);
  };
}

async function timesOf(asks: number, ask: () => Promise<void>): Promise<Times> {
  await ask();
  const times: number[] = [];
  const worked: number[] = [];
  for (let n = 0; n < asks; n += 1) {
    const begun = performance.now();
    const before = process.cpuUsage();
    await ask();
    times.push(performance.now() - begun);
    const { user, system } = process.cpuUsage(before);
    worked.push((user + system) / 1000);
  }
  for (const list of [times, worked]) list.sort((a, b) => a - b);
  const middle = Math.floor(asks / 2);
  return {
    median: tenths(times[middle]),
    worst: tenths(times.at(-1)),
    cpu: tenths(worked[middle]),
  };
}

/** The sums of the tables against sums over all orders and clicks. */
async function isExact({ hub: { db } }: AppServer): Promise<boolean> {
  const sum = async (sql: string) =>
    Number((await db.$queryRawUnsafe<{ n: bigint | number }[]>(`SELECT ${sql} AS n`))[0]?.n);
  const pairs = [
    ['(SELECT sum("orders") FROM "report_day")', '(SELECT count(*) FROM "order")'],
    ['(SELECT sum("newCustomers") FROM "report_day")', '(SELECT count(*) FROM "customer")'],
    ['(SELECT sum("netAll") FROM "report_cohort")', '(SELECT sum("netMinor") FROM "report_day")'],
    [
      '(SELECT sum("commissionMinor") FROM "report_link_day")',
      '(SELECT sum("amountMinor") FROM "ledger_entry" WHERE "creatorId" IS NOT NULL)',
    ],
    [
      '(SELECT sum("refundedMinor") FROM "report_day")',
      '(SELECT sum("amountMinor") FROM "refund")',
    ],
    [
      '(SELECT sum("clicks") FROM "report_day")',
      '(SELECT count(*) FROM "click" WHERE "at" < (SELECT "hitsUntil" FROM "report_progress"))',
    ],
  ] as const;
  for (const [kept, counted] of pairs) if ((await sum(kept)) !== (await sum(counted))) return false;
  return true;
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}

function tenths(ms = 0): number {
  return Math.round(ms * 10) / 10;
}
