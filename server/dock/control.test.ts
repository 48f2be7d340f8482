import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CONTROL_NAMESPACE,
  type ControlToClient,
  type ControlToServer,
  type Desk,
  type DockAct,
  type DockAnswer,
} from '../protocol/dock.ts';
import type { DropStateMessage } from '../protocol/live-events.ts';
import { createTestDatabase } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { type LiveServer, startLiveServer } from '../test/live-server.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { openDock } from './open-dock.ts';
import { revokeDock } from './revoke-dock.ts';
import { startDock } from './start-dock.ts';

type Dock = Socket<ControlToClient, ControlToServer>;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let hub: TestHub;
let shop: Shop;
let server: LiveServer;
let docks: Dock[];
let serial = 0;

beforeEach(async () => {
  database = await createTestDatabase();
  hub = testHub(database.db);
  shop = await makeShop(hub, { units: 12 });
  server = await startLiveServer(hub);
  docks = [];
});
afterEach(async () => {
  for (const dock of docks) dock.disconnect();
  await server.close();
  await database.close();
});

describe('a dock on the line', () => {
  it('is shown its drop, its rights and the overlay at once', async () => {
    const { desk, state } = await signedIn();
    expect(desk).toMatchObject({
      dockName: 'OBS',
      creatorName: shop.creator.displayName,
      drops: [{ id: shop.drop.id, phase: 'live' }],
      drop: {
        id: shop.drop.id,
        grant: { mayPause: true, mayEnd: false, releaseUnits: 0 },
        claimsPerMinute: 0,
        questions: [],
      },
      overlay: { connected: 0, visible: null, inScene: null },
    });
    expect(state).toMatchObject({ d: shop.drop.id, stock: { available: 12 }, pinned: null });
  });

  it('pauses its drop, and whoever follows it is told', async () => {
    const { dock } = await signedIn();
    const { dock: other } = await signedIn();
    const told = next(other, 'drop:state');
    const answer = await give(dock, { act: 'pause', reason: 'Back in a moment' });
    expect(answer).toMatchObject({ result: 'ok', state: { pauseReason: 'Back in a moment' } });
    expect((await told).pauseReason).toBe('Back in a moment');
  });

  it('is told no, why, and what stands', async () => {
    const { dock } = await signedIn();
    expect(await give(dock, { act: 'end' })).toMatchObject({
      result: 'forbidden',
      message: expect.stringContaining('has not allowed'),
      state: { d: shop.drop.id, facts: { endedAt: null } },
    });
    expect(await give(dock, { act: 'resume' })).toMatchObject({ result: 'conflict' });
  });

  it('gets a sentence for whatever else it sends, and stays on the line', async () => {
    const { dock } = await signedIn();
    for (const odd of [null, 7, {}, { act: 'pause' }, { act: 'drop_table', d: shop.drop.id }]) {
      const answer = await dock.emitWithAck('ctl:do', odd as never);
      expect(answer).toMatchObject({ result: 'failed', state: null });
    }
    expect(await give(dock, { act: 'pause', reason: 'no' })).toMatchObject({
      result: 'failed',
      message: 'Say in a few words why.',
    });
    expect(dock.connected).toBe(true);
  });

  it('cannot touch a drop of another creator, nor see it', async () => {
    const { dock } = await signedIn();
    const other = await makeShop(hub);
    expect(await give(dock, { act: 'pause', reason: 'not mine' }, other.drop.id)).toMatchObject({
      result: 'forbidden',
      state: null,
    });
    await dock.emitWithAck('ctl:follow', { d: other.drop.id });
    expect(await hub.db.drop.count({ where: { pausedAt: { not: null } } })).toBe(0);
  });

  it('is off the line as soon as it is revoked', async () => {
    const { dock } = await signedIn();
    const [{ id } = { id: '' }] = await hub.db.dock.findMany();
    const ended = new Promise((resolve) => dock.once('disconnect', resolve));
    await revokeDock(hub, shop.creator.id, { dockId: id });
    await ended;
  });
});

describe('the line of docks', () => {
  it('is closed to keys that wait, were revoked or are none, and to overlays and viewers', async () => {
    const waiting = await startDock(hub);
    for (const auth of [{}, { key: 'x'.repeat(43) }, { key: waiting.key }, { token: 'y' }]) {
      expect(await refusal(auth)).toBe('dock_unknown');
    }
  });

  it('is closed to a site that a brand has listed for its widget', async () => {
    await hub.db.brand.update({
      where: { id: shop.brand.id },
      data: { widgetOrigins: 'https://shop.example' },
    });
    const key = await newKey();
    expect(await refusal({ key }, { origin: 'https://shop.example' })).toBe('dock_unknown');
  });

  it('ends for whoever sends more than 16 KB', async () => {
    const { dock } = await signedIn();
    const ended = new Promise((resolve) => dock.once('disconnect', resolve));
    dock.emit('ctl:do', { act: 'pause', reason: 'x'.repeat(20_000) } as never, () => {});
    await ended;
  });
});

async function newKey(): Promise<string> {
  const { url } = await openDock(hub, shop.creator.id, { name: 'OBS' });
  return url.replace(/^.*key=/, '');
}

function connect(auth: object, extraHeaders: Record<string, string> = {}): Dock {
  const options = { auth, extraHeaders, transports: ['websocket'], reconnection: false };
  const dock: Dock = io(server.origin + CONTROL_NAMESPACE, { ...options, forceNew: true });
  docks.push(dock);
  return dock;
}

async function signedIn(): Promise<{ dock: Dock; desk: Desk; state: DropStateMessage }> {
  const dock = connect({ key: await newKey() });
  const [desk, state] = await Promise.all([next(dock, 'ctl:desk'), next(dock, 'drop:snap')]);
  return { dock, desk, state };
}

function refusal(auth: object, headers: Record<string, string> = {}): Promise<string> {
  const dock = connect(auth, headers);
  return new Promise((resolve) => {
    dock.once('connect', () => resolve('let in'));
    dock.once('connect_error', (error) => {
      const { data } = error as Error & { data?: { code: string } };
      resolve(data?.code ?? error.message);
    });
  });
}

async function give(dock: Dock, act: DockAct, d = shop.drop.id): Promise<DockAnswer> {
  const { lockSeq: based } = await hub.db.drop.findUniqueOrThrow({ where: { id: d } });
  serial += 1;
  return dock.emitWithAck('ctl:do', { id: `command-number-${serial}`, d, based, ...act });
}

function next<E extends 'ctl:desk' | 'drop:snap' | 'drop:state'>(dock: Dock, event: E) {
  type Message = Parameters<ControlToClient[E]>[0];
  return new Promise<Message>((resolve) => {
    dock.once(event as 'drop:snap', resolve as (message: DropStateMessage) => void);
  });
}
