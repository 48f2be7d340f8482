import type { Duplex } from 'node:stream';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { DropStateMessage } from '../protocol/live-events.ts';
import { createTestDatabase } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { type LiveServer, startLiveServer } from '../test/live-server.ts';
import { makeShop } from '../test/shop.ts';

const CHANGES = 200;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let hub: TestHub;
let server: LiveServer;
let ends: (() => void)[];

beforeEach(async () => {
  database = await createTestDatabase();
  hub = testHub(database.db);
  server = await startLiveServer(hub);
  ends = [];
});
afterEach(async () => {
  for (const end of ends) end();
  await server.close();
  await database.close();
});

describe('a page that has stopped reading', () => {
  it('holds nobody up, has next to nothing kept for it, and is right when it reads again', async () => {
    const { drop } = await makeShop(hub, { units: 1_000 });
    const slow = await follow(drop.id);
    const other = await followWell(drop.id);
    slow.page.pause();
    await fillUp(slow.wire);

    for (let change = 0; change < CHANGES; change += 1) {
      await takeUnit(drop.id);
      hub.signals.dropChanged(drop.id);
      await pause(10);
    }
    const isThere = ({ stock }: DropStateMessage) => stock.available === 1_000 - CHANGES;
    await expect.poll(() => other.some(isThere), { timeout: 10_000 }).toBe(true);
    expect(other.length).toBeGreaterThan(10);

    const before = slow.states.length;
    slow.page.resume();
    await expect.poll(() => slow.snaps.some(isThere), { timeout: 10_000 }).toBe(true);
    // What was on its way when nothing went out any more; what comes reliably repeats it all.
    expect(slow.states.length - before).toBeLessThanOrEqual(2);
    expect(server.live.sockets()).toBe(2);
    await takeUnit(drop.id);
    hub.signals.dropChanged(drop.id);
    const isNext = ({ stock }: DropStateMessage) => stock.available === 999 - CHANGES;
    await expect.poll(() => slow.states.some(isNext), { timeout: 10_000 }).toBe(true);
  });
});

/** A page by hand, so that it can stop reading, with the server's end of its line. */
async function follow(dropId: string) {
  const wire = new Promise<Duplex>((resolve) =>
    server.http.once('upgrade', (_request, socket) => resolve(socket)),
  );
  const address = server.origin.replace('http', 'ws');
  const page = new WebSocket(`${address}/socket.io/?EIO=4&transport=websocket`);
  ends.push(() => page.terminate());
  const heard = { 'drop:state': [], 'drop:snap': [] } as Record<string, DropStateMessage[]>;
  const say = (packet: string) => page.send(packet);
  await new Promise<void>((resolve) => {
    page.on('message', (data) => {
      const packet = String(data);
      const [head = '', body = ''] = packet.split(/,(.*)/s);
      if (packet === '2') say('3');
      else if (packet.startsWith('0')) say('40/live,');
      else if (head === '40/live')
        say(`42/live,1${JSON.stringify(['drop:join', { d: dropId, role: 'page' }])}`);
      else if (head === '43/live') resolve();
      else {
        const [name, message] = JSON.parse(body);
        heard[name]?.push(message);
      }
    });
  });
  const { 'drop:state': states = [], 'drop:snap': snaps = [] } = heard;
  return { page, wire: await wire, states, snaps };
}

/** A page that reads all it is sent; the states that it was told. */
async function followWell(dropId: string): Promise<DropStateMessage[]> {
  const page = io(`${server.origin}/live`, { transports: ['websocket'], forceNew: true });
  ends.push(() => page.disconnect());
  const states: DropStateMessage[] = [];
  page.on('drop:state', (state) => states.push(state));
  await page.emitWithAck('drop:join', { d: dropId, role: 'page' });
  return states;
}

/** Writes frames that nobody answers until both systems' buffers are full and nothing goes out. */
async function fillUp(wire: Duplex): Promise<void> {
  const pong = Buffer.concat([Buffer.from([0x8a, 125]), Buffer.alloc(125)]);
  const many = Buffer.concat(Array.from({ length: 512 }, () => pong));
  for (let calm = 0; calm < 10; calm = wire.writableLength > 0 ? calm + 1 : 0) {
    if (wire.writableLength === 0) wire.write(many);
    await pause(5);
  }
}

/** What a hold does to the stock. */
async function takeUnit(dropId: string): Promise<void> {
  await hub.db.$transaction([
    hub.db.drop.update({ where: { id: dropId }, data: { lockSeq: { increment: 1 } } }),
    hub.db.stockPool.updateMany({
      where: { dropId },
      data: { available: { decrement: 1 }, held: { increment: 1 } },
    }),
  ]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
