import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { startLive } from '../../server/live/start-live.ts';
import { movableClock, systemClock } from '../../server/platform/clock.ts';
import { openDatabase } from '../../server/platform/db.ts';
import { testHub } from '../../server/test/hub.ts';
import { claimOne, makeShop, type Shop } from '../../server/test/shop.ts';
import { answerBench } from '../shared/answer-bench.ts';
import { type Change, measured } from './measured.ts';

/** The hub's channel on the database that the argument names, and viewers who claim in one drop. */
const [url = ''] = process.argv.slice(2);
const { db, close } = await openDatabase({ url, writesOnThread: true });
const hub = { ...testHub(db, { clock: movableClock(new Date()) }), publicUrl: 'http://127.0.0.1' };
hub.clock = { ...hub.clock, now: systemClock.now };
const server = createServer();
const live = startLive(server, hub);
let shop: Shop | null = null;

await answerBench(server, {
  path: '/socket.io/?EIO=4&transport=websocket',
  questions: { ...measured, makeDrop, claim },
  close: async () => {
    await live.close();
    await close();
  },
});

async function makeDrop(): Promise<string> {
  shop = await makeShop(hub, { units: 1_000_000, limitPerCustomer: 1 });
  return shop.drop.id;
}

/** Claims one unit so often; says when each claim was asked for and which version it made. */
async function claim({ perSecond, seconds }: { perSecond: number; seconds: number }) {
  if (shop === null) throw new Error('there is no drop yet');
  const changes: Change[] = [];
  const startedAt = performance.now();
  for (let n = 0; n < perSecond * seconds; n += 1) {
    await pause(Math.max(0, startedAt + (n * 1000) / perSecond - performance.now()));
    const askedAt = performance.timeOrigin + performance.now();
    const { claim } = await claimOne(hub, shop);
    const { seq } = await db.claim.findUniqueOrThrow({ where: { id: claim.id } });
    changes.push({ version: seq, askedAt });
  }
  return changes;
}
