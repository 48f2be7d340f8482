// long: one state of an overlay and its key after the other, over real sockets.
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_OVERLAY_OPTIONS, type OverlaySession } from '../protocol/live.ts';
import type { ClientToServer, OverlayCommand, ServerToClient } from '../protocol/live-events.ts';
import { createTestDatabase } from '../test/database.ts';
import {
  makeBrand,
  makeContract,
  makeCreator,
  makeDrop,
  makeLink,
  makeSku,
} from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { type LiveServer, startLiveServer } from '../test/live-server.ts';
import { createOverlay } from './create-overlay.ts';
import { deleteOverlay } from './delete-overlay.ts';
import { duplicateOverlay } from './duplicate-overlay.ts';
import { listOverlays } from './list-overlays.ts';
import { previewOverlay } from './preview-overlay.ts';
import { reloadOverlay } from './reload-overlay.ts';
import { rotateOverlayKey } from './rotate-overlay-key.ts';
import { FAREWELL_MS } from './rules/current-drop.ts';
import { saveOverlay } from './save-overlay.ts';
import { testOverlayMoment } from './test-overlay-moment.ts';

type Page = Socket<ServerToClient, ClientToServer>;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: LiveServer;
let hub: TestHub;
let pages: Page[];

beforeEach(async () => {
  database = await createTestDatabase();
  server = await startLiveServer(testHub(database.db));
  hub = server.hub;
  pages = [];
});

afterEach(async () => {
  for (const page of pages) page.disconnect();
  await server.close();
  await database.close();
});

describe("a creator's overlays", () => {
  it('begin with a first one, whose address is shown without its key', async () => {
    const creator = await makeCreator(hub);
    const [overlay, ...others] = await listOverlays(hub, creator.id);
    expect(others).toEqual([]);
    expect(overlay).toMatchObject({ layout: 'landscape', connected: 0, drop: null, keyVersion: 1 });
    expect(overlay?.maskedAddress).toBe(`${server.origin}/o/${overlay?.id}#k=••••••••`);
  });

  it("are somebody else's as if they were not there", async () => {
    const [mine, other] = [await makeCreator(hub), await makeCreator(hub)];
    const { overlayId } = await createOverlay(hub, mine.id, { name: 'A', layout: 'landscape' });
    const look = { name: 'B', layout: 'portrait', options: DEFAULT_OVERLAY_OPTIONS } as const;
    for (const act of [
      () => rotateOverlayKey(hub, other.id, overlayId),
      () => saveOverlay(hub, other.id, { overlayId, ...look }),
      () => testOverlayMoment(hub, other.id, { overlayId, moment: 'low' }),
      () => previewOverlay(hub, other.id, overlayId),
      () => duplicateOverlay(hub, other.id, { overlayId, name: 'C' }),
      () => reloadOverlay(hub, other.id, overlayId),
      () => deleteOverlay(hub, other.id, overlayId),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

describe('the key of an overlay', () => {
  it('opens a session with the current drop, the link and its code', async () => {
    const { creator, drop, link } = await liveDrop();
    const { address } = await createOverlay(hub, creator.id, { name: 'A', layout: 'portrait' });
    const session = await openSession(address);
    expect(session).toMatchObject({
      layout: 'portrait',
      drop: { id: drop.id, stock: { available: 20 } },
      link: { url: `${server.origin}/r/${link.slug}`, spokenCode: link.spokenCode },
    });
    expect(session.link?.qrSvg).toContain('<svg');
  });

  it.each<[string, object, [number, string]]>([
    ['a wrong key', { key: 'x'.repeat(22) }, [403, 'key_invalid']],
    ['a forged preview', { preview: 'a.b.c'.repeat(5) }, [403, 'key_invalid']],
    ['no key', {}, [400, 'bad_input']],
    ['more than a key', { key: 'x'.repeat(22), brandId: 'x' }, [400, 'bad_input']],
  ])('is asked for: %s is refused', async (_name, proof, [status, code]) => {
    const creator = await makeCreator(hub);
    const { overlayId } = await createOverlay(hub, creator.id, { name: 'A', layout: 'landscape' });
    const response = await post({ overlayId, ...proof });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  it('is not kept, only its hash is', async () => {
    const creator = await makeCreator(hub);
    const { address } = await createOverlay(hub, creator.id, { name: 'A', layout: 'landscape' });
    const rows = JSON.stringify(await hub.db.overlay.findMany());
    expect(rows).not.toContain(new URL(address).hash.slice(3));
  });

  it('rotates on air: the running page gets the new one, the old one is dead within 2 s', async () => {
    const { creator } = await liveDrop();
    const old = await createOverlay(hub, creator.id, { name: 'A', layout: 'landscape' });
    const { token } = await openSession(old.address);
    const page = await connect(token);
    const command = nextCommand(page, 'rekey');
    const ended = new Promise((resolve) => page.once('disconnect', resolve));
    const heard: string[] = [];
    page.on('ovl:cmd', ({ kind }) => heard.push(kind));

    const fresh = await rotateOverlayKey(hub, creator.id, old.overlayId);

    const { key } = (await command) as Extract<OverlayCommand, { kind: 'rekey' }>;
    expect(fresh.address).toBe(`${server.origin}/o/${old.overlayId}#k=${key}`);
    const goingOn = await connect((await openSession(fresh.address)).token);
    await ended;
    expect(heard).not.toContain('gone');
    expect(goingOn.connected).toBe(true);
    await expect(openSession(old.address)).rejects.toThrow('key_invalid');
    await expect(connect(token)).rejects.toMatchObject({ data: { code: 'key_invalid' } });
  });

  it('rotated by another process ends the old pages too', async () => {
    const { creator } = await liveDrop();
    const old = await createOverlay(hub, creator.id, { name: 'A', layout: 'landscape' });
    const page = await connect((await openSession(old.address)).token);
    const ended = new Promise((resolve) => page.once('disconnect', resolve));
    await hub.db.overlay.update({
      where: { id: old.overlayId },
      data: { keyVersion: { increment: 1 } },
    });
    await ended;
  });
});

describe('a connected overlay', () => {
  it('is counted while it is there, and its preview is not', async () => {
    const { creator } = await liveDrop();
    const { address, overlayId } = await createOverlay(hub, creator.id, {
      name: 'A',
      layout: 'landscape',
    });
    const page = await connect((await openSession(address)).token);
    const preview = await previewOverlay(hub, creator.id, overlayId);
    await connect((await openSession(preview.address)).token);
    expect((await listOverlays(hub, creator.id))[0]).toMatchObject({ connected: 1 });
    await expect
      .poll(async () => (await listOverlays(hub, creator.id))[0]?.lastSeenAt, { timeout: 3_000 })
      .toBe(hub.clock.now().getTime());
    page.disconnect();
    await expect.poll(async () => (await listOverlays(hub, creator.id))[0]?.connected).toBe(0);
  });

  it('is told apart from a rotated one when it was deleted while it was away', async () => {
    const { creator } = await liveDrop();
    const { address, overlayId } = await createOverlay(hub, creator.id, {
      name: 'A',
      layout: 'landscape',
    });
    const { token } = await openSession(address);
    await rotateOverlayKey(hub, creator.id, overlayId);
    await expect(connect(token)).rejects.toMatchObject({ data: { code: 'key_invalid' } });
    await deleteOverlay(hub, creator.id, overlayId);
    await expect(connect(token)).rejects.toMatchObject({ data: { code: 'overlay_deleted' } });
    await expect(openSession(address)).rejects.toThrow('overlay_deleted');
    await expect(connect('a.b.c')).rejects.toMatchObject({ data: { code: 'key_invalid' } });
  });

  it('is told that it is gone before its line ends, when its creator deletes it', async () => {
    const { creator } = await liveDrop();
    const { address, overlayId } = await createOverlay(hub, creator.id, {
      name: 'A',
      layout: 'landscape',
    });
    const page = await connect((await openSession(address)).token);
    const heard: string[] = [];
    page.on('ovl:cmd', ({ kind }) => heard.push(kind));
    const ended = new Promise((resolve) => page.once('disconnect', resolve));
    await deleteOverlay(hub, creator.id, overlayId);
    await ended;
    expect(heard.at(-1)).toBe('gone');
  });

  it('says how it is doing, and nonsense or too much of it is ignored', async () => {
    const { creator } = await liveDrop();
    const { address } = await createOverlay(hub, creator.id, { name: 'A', layout: 'landscape' });
    const page = await connect((await openSession(address)).token);
    const known = async () => (await listOverlays(hub, creator.id))[0]?.instances[0];
    const report = { v: 3, ageMs: 40, visible: true, active: true, streaming: null, fps: 60 };
    page.emit('ovl:report', { ...report, secret: 'x' } as never);
    page.emit('ovl:report', { ...report, fps: 'many' } as never);
    page.emit('ovl:report', null as never);
    page.emit('ovl:report', report);
    await expect.poll(known).toMatchObject({ report, silentMs: 0 });
    page.emit('ovl:report', { ...report, visible: false });
    await page.emitWithAck('clock', 0);
    expect(await known()).toMatchObject({ report });
    hub.clock.advance(5_000);
    expect(await known()).toMatchObject({ silentMs: 5_000 });
    page.emit('ovl:report', { ...report, visible: false });
    await expect.poll(known).toMatchObject({ report: { visible: false }, silentMs: 0 });
  });

  it('is read as it was saved before there were newer options', async () => {
    const { creator } = await liveDrop();
    const { overlayId } = await createOverlay(hub, creator.id, { name: 'A', layout: 'landscape' });
    const old = { showPrice: false, accent: '#00ff88', corner: 'top-right' } as const;
    await hub.db.overlay.update({
      where: { id: overlayId },
      data: { options: JSON.stringify(old) },
    });
    expect((await listOverlays(hub, creator.id))[0]?.options).toEqual({
      ...DEFAULT_OVERLAY_OPTIONS,
      ...old,
    });
  });

  it('follows what its creator saves, and plays what they test', async () => {
    const { creator } = await liveDrop();
    const { address, overlayId } = await createOverlay(hub, creator.id, {
      name: 'A',
      layout: 'landscape',
    });
    const page = await connect((await openSession(address)).token);
    const commands: OverlayCommand[] = [];
    page.on('ovl:cmd', (command) => commands.push(command));
    const options = { ...DEFAULT_OVERLAY_OPTIONS, accent: '#00ff88' };
    await saveOverlay(hub, creator.id, { overlayId, name: 'B', layout: 'portrait', options });
    const look = { kind: 'layout', layout: 'portrait', options };
    await expect.poll(() => commands).toContainEqual(look);
    const test = nextCommand(page, 'test');
    await testOverlayMoment(hub, creator.id, { overlayId, moment: 'sold_out' });
    expect(await test).toEqual({ kind: 'test', moment: 'sold_out' });
  });

  it('is told once to load itself anew, not again within ten seconds, and a preview never', async () => {
    const { creator } = await liveDrop();
    const look = { name: 'A', layout: 'landscape' } as const;
    const { address, overlayId } = await createOverlay(hub, creator.id, look);
    const preview = await previewOverlay(hub, creator.id, overlayId);
    const told: string[] = [];
    let looks = 0;
    const listen = async (name: string, { token }: OverlaySession) => {
      const page = await connect(token, ({ kind }) => {
        if (kind === 'reload') told.push(name);
      });
      // Its node has looked at it once when it has this look.
      const looked = nextCommand(page, 'layout');
      const options = { ...DEFAULT_OVERLAY_OPTIONS, textScale: 100 + 5 * ++looks };
      await saveOverlay(hub, creator.id, { overlayId, ...look, options });
      await looked;
    };
    await listen('page', await openSession(address));
    await listen('preview', await openSession(preview.address));

    expect(await reloadOverlay(hub, creator.id, overlayId)).toEqual({ pages: 1 });
    await expect.poll(() => told).toEqual(['page']);
    await expect(reloadOverlay(hub, creator.id, overlayId)).rejects.toMatchObject({
      code: 'too_many_requests',
    });
    // The page that comes back is a new one.
    await listen('page again', await openSession(address));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(told).toEqual(['page']);
    hub.clock.advance(10_000);
    await reloadOverlay(hub, creator.id, overlayId);
    await expect.poll(() => told.sort()).toEqual(['page', 'page', 'page again']);
  });

  it('is told when the current drop is another one', async () => {
    const { creator, brand, sku, contract, drop } = await liveDrop();
    const { address } = await createOverlay(hub, creator.id, { name: 'A', layout: 'landscape' });
    const told: (string | null)[] = [];
    const page = await connect((await openSession(address)).token, (command) => {
      if (command.kind === 'drop') told.push(command.dropId);
    });
    await page.emitWithAck('drop:join', { d: drop.id, role: 'overlay' });
    await expect.poll(() => told).toEqual([drop.id]);
    hub.clock.advance(1_000);
    const next = await makeDrop(hub, {
      brandId: brand.id,
      skuId: sku.id,
      contractIds: [contract.id],
      units: 5,
    });
    await expect.poll(() => told).toEqual([drop.id, next.id]);
  });
});

describe('an overlay that was away', () => {
  it('is told when it comes back that there is no current drop any more', async () => {
    const { creator, drop } = await liveDrop();
    const { address } = await createOverlay(hub, creator.id, { name: 'A', layout: 'landscape' });
    const { token } = await openSession(address);
    await hub.db.drop.update({ where: { id: drop.id }, data: { endedAt: hub.clock.now() } });
    hub.clock.advance(FAREWELL_MS + 1_000);
    const commands: OverlayCommand[] = [];
    await connect(token, (command) => commands.push(command));
    await expect.poll(() => commands).toContainEqual({ kind: 'drop', dropId: null });
  });
});

describe('the role of an overlay', () => {
  it('is refused to a page without a token', async () => {
    const { drop } = await liveDrop();
    const page = await connect();
    const answer = await page.emitWithAck('drop:join', { d: drop.id, role: 'overlay' });
    expect(answer).toMatchObject({ ok: false, code: 'key_invalid' });
  });
});

async function liveDrop() {
  const brand = await makeBrand(hub);
  const creator = await makeCreator(hub);
  const contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
  const sku = await makeSku(hub, { brandId: brand.id });
  const drop = await makeDrop(hub, {
    brandId: brand.id,
    skuId: sku.id,
    contractIds: [contract.id],
    units: 20,
  });
  const link = await makeLink(hub, { contractId: contract.id });
  return { brand, creator, contract, sku, drop, link };
}

function post(body: unknown): Promise<Response> {
  return fetch(`${server.origin}/api/overlay/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** As the overlay page does it: with what the fragment of its address says. */
async function openSession(address: string): Promise<OverlaySession> {
  const { pathname, hash } = new URL(address);
  const overlayId = pathname.split('/')[2];
  const [kind, secret] = hash.slice(1).split('=');
  const response = await post(
    kind === 'k' ? { overlayId, key: secret } : { overlayId, preview: secret },
  );
  const body = await response.json();
  if (!response.ok) throw new Error(body.code);
  return body;
}

async function connect(token?: string, hear = (_: OverlayCommand) => {}): Promise<Page> {
  const page: Page = io(`${server.origin}/live`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: token ? { token } : {},
  });
  pages.push(page);
  page.on('ovl:cmd', hear);
  await new Promise<void>((resolve, reject) => {
    page.once('connect', resolve);
    page.once('connect_error', reject);
  });
  return page;
}

function nextCommand(page: Page, kind: OverlayCommand['kind']): Promise<OverlayCommand> {
  return new Promise((resolve) => {
    page.on('ovl:cmd', (command) => {
      if (command.kind === kind) resolve(command);
    });
  });
}
