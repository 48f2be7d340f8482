import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOverlay } from '../server/live/create-overlay.ts';
import { rotateOverlayKey } from '../server/live/rotate-overlay-key.ts';
import { saveOverlay } from '../server/live/save-overlay.ts';
import { systemClock } from '../server/platform/clock.ts';
import { DEFAULT_OVERLAY_OPTIONS } from '../server/protocol/live.ts';
import { createTestDatabase } from '../server/test/database.ts';
import {
  makeBrand,
  makeContract,
  makeCreator,
  makeDrop,
  makeLink,
  makeSku,
} from '../server/test/factories.ts';
import { testHub } from '../server/test/hub.ts';
import { type LiveServer, startLiveServer } from '../server/test/live-server.ts';
import { launchBrowser } from './browser.ts';
import { makeLongest } from './longest-drop.ts';

const LANDSCAPE = { width: 1920, height: 1080 };
const PORTRAIT = { width: 1080, height: 1920 };

let browser: Browser;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: LiveServer;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  database = await createTestDatabase();
  const hub = testHub(database.db);
  server = await startLiveServer({ ...hub, clock: { ...hub.clock, now: systemClock.now } });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await server.close();
  await database.close();
});

describe('the stream overlay', () => {
  it('is transparent from its first frame, and around its card', async () => {
    const { address } = await liveDrop();
    const page = await open(LANDSCAPE);
    // The hub takes its time: this is the frame that OBS would show first.
    await page.route('**/api/overlay/session', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    expect(await alphaAt(page, CORNERS)).toEqual([0, 0, 0, 0]);
    await shown(page);
    expect(await alphaAt(page, CORNERS)).toEqual([0, 0, 0, 0]);
  });

  it.each([
    ['landscape', LANDSCAPE, { left: 96, top: 54, right: 1824, bottom: 1026 }],
    ['portrait', PORTRAIT, { left: 65, top: 288, right: 918, bottom: 1248 }],
  ] as const)('stays in the safe area in every corner: %s', async (layout, size, safe) => {
    const { address, creator, overlayId } = await liveDrop();
    const page = await open(size);
    await page.goto(address);
    for (const corner of ['bottom-left', 'bottom-right', 'top-left', 'top-right'] as const) {
      const options = { ...DEFAULT_OVERLAY_OPTIONS, corner };
      await saveOverlay(server.hub, creator.id, { overlayId, name: 'A', layout, options });
      await page.waitForSelector(`[data-layout=${layout}][data-corner=${corner}]`);
      const box = await page.locator('.plate').boundingBox();
      if (!box) throw new Error('no plate');
      expect(box.x).toBeGreaterThanOrEqual(safe.left);
      expect(box.y).toBeGreaterThanOrEqual(safe.top);
      expect(box.x + box.width).toBeLessThanOrEqual(safe.right);
      expect(box.y + box.height).toBeLessThanOrEqual(safe.bottom);
    }
    const sizes = await page.evaluate(() =>
      ['.units', '.countdown', '.label', '.code'].map((name) => {
        const element = document.querySelector(name);
        return element ? Number.parseFloat(getComputedStyle(element).fontSize) : 0;
      }),
    );
    const [units = 0, countdown = 0, ...others] = sizes;
    expect(Math.min(units, countdown)).toBeGreaterThanOrEqual(72);
    expect(Math.min(...others)).toBeGreaterThanOrEqual(28);
    expect((await page.locator('.qr svg').boundingBox())?.width).toBeGreaterThanOrEqual(264);
  });

  it.each([
    ['landscape', LANDSCAPE, { left: 96, top: 54, right: 1824, bottom: 1026 }],
    ['portrait', PORTRAIT, { left: 65, top: 288, right: 918, bottom: 1248 }],
  ] as const)('keeps its longest words in the safe area: %s', async (layout, size, safe) => {
    const { address, creator, overlayId, dropId } = await liveDrop();
    await makeLongest(server.hub, dropId);
    const options = { ...DEFAULT_OVERLAY_OPTIONS, corner: 'bottom-right' } as const;
    await saveOverlay(server.hub, creator.id, { overlayId, name: 'A', layout, options });
    const page = await open(size);
    await page.goto(address);
    await page.waitForSelector(`[data-layout=${layout}]`);
    await page.getByText(/^for 7 more or for .*, then €49,000\.00$/).waitFor();
    await page.getByText(/kept for Members/).waitFor();
    const box = await page.locator('.plate').boundingBox();
    if (!box) throw new Error('no plate');
    expect(box.x).toBeGreaterThanOrEqual(safe.left);
    expect(box.y).toBeGreaterThanOrEqual(safe.top);
    expect(box.x + box.width).toBeLessThanOrEqual(safe.right);
    expect(box.y + box.height).toBeLessThanOrEqual(safe.bottom);
    for (const name of ['.steps', '.terms']) {
      const fontSize = await page.locator(name).evaluate((one) => getComputedStyle(one).fontSize);
      expect(Number.parseFloat(fontSize)).toBeGreaterThanOrEqual(28);
    }
    if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${layout}.png` });
  });

  it('turns to the next price by itself when a step ends', async () => {
    const { address, dropId } = await liveDrop();
    const { skuId } = await server.hub.db.dropItem.findFirstOrThrow({ where: { dropId } });
    const endsAt = new Date(Date.now() + 4_000);
    const step = { id: 'step', dropId, skuId, position: 1, endsAt, priceMinor: 2400n };
    await server.hub.db.priceRung.create({ data: step });
    const page = await open(LANDSCAPE);
    await page.goto(address);
    await page.getByText('€24.00', { exact: true }).waitFor();
    await page.getByText(/^for 00:0\d, then €49\.00$/).waitFor();
    await page.locator('.price', { hasText: '€49.00' }).waitFor({ timeout: 6_000 });
    expect(Date.now()).toBeGreaterThanOrEqual(endsAt.getTime());
    expect(await page.locator('.steps').textContent()).toBe('');
  });

  it('shows one unit less within a second', async () => {
    const { address, dropId } = await liveDrop();
    const page = await open(LANDSCAPE);
    await page.goto(address);
    await page.getByText('20', { exact: true }).waitFor();
    const startedAt = performance.now();
    await takeUnits(dropId, 1);
    await page.getByText('19', { exact: true }).waitFor();
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    await takeUnits(dropId, 19);
    await page.locator('.curtain-text', { hasText: 'Sold out' }).waitFor();
  });

  it('counts down within 250 ms on a computer whose clock is three hours off', async () => {
    const { address, endsAt } = await liveDrop();
    const page = await open(LANDSCAPE);
    await page.addInitScript(() => {
      const real = Date.now;
      Object.assign(globalThis, { realNow: real });
      Date.now = () => real() + 3 * 3_600_000;
    });
    await page.goto(address);
    await shown(page);
    await page.waitForTimeout(1_000);
    const changes = await page.evaluate(
      () =>
        new Promise<{ text: string; at: number }[]>((resolve) => {
          const { realNow } = globalThis as unknown as { realNow: () => number };
          const element = document.querySelector('.countdown');
          const seen: { text: string; at: number }[] = [];
          const observer = new MutationObserver(() => {
            seen.push({ text: element?.textContent ?? '', at: realNow() });
            if (seen.length === 4) resolve(seen);
          });
          if (element)
            observer.observe(element, { childList: true, characterData: true, subtree: true });
        }),
    );
    for (const { text, at } of changes) {
      const leftMs = secondsOf(text) * 1_000;
      expect(Math.abs(endsAt - at - leftMs)).toBeLessThanOrEqual(250);
    }
  });

  it('goes on counting without the hub, dims old stock, then hides it, and is right again', async () => {
    const { address, dropId } = await liveDrop();
    const page = await open(LANDSCAPE);
    await page.goto(address);
    await page.getByText('20', { exact: true }).waitFor();
    const { port, hub } = server;
    await server.close();
    const before = await page.locator('.countdown').textContent();
    await page.locator('[data-staleness=stale]').waitFor({ timeout: 14_000, state: 'attached' });
    await page.getByText('updating…').waitFor();
    expect(await page.locator('.units').textContent()).toBe('20');
    await page.locator('[data-staleness=lost]').waitFor({ timeout: 24_000, state: 'attached' });
    expect(await page.locator('.units').textContent()).toBe('–');
    expect(await page.locator('.countdown').textContent()).not.toBe(before);
    server = await startLiveServer(hub, { port });
    await takeUnits(dropId, 4);
    await page.getByText('16', { exact: true }).waitFor({ timeout: 10_000 });
  });

  it('starts while the hub is down, and is on air when the hub is', async () => {
    const { address, dropId } = await liveDrop();
    const page = await open(LANDSCAPE);
    await page.goto(address);
    await shown(page);
    await page.waitForFunction(async () => {
      const cache = await caches.open('dropcast-overlay');
      return (await cache.keys()).length >= 3 && navigator.serviceWorker.controller !== null;
    });
    const { port, hub } = server;
    await server.close();
    await page.reload({ waitUntil: 'domcontentloaded' });
    await page.waitForSelector('.stage', { state: 'attached' });
    server = await startLiveServer(hub, { port });
    await takeUnits(dropId, 5);
    await page.getByText('15', { exact: true }).waitFor({ timeout: 12_000 });
  });

  it('takes over a rotated key on air, and keeps it for the next start with the old address', async () => {
    const { address, creator, overlayId, dropId } = await liveDrop();
    const page = await open(LANDSCAPE);
    await page.goto(address);
    await page.getByText('20', { exact: true }).waitFor();
    await rotateOverlayKey(server.hub, creator.id, overlayId);
    await page.waitForTimeout(2_200);
    await takeUnits(dropId, 1);
    await page.getByText('19', { exact: true }).waitFor({ timeout: 1_000 });
    await page.reload();
    await page.getByText('19', { exact: true }).waitFor({ timeout: 5_000 });
    const stranger = await open(LANDSCAPE);
    await stranger.goto(address);
    await stranger.getByText('This overlay has a new address.').waitFor();
  });
});

const CORNERS = [
  [2, 2],
  [1917, 2],
  [2, 1077],
  [1917, 1077],
] as const;

async function open(viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport });
  return context.newPage();
}

async function shown(page: Page): Promise<void> {
  await page.waitForSelector('.stage[data-shown=true]');
}

/** Opacity of single points of what OBS would compose, read by another page of the browser. */
async function alphaAt(page: Page, points: typeof CORNERS): Promise<number[]> {
  const picture = (await page.screenshot({ omitBackground: true })).toString('base64');
  const reader = await browser.newPage();
  const alphas = await reader.evaluate(
    async ({ picture, points }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      const context = Object.assign(document.createElement('canvas'), {
        width: image.width,
        height: image.height,
      }).getContext('2d');
      context?.drawImage(image, 0, 0);
      return points.map(([x, y]) => context?.getImageData(x, y, 1, 1).data[3] ?? -1);
    },
    { picture, points },
  );
  await reader.close();
  return alphas;
}

function secondsOf(text: string): number {
  return text.split(':').reduce((total, part) => total * 60 + Number(part), 0);
}

async function liveDrop() {
  const { hub } = server;
  const brand = await makeBrand(hub);
  const creator = await makeCreator(hub);
  const contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
  const sku = await makeSku(hub, { brandId: brand.id, priceMinor: 6900 });
  const contractIds = [contract.id];
  const drop = await makeDrop(hub, { brandId: brand.id, skuId: sku.id, contractIds, units: 20 });
  await makeLink(hub, { contractId: contract.id });
  const look = { name: 'A', layout: 'landscape' } as const;
  const { address, overlayId } = await createOverlay(hub, creator.id, look);
  return { address, overlayId, creator, dropId: drop.id, endsAt: drop.endsAt.getTime() };
}

async function takeUnits(dropId: string, units: number): Promise<void> {
  const { db, signals } = server.hub;
  await db.drop.update({ where: { id: dropId }, data: { lockSeq: { increment: 1 } } });
  await db.stockPool.updateMany({
    where: { dropId },
    data: { available: { decrement: units }, held: { increment: units } },
  });
  signals.dropChanged(dropId);
}
