import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { releaseClaim } from '../claims/release-claim.ts';
import type {
  ClientToServer,
  DropClaims,
  DropStateMessage,
  JoinAnswer,
  ServerToClient,
} from '../protocol/live-events.ts';
import { createTestDatabase } from '../test/database.ts';
import { makeBrand, makeContract, makeCreator, makeDrop, makeSku } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { type LiveServer, startLiveServer } from '../test/live-server.ts';
import { claimOne, makeShop } from '../test/shop.ts';

type Page = Socket<ServerToClient, ClientToServer>;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let hub: TestHub;
let server: LiveServer;
let pages: Page[];

beforeEach(async () => {
  database = await createTestDatabase();
  hub = testHub(database.db);
  server = await startLiveServer(hub);
  pages = [];
});

afterEach(async () => {
  for (const page of pages) page.disconnect();
  await server.close();
  await database.close();
});

describe('a page that joined a drop', () => {
  it('gets the whole state at once', async () => {
    const { drop, sku } = await liveDrop({ units: 12 });
    const answer = await joined(await connect(), drop.id);
    expect(answer).toMatchObject({
      ok: true,
      moments: [],
      snap: {
        p: 1,
        d: drop.id,
        v: 0,
        stock: { available: 12 },
        items: [[sku.id, 12, 12, 4900, []]],
      },
    });
  });

  it('sees what a hint announces long before it would have looked by itself', async () => {
    const { drop } = await liveDrop({ units: 12 });
    const page = await connect();
    await joined(page, drop.id);
    const startedAt = performance.now();
    for (const available of [11, 10, 9, 8]) {
      const next = nextState(page);
      await takeUnits(drop.id, 1);
      hub.signals.dropChanged(drop.id);
      expect((await next).stock.available).toBe(available);
    }
    // Four looks are twelve seconds apart at least.
    expect(performance.now() - startedAt).toBeLessThan(8_000);
  });

  it('sees a change that no hint announced within four seconds', async () => {
    const { drop } = await liveDrop({ units: 12 });
    const page = await connect();
    await joined(page, drop.id);
    const next = nextState(page);
    await takeUnits(drop.id, 1);
    expect((await next).stock.available).toBe(11);
  });

  it('gets versions that only grow, at most ten states a second, and ends with the truth', async () => {
    const { drop } = await liveDrop({ units: 60 });
    const page = await connect();
    await joined(page, drop.id);
    const states: DropStateMessage[] = [];
    page.on('drop:state', (message) => states.push(message));
    const startedAt = performance.now();
    for (let taken = 0; taken < 50; taken += 1) {
      await takeUnits(drop.id, 1);
      hub.signals.dropChanged(drop.id);
      await pause(10);
    }
    const tookMs = performance.now() - startedAt;
    const last = await once(page, 'drop:snap');
    const versions = states.map(({ v }) => v);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set(versions).size).toBe(versions.length);
    expect(states.length).toBeLessThanOrEqual(tookMs / 100 + 2);
    expect(last).toMatchObject({ v: 50, stock: { available: 10 } });
  });

  it('is told the state again at least every five seconds, reliably', async () => {
    const { drop } = await liveDrop({ units: 5 });
    const page = await connect();
    await joined(page, drop.id);
    const startedAt = performance.now();
    await once(page, 'drop:snap');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('is told numbered moments: almost gone, sold out, back', async () => {
    const { drop } = await liveDrop({ units: 20 });
    const page = await connect();
    await joined(page, drop.id);
    const told: { kind: string; n: number }[] = [];
    page.on('drop:moment', ({ kind, n }) => told.push({ kind, n }));
    for (const units of [18, 2, -1]) {
      const next = nextState(page);
      await takeUnits(drop.id, units);
      hub.signals.dropChanged(drop.id);
      await next;
    }
    await expect.poll(() => told.map(({ kind }) => kind)).toEqual(['low', 'sold_out', 'back']);
    expect(told.map(({ n }) => n - (told[0]?.n ?? 0))).toEqual([0, 1, 2]);
  });

  it('is told that the drop has started when its time comes, without a change', async () => {
    const startsAt = new Date(hub.clock.now().getTime() + 60_000);
    const { drop } = await liveDrop({ units: 5, startsAt });
    const page = await connect();
    await joined(page, drop.id);
    const moment = once(page, 'drop:moment');
    hub.clock.advance(60_000);
    expect((await moment).kind).toBe('started');
  });

  it('is told how fast units go, and giving them back slows nothing down', async () => {
    const shop = await makeShop(hub, { units: 9 });
    await claimOne(hub, shop);
    const page = await connect();
    await joined(page, shop.drop.id);
    const told: DropClaims[] = [];
    page.on('drop:claims', (claims) => told.push(claims));
    await expect.poll(() => told.at(-1)?.perMinute, { timeout: 3_000 }).toBe(1);
    const { claim } = await claimOne(hub, shop);
    await claimOne(hub, shop);
    await releaseClaim(hub, { claimId: claim.id, reason: 'viewer' });
    await expect.poll(() => told.at(-1)?.perMinute, { timeout: 7_000 }).toBe(3);
  });

  it('follows one drop at a time', async () => {
    const [first, second] = [await liveDrop({ units: 5 }), await liveDrop({ units: 6 })];
    const page = await connect();
    await joined(page, first.drop.id);
    await joined(page, second.drop.id);
    const heard: string[] = [];
    page.on('drop:state', ({ d }) => heard.push(d));
    for (const { drop } of [first, second]) {
      await takeUnits(drop.id, 1);
      hub.signals.dropChanged(drop.id);
    }
    await expect.poll(() => heard).toEqual([second.drop.id]);
  });

  it('is told when to come back before the hub goes down', async () => {
    const { drop } = await liveDrop({ units: 5 });
    const page = await connect();
    await joined(page, drop.id);
    const bye = once(page, 'bye');
    await server.live.close();
    expect((await bye).comeBackInMs).toBeLessThanOrEqual(3_000);
  });
});

describe('bad input on the socket', () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'drop'],
    ['an id that is none', { d: '../etc', role: 'page' }],
    ['an unknown role', { d: '0'.repeat(26), role: 'admin' }],
    ['more than was asked', { d: '0'.repeat(26), role: 'page', brandId: 'x' }],
    ['a polluted object', JSON.parse('{"d":"x","role":"page","__proto__":{"a":1}}')],
  ])('is answered with bad_input: %s', async (_name, request) => {
    const page = await connect();
    const answer = await page.emitWithAck('drop:join', request);
    expect(answer).toMatchObject({ ok: false, code: 'bad_input' });
  });

  it('gets not_found for an unknown drop and for a draft alike', async () => {
    const { drop } = await liveDrop({ units: 5 });
    await hub.db.drop.update({ where: { id: drop.id }, data: { publishedAt: null } });
    const page = await connect();
    expect(await joined(page, '0'.repeat(26))).toMatchObject({ ok: false, code: 'not_found' });
    expect(await joined(page, drop.id)).toMatchObject({ ok: false, code: 'not_found' });
  });

  it('ends a connection that sends more than 16 KB', async () => {
    const page = await connect();
    const ended = new Promise((resolve) => page.once('disconnect', resolve));
    page.emit('drop:join', { d: 'x'.repeat(20_000), role: 'page' }, () => {});
    await ended;
  });

  it('is refused when it comes too often, without harm to others', async () => {
    const { drop } = await liveDrop({ units: 5 });
    const [loud, quiet] = [await connect(), await connect()];
    const answers = await Promise.all(Array.from({ length: 60 }, () => joined(loud, drop.id)));
    expect(
      answers.filter((answer) => !answer.ok && answer.code === 'too_many_requests'),
    ).not.toEqual([]);
    expect(await joined(quiet, drop.id)).toMatchObject({ ok: true });
  });
});

describe('the origin of a handshake', () => {
  it('is checked: another site is refused', async () => {
    await expect(connect({ origin: 'https://evil.example' })).rejects.toThrow();
  });

  it('may be a site that the brand has listed, for the drops of that brand only', async () => {
    const ours = await liveDrop({ units: 5 });
    const others = await liveDrop({ units: 5 });
    await hub.db.brand.update({
      where: { id: ours.brand.id },
      data: { widgetOrigins: 'https://shop.example\nhttps://www.shop.example' },
    });
    const page = await connect({ origin: 'https://shop.example' });
    expect(await joined(page, ours.drop.id)).toMatchObject({ ok: true });
    expect(await joined(page, others.drop.id)).toMatchObject({ ok: false, code: 'not_found' });
  });
});

async function liveDrop(given: { units: number; startsAt?: Date }) {
  const brand = await makeBrand(hub);
  const creator = await makeCreator(hub);
  const contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
  const sku = await makeSku(hub, { brandId: brand.id });
  const drop = await makeDrop(hub, {
    brandId: brand.id,
    skuId: sku.id,
    contractIds: [contract.id],
    ...given,
  });
  return { brand, creator, sku, drop };
}

/** What a hold does to the stock. */
async function takeUnits(dropId: string, units: number): Promise<void> {
  await hub.db.$transaction([
    hub.db.drop.update({ where: { id: dropId }, data: { lockSeq: { increment: 1 } } }),
    hub.db.stockPool.updateMany({
      where: { dropId },
      data: { available: { decrement: units }, held: { increment: units } },
    }),
  ]);
}

async function connect(headers: { origin?: string } = {}): Promise<Page> {
  const page: Page = io(`${server.origin}/live`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers.origin ? { origin: headers.origin } : {},
  });
  pages.push(page);
  await new Promise<void>((resolve, reject) => {
    page.once('connect', resolve);
    page.once('connect_error', reject);
  });
  return page;
}

function joined(page: Page, dropId: string): Promise<JoinAnswer> {
  return page.emitWithAck('drop:join', { d: dropId, role: 'page' });
}

function nextState(page: Page): Promise<DropStateMessage> {
  return once(page, 'drop:state');
}

function once<K extends keyof ServerToClient>(
  page: Page,
  event: K,
): Promise<Parameters<ServerToClient[K]>[0]> {
  return new Promise((resolve) => {
    // The emitter's own type cannot tie the event to its listener here.
    (
      page as unknown as {
        once(name: string, listener: (value: Parameters<ServerToClient[K]>[0]) => void): void;
      }
    ).once(event, resolve);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
