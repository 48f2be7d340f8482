// long: all that two nodes must tell each other, over real sockets, with the bus and without it.
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOverlayPresence } from '../../dock/read-overlay-presence.ts';
import { createOverlay } from '../../live/create-overlay.ts';
import { listOverlays } from '../../live/list-overlays.ts';
import { openOverlaySession } from '../../live/open-overlay-session.ts';
import { reloadOverlay } from '../../live/reload-overlay.ts';
import { rotateOverlayKey } from '../../live/rotate-overlay-key.ts';
import { saveOverlay } from '../../live/save-overlay.ts';
import { testOverlayMoment } from '../../live/test-overlay-moment.ts';
import { newSecret, newTimedSecret } from '../../platform/ids.ts';
import { VISITOR_COOKIE } from '../../protocol/links.ts';
import { DEFAULT_OVERLAY_OPTIONS } from '../../protocol/live.ts';
import type {
  ClientToServer,
  DropStateMessage,
  OverlayCommand,
  ServerToClient,
} from '../../protocol/live-events.ts';
import type { AppServer } from '../app-server.ts';
import { callRaw } from '../procedures.ts';
import { makeShop, type Shop } from '../shop.ts';
import { expectConservedStock } from '../stock.ts';
import { canRunTwoNodes, startTwoNodes, type TwoNodes } from '../two-nodes.ts';

type Page = Socket<ServerToClient, ClientToServer>;

const PATIENCE_MS = 120_000;
/** Browsers that are in the middle of a claim at the same time. */
const AT_ONCE = 200;

describe.skipIf(!canRunTwoNodes)('two nodes of one hub', { timeout: PATIENCE_MS }, () => {
  let nodes: TwoNodes;
  let pages: Page[];
  let turn: number;

  beforeEach(async () => {
    nodes = await startTwoNodes();
    pages = [];
    turn = 0;
  });
  afterEach(async () => {
    for (const page of pages) page.disconnect();
    await nodes.close();
  });

  /** The nodes in turn, as a balancer gives them out. */
  function nextNode(): AppServer {
    turn += 1;
    return turn % 2 === 0 ? nodes.first : nodes.second;
  }

  /** Whoever is told "later", because the queue of claims is long, asks the same again. */
  async function call<T>(path: string, input: unknown, visitor: string): Promise<T> {
    const cookie = `${VISITOR_COOKIE}=${visitor}`;
    const asked = { body: JSON.stringify(input), cookie };
    let answer = await callRaw(nextNode().origin, path, asked);
    while (answer.status === 429) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      answer = await callRaw(nextNode().origin, path, asked);
    }
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.problem?.code}`);
    return (JSON.parse(answer.text) as { result: { data: T } }).result.data;
  }

  /** A viewer takes a claim right on one node and uses it on the other; what became of it. */
  async function claim({ drop, sku }: Shop, visitor = newTimedSecret(new Date())): Promise<string> {
    try {
      const asked = { dropSlug: drop.slug };
      const { token } = await call<{ token: string }>('viewer.issueToken', asked, visitor);
      const items = [{ skuId: sku.id, quantity: 1 }];
      await call('viewer.hold', { token, items, idempotencyKey: newSecret(128) }, visitor);
      return 'held';
    } catch (error) {
      return (error as Error).message;
    }
  }

  async function claimTimes(times: number, one: () => Promise<string>) {
    const counts: Record<string, number> = {};
    let left = times;
    const worker = async () => {
      while (left > 0) {
        left -= 1;
        const answer = await one();
        counts[answer] = (counts[answer] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, times) }, worker));
    return counts;
  }

  async function connect(node: AppServer, auth: Record<string, string> = {}): Promise<Page> {
    const page: Page = io(`${node.origin}/live`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth,
    });
    pages.push(page);
    await new Promise<void>((resolve, reject) => {
      page.once('connect', resolve);
      page.once('connect_error', reject);
    });
    return page;
  }

  /** A page of a drop, with everything that it was told since. */
  async function watch(node: AppServer, dropId: string) {
    const page = await connect(node);
    const states: DropStateMessage[] = [];
    let last: DropStateMessage | null = null;
    page.on('drop:state', (state) => {
      states.push(state);
      last = state;
    });
    page.on('drop:snap', (state) => {
      last = state;
    });
    const answer = await page.emitWithAck('drop:join', { d: dropId, role: 'page' });
    if (!answer.ok) throw new Error(answer.code);
    const held = () => (last ?? answer.snap).stock.held;
    return { states, held };
  }

  /** Milliseconds from now until it is so. */
  async function timeUntil(isSo: () => boolean): Promise<number> {
    const startedAt = performance.now();
    await expect.poll(isSo, { timeout: 10_000, interval: 10 }).toBe(true);
    return performance.now() - startedAt;
  }

  it('give 50 equal requests at once one claim and 50 equal answers', async () => {
    const shop = await makeShop(nodes.first.hub, { units: 50 });
    const visitor = newTimedSecret(new Date());
    const asked = { dropSlug: shop.drop.slug };
    const { token } = await call<{ token: string }>('viewer.issueToken', asked, visitor);
    const items = [{ skuId: shop.sku.id, quantity: 1 }];
    const wish = { token, items, idempotencyKey: 'tapped-fifty-times' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => call('viewer.hold', wish, visitor)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await nodes.first.hub.db.claim.count()).toBe(1);
    await expectConservedStock(nodes.first.hub.db, shop.drop.id);
  });

  it('hold exactly 100 units for 1,000 viewers', async () => {
    const shop = await makeShop(nodes.first.hub, { units: 100 });
    expect(await claimTimes(1_000, () => claim(shop))).toEqual({
      held: 100,
      '409 drop_sold_out': 900,
    });
    expect(await nodes.first.hub.db.claim.count()).toBe(100);
    await expectConservedStock(nodes.first.hub.db, shop.drop.id);
  });

  it('keep a limit of 2 per customer under 100 parallel claims of one', async () => {
    const shop = await makeShop(nodes.first.hub, { units: 500, limitPerCustomer: 2 });
    const visitor = newTimedSecret(new Date());
    expect(await claimTimes(100, () => claim(shop, visitor))).toEqual({
      held: 2,
      '409 limit_reached': 98,
    });
    await expectConservedStock(nodes.first.hub.db, shop.drop.id);
  });

  it('keep the cap of 50 of a gate under 200 viewers', async () => {
    const shop = await makeShop(nodes.first.hub, { units: 500, capUnits: 50 });
    expect(await claimTimes(200, () => claim(shop))).toEqual({
      held: 50,
      '409 gate_full': 150,
    });
    await expectConservedStock(nodes.first.hub.db, shop.drop.id);
  });

  it('show a claim of one on the screens of the other at once, and say it once', async () => {
    const shop = await makeShop(nodes.first.hub, { units: 50 });
    const screens = [
      await watch(nodes.first, shop.drop.id),
      await watch(nodes.second, shop.drop.id),
    ];
    // Six polls of versions are twenty seconds apart at least.
    let lateMs = 0;
    for (let claims = 1; claims <= 6; claims += 1) {
      await claim(shop);
      lateMs += await timeUntil(() => screens.every(({ held }) => held() === claims));
    }
    expect(lateMs).toBeLessThan(12_000);
    for (const { states } of screens) {
      const versions = states.map(({ v }) => v);
      expect(versions).toEqual([...new Set(versions)]);
    }
  });

  it('show it by looking while the bus is cut, and at once when it is back', async () => {
    const shop = await makeShop(nodes.first.hub, { units: 50 });
    const screens = [
      await watch(nodes.first, shop.drop.id),
      await watch(nodes.second, shop.drop.id),
    ];
    nodes.cutBus();
    await claim(shop);
    await timeUntil(() => screens.every(({ held }) => held() === 1));
    await nodes.mendBus();
    let mendedMs = 0;
    for (let claims = 2; claims <= 5; claims += 1) {
      await claim(shop);
      mendedMs += await timeUntil(() => screens.every(({ held }) => held() === claims));
    }
    expect(mendedMs).toBeLessThan(8_000);
  });

  it('sell on, exactly, while Redis goes away in the middle', async () => {
    const shop = await makeShop(nodes.first.hub, { units: 100 });
    let answered = 0;
    const counts = await claimTimes(300, async () => {
      const answer = await claim(shop);
      answered += 1;
      if (answered === 50) nodes.cutBus();
      return answer;
    });
    expect(counts).toEqual({ held: 100, '409 drop_sold_out': 200 });
    await expectConservedStock(nodes.first.hub.db, shop.drop.id);
  });

  describe('with an overlay on the second', () => {
    async function runningOverlay() {
      const { creator } = await makeShop(nodes.first.hub);
      const { address, overlayId } = await createOverlay(nodes.first.hub, creator.id, {
        name: 'A',
        layout: 'landscape',
      });
      const key = new URL(address).hash.slice(3);
      const { token } = await openOverlaySession(nodes.second.hub, { overlayId, key });
      const page = await connect(nodes.second, { token });
      const commands: OverlayCommand[] = [];
      page.on('ovl:cmd', (command) => commands.push(command));
      return { creator, overlayId, page, commands };
    }

    it.each(['there', 'cut'])(
      'hand it the key that was rotated on the first, with the bus %s',
      async (bus) => {
        const { creator, overlayId, page, commands } = await runningOverlay();
        if (bus === 'cut') nodes.cutBus();
        const { address } = await rotateOverlayKey(nodes.first.hub, creator.id, overlayId);
        const rekey = () => commands.find((command) => command.kind === 'rekey');
        await timeUntil(() => rekey() !== undefined);
        expect(`k=${rekey()?.key}`).toBe(new URL(address).hash.slice(1));
        await timeUntil(() => page.disconnected);
        const proof = { overlayId, key: rekey()?.key ?? '' };
        await connect(nodes.first, await openOverlaySession(nodes.first.hub, proof).then(tokenOf));
      },
    );

    it('show there what was saved and tested on the first, and count it on both', async () => {
      const { creator, overlayId, commands } = await runningOverlay();
      const { hub } = nodes.first;
      const options = { ...DEFAULT_OVERLAY_OPTIONS, accent: '#00ff88' };
      await saveOverlay(hub, creator.id, { overlayId, name: 'B', layout: 'portrait', options });
      const look = { kind: 'layout', layout: 'portrait', options };
      await expect.poll(() => commands, { timeout: 2_000 }).toContainEqual(look);
      await expect
        .poll(async () => (await listOverlays(hub, creator.id))[0]?.connected, { timeout: 2_000 })
        .toBe(1);
      const shown = await testOverlayMoment(hub, creator.id, { overlayId, moment: 'sold_out' });
      expect(shown).toEqual({ shownOn: 1 });
      const test = { kind: 'test', moment: 'sold_out' };
      await expect.poll(() => commands, { timeout: 2_000 }).toContainEqual(test);
    });

    it.each(['there', 'cut'])(
      'tell it there to load anew when that is said on the first, with the bus %s',
      async (bus) => {
        const { creator, overlayId, commands } = await runningOverlay();
        // By then its node has looked at it: what was said before that is nothing to it.
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        if (bus === 'cut') nodes.cutBus();
        await reloadOverlay(nodes.first.hub, creator.id, overlayId);
        await expect.poll(() => commands, { timeout: 2_000 }).toContainEqual({ kind: 'reload' });
      },
    );

    it('say on the first how it is doing, and until when it was there', async () => {
      const { creator, page } = await runningOverlay();
      const usual = { v: 3, ageMs: 40, visible: true, active: false, streaming: false, fps: null };
      const onFirst = async () => (await listOverlays(nodes.first.hub, creator.id))[0]?.instances;
      const onSecond = async () => (await listOverlays(nodes.second.hub, creator.id))[0]?.instances;
      const dock = () => readOverlayPresence(nodes.first.hub, creator.id);
      const soon = { timeout: 2_000 };
      for (const active of [false, true]) {
        // Of what comes in one moment only the first is heard.
        nodes.second.hub.clock.advance(1_000);
        page.emit('ovl:report', { ...usual, active });
        await expect.poll(onFirst, soon).toMatchObject([{ report: { ...usual, active } }]);
        const seen = { connected: 1, visible: 1, inScene: active ? 1 : 0 };
        await expect.poll(dock, soon).toEqual(seen);
      }
      nodes.cutBus();
      nodes.second.hub.clock.advance(1_000);
      page.emit('ovl:report', { ...usual, v: 4 });
      await expect.poll(onSecond, soon).toMatchObject([{ report: { v: 4 } }]);
      await nodes.mendBus();
      // What was lost with the bus is repeated within 5 s.
      await expect.poll(onFirst, { timeout: 7_000 }).toMatchObject([{ report: { v: 4 } }]);
      page.disconnect();
      await expect.poll(onFirst, soon).toEqual([]);
    });
  });
});

function tokenOf({ token }: { token: string }) {
  return { token };
}
