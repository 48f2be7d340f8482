// long: every promise of the overlay on air, in one real browser.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deleteOverlay } from '../server/live/delete-overlay.ts';
import { listOverlays } from '../server/live/list-overlays.ts';
import { reloadOverlay } from '../server/live/reload-overlay.ts';
import { rotateOverlayKey } from '../server/live/rotate-overlay-key.ts';
import { saveOverlay } from '../server/live/save-overlay.ts';
import { testOverlayMoment } from '../server/live/test-overlay-moment.ts';
import { DEFAULT_OVERLAY_OPTIONS } from '../server/protocol/live.ts';
import { launchBrowser } from './browser.ts';
import {
  allowSleep,
  countdownErrorMs,
  keepRealTime,
  secondsOf,
  sleep,
  watchSeconds,
} from './overlay-clock.ts';
import {
  liveDrop,
  type OverlayStage,
  openSource,
  pinItem,
  setOverlayStage,
  shown,
  takeUnits,
} from './overlay-stage.ts';
import { createPictureReader } from './read-picture.ts';

let browser: Browser;
let stage: OverlayStage;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  stage = await setOverlayStage();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await stage.close();
});

const open = () => openSource(browser, 'landscape');

describe('the stream overlay', () => {
  it('turns to the next price by itself when a step ends', async () => {
    const { address, dropId } = await liveDrop(stage);
    const { skuId } = await stage.server.hub.db.dropItem.findFirstOrThrow({ where: { dropId } });
    const endsAt = new Date(Date.now() + 4_000);
    const step = { id: 'step', dropId, skuId, position: 1, endsAt, priceMinor: 2400n };
    await stage.server.hub.db.priceRung.create({ data: step });
    const page = await open();
    await page.goto(address);
    await page.getByText('€24.00', { exact: true }).waitFor();
    await page.getByText(/^for 00:0\d, then €49\.00$/).waitFor();
    await page.locator('.price', { hasText: '€49.00' }).waitFor({ timeout: 6_000 });
    expect(Date.now()).toBeGreaterThanOrEqual(endsAt.getTime());
    expect(await page.locator('.steps').textContent()).toBe('');
  });

  it('shows one unit less without being asked', async () => {
    const { address, dropId } = await liveDrop(stage);
    const page = await open();
    await page.goto(address);
    await page.getByText('20', { exact: true }).waitFor();
    await takeUnits(stage, dropId, 1);
    await page.getByText('19', { exact: true }).waitFor();
    await takeUnits(stage, dropId, 19);
    await page.locator('.curtain-text', { hasText: 'Sold out' }).waitFor();
  });

  it('says for a moment which article has come on air, and never of one that already was', async () => {
    const { address, dropId } = await liveDrop(stage);
    const { skuId } = await stage.server.hub.db.dropItem.findFirstOrThrow({ where: { dropId } });
    const page = await open();
    await page.goto(address);
    await shown(page);
    await pinItem(stage, dropId, skuId);
    await page.locator('.banner', { hasText: /^On air now · Product \d+ · One size$/ }).waitFor();
    await page.locator('.pinned', { hasText: 'One size' }).waitFor();
    await page.waitForSelector('[data-banner=false]', { state: 'attached', timeout: 8_000 });
    await page.reload();
    await page.locator('.pinned', { hasText: 'One size' }).waitFor();
    await page.waitForTimeout(1_000);
    expect(await page.locator('[data-banner=true]').count()).toBe(0);
  });

  it('counts down within 250 ms on a computer whose clock is three hours off', async () => {
    const { address, endsAt } = await liveDrop(stage);
    const page = await open();
    await keepRealTime(page);
    await page.addInitScript(() => {
      const real = Date.now;
      Date.now = () => real() + 3 * 3_600_000;
    });
    await page.goto(address);
    await shown(page);
    expect(Math.abs(await countdownErrorMs(page, { endsAt }))).toBeLessThanOrEqual(250);
  });

  it('shows no false second for sure after the computer slept, and the right one with the hub', async () => {
    const { address, endsAt } = await liveDrop(stage);
    const page = await open();
    await keepRealTime(page);
    await allowSleep(page);
    await page.goto(address);
    await shown(page);
    const countdown = page.locator('.countdown');
    await sleep(page, 4_000);
    expect(await watchSeconds(countdown, endsAt)).toEqual({ wrong: [], about: [] });

    await stage.server.close();
    await sleep(page, 4_000);
    const alone = await watchSeconds(countdown, endsAt);
    expect(alone.wrong).toEqual([]);
    expect(alone.about).not.toEqual([]);
    await stage.restart();
    await page.locator('.countdown', { hasText: /^\d/ }).waitFor({ timeout: 10_000 });
    expect(await watchSeconds(countdown, endsAt)).toEqual({ wrong: [], about: [] });
    expect(Math.abs(await countdownErrorMs(page, { endsAt }))).toBeLessThanOrEqual(250);
  });

  it('goes on counting without the hub, dims old stock, then hides it, and is right again', async () => {
    const { address, dropId } = await liveDrop(stage);
    const page = await open();
    await page.clock.install();
    await page.goto(address);
    await page.getByText('20', { exact: true }).waitFor();
    await stage.server.close();
    const passed = async (ms: number) => {
      stage.advance(ms);
      await page.clock.runFor(ms);
    };
    const before = await page.locator('.countdown').textContent();
    await passed(10_000);
    await page.locator('[data-staleness=stale]').waitFor({ state: 'attached' });
    await page.getByText('updating…').waitFor();
    expect(await page.locator('.units').textContent()).toBe('20');
    await passed(20_000);
    await page.locator('[data-staleness=lost]').waitFor({ state: 'attached' });
    expect(await page.locator('.units').textContent()).toBe('–');
    expect(await page.locator('.countdown').textContent()).not.toBe(before);
    await stage.restart();
    await takeUnits(stage, dropId, 4);
    await page.getByText('16', { exact: true }).waitFor({ timeout: 10_000 });
  });

  it('starts while the hub is down, and is on air when the hub is', async () => {
    const { address, dropId } = await liveDrop(stage);
    const page = await open();
    await page.goto(address);
    await shown(page);
    await page.waitForFunction(async () => {
      const cache = await caches.open('dropcast-overlay');
      const { active } = await navigator.serviceWorker.ready;
      const serves = active?.state === 'activated' && navigator.serviceWorker.controller !== null;
      return (await cache.keys()).length >= 3 && serves;
    });
    await stage.server.close();
    // A busy browser may go past a worker that it is only just waking: its user presses refresh.
    const start = () => page.reload({ waitUntil: 'domcontentloaded' });
    await start().catch(start);
    await page.waitForSelector('.stage', { state: 'attached' });
    await stage.restart();
    await takeUnits(stage, dropId, 5);
    await page.getByText('15', { exact: true }).waitFor({ timeout: 12_000 });
  });

  it('loads itself anew when its creator says so, with the key of the air, and never turns white', async () => {
    const { address, creator, overlayId, dropId } = await liveDrop(stage);
    const page = await open();
    // Without storage, only the address can carry the key over.
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', { get: () => null });
    });
    await page.goto(address);
    await shown(page);
    await rotateOverlayKey(stage.server.hub, creator.id, overlayId);
    await page.waitForTimeout(3_500);
    const born = () => page.evaluate(() => performance.timeOrigin).catch(() => null);
    const first = await born();
    const isNew = async () => ![first, null].includes(await born());
    const isWhite = async () => {
      const clip = { x: 960, y: 20, width: 4, height: 4 };
      // A picture that is asked for while one page gives way to the next may never come.
      const asked = page.screenshot({ omitBackground: true, clip, timeout: 3_000 });
      const picture = await asked.catch(() => null);
      if (picture === null) return null;
      const [alpha] = await reader.alphasAt(picture, [[1, 1]]);
      return alpha !== 0;
    };
    const reader = await createPictureReader(browser);
    await reloadOverlay(stage.server.hub, creator.id, overlayId);
    const seen: (boolean | null)[] = [];
    while (!(await isNew())) seen.push(await isWhite());
    seen.push(await isWhite());
    expect(seen).toContain(false);
    expect(seen).not.toContain(true);
    await page.getByText('20', { exact: true }).waitFor();
    await takeUnits(stage, dropId, 1);
    await page.getByText('19', { exact: true }).waitFor();
  });

  it('stays as it is when it is told to load anew and the hub does not serve its page', async () => {
    const { address, creator, overlayId } = await liveDrop(stage);
    const page = await open();
    await page.goto(address);
    await shown(page);
    await page.waitForTimeout(3_500);
    const first = await page.evaluate(() => performance.timeOrigin);
    const asked = page.waitForRequest((request) => request.url().endsWith(`/o/${overlayId}`));
    await page.route(`**/o/${overlayId}`, (route) => route.fulfill({ status: 503 }));
    await reloadOverlay(stage.server.hub, creator.id, overlayId);
    await asked;
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(first);
    await page.getByText('20', { exact: true }).waitFor();
  });

  it('takes over a rotated key on air, and keeps it for the next start with the old address', async () => {
    const { address, creator, overlayId, dropId } = await liveDrop(stage);
    const page = await open();
    await page.goto(address);
    await page.getByText('20', { exact: true }).waitFor();
    await rotateOverlayKey(stage.server.hub, creator.id, overlayId);
    await page.waitForTimeout(2_200);
    await takeUnits(stage, dropId, 1);
    await page.getByText('19', { exact: true }).waitFor();
    await page.reload();
    await page.getByText('19', { exact: true }).waitFor({ timeout: 5_000 });
    const stranger = await open();
    await stranger.goto(address);
    await stranger.getByText('This overlay has a new address.').waitFor();
  });

  it('goes dark within a second when it is deleted, and stays dark', async () => {
    const { address, creator, overlayId } = await liveDrop(stage);
    const page = await open();
    await page.clock.install();
    await page.goto(address);
    await shown(page);
    const nothing = page.locator('body:not(:has(*))');
    await deleteOverlay(stage.server.hub, creator.id, overlayId);
    await nothing.waitFor({ state: 'attached' });
    await page.clock.runFor(20_000);
    expect(await nothing.count()).toBe(1);
  });

  it.each([
    ['for a moment', 0],
    ['longer than its token holds', 20 * 60_000],
  ])(
    'goes dark when it comes back to a hub that has deleted it while it was away %s',
    async (_for, awayMs) => {
      const { address, creator, overlayId } = await liveDrop(stage);
      const page = await open();
      await page.clock.install();
      await page.goto(address);
      await shown(page);
      await stage.server.close();
      await deleteOverlay(stage.server.hub, creator.id, overlayId);
      stage.advance(awayMs);
      await page.clock.fastForward(awayMs);
      await shown(page);
      await stage.restart();
      const nothing = page.locator('body:not(:has(*))');
      await nothing.waitFor({ state: 'attached', timeout: 15_000 });
      await page.reload();
      await nothing.waitFor({ state: 'attached', timeout: 5_000 });
    },
  );

  it('keeps its card when its key was rotated while it was away', async () => {
    const { address, creator, overlayId } = await liveDrop(stage);
    const page = await open();
    await page.goto(address);
    await shown(page);
    await stage.server.close();
    await rotateOverlayKey(stage.server.hub, creator.id, overlayId);
    const refused = page.waitForResponse((answer) => answer.status() === 403);
    await stage.restart();
    await refused;
    await page.waitForTimeout(500);
    expect(await page.locator('.stage[data-shown=true]').count()).toBe(1);
  });

  it('is right within 250 ms after six minutes in which it was not seen, and after a reload', async () => {
    const { address, endsAt } = await liveDrop(stage);
    const page = await open();
    await keepRealTime(page);
    await page.clock.install();
    await page.goto(address);
    await shown(page);
    const aheadMs = 6 * 60_000;
    await turn(page, 'hidden');
    stage.advance(aheadMs);
    // As a browser does with a page that nobody sees: what is due runs once, late.
    await page.clock.fastForward(aheadMs);
    await turn(page, 'visible');
    const errorMs = async () => Math.abs(await countdownErrorMs(page, { endsAt, aheadMs }));
    expect(await errorMs()).toBeLessThanOrEqual(250);
    await page.reload();
    await shown(page);
    expect(await errorMs()).toBeLessThanOrEqual(250);
  });

  it('shows everything as much later as the stream is seen', async () => {
    const { address, dropId, creator, overlayId, endsAt } = await liveDrop(stage);
    const options = { ...DEFAULT_OVERLAY_OPTIONS, delaySeconds: 2 };
    const look = { overlayId, name: 'A', layout: 'landscape', options } as const;
    await saveOverlay(stage.server.hub, creator.id, look);
    stage.advance(60_000);
    const page = await open();
    await page.goto(address);
    await page.getByText('20', { exact: true }).waitFor();
    const text = (await page.locator('.countdown').textContent()) ?? '';
    // It rounds up to a whole second, and was read a little before it is looked at.
    const laterMs = secondsOf(text) * 1_000 - (endsAt - Date.now() - 60_000);
    expect(laterMs).toBeGreaterThanOrEqual(2_000);
    const takenAt = performance.now();
    await takeUnits(stage, dropId, 20);
    await page.getByText('0', { exact: true }).waitFor();
    expect(performance.now() - takenAt).toBeGreaterThanOrEqual(2_000);
  });

  it('tells its creator whether it is seen, live in OBS, and how old it is', async () => {
    const { address, creator } = await liveDrop(stage);
    const page = await open();
    await page.goto(address);
    const report = async () => {
      const [overlay] = await listOverlays(stage.server.hub, creator.id);
      return overlay?.instances.map((one) => one.report);
    };
    await expect.poll(report).toMatchObject([{ visible: true, active: null, streaming: null }]);
    await page.evaluate(() => {
      const live = { detail: { active: true } };
      dispatchEvent(new CustomEvent('obsSourceActiveChanged', live));
      dispatchEvent(new Event('obsStreamingStarted'));
    });
    await expect
      .poll(report, { timeout: 10_000 })
      .toMatchObject([{ active: true, streaming: true, v: expect.any(Number) }]);
  });

  it('plays a test on an example when there is no drop, and is empty again afterwards', async () => {
    const { address, creator, overlayId, dropId } = await liveDrop(stage);
    const { hub } = stage.server;
    await hub.db.drop.update({ where: { id: dropId }, data: { publishedAt: null } });
    const page = await open();
    await page.goto(address);
    await page.waitForSelector('.stage[data-shown=false]', { state: 'attached' });
    await testOverlayMoment(hub, creator.id, { overlayId, moment: 'released' });
    await page.getByText('Test: new batch').waitFor();
    await page.getByText('Example', { exact: true }).waitFor();
    await page.waitForSelector('.stage[data-shown=false]', { state: 'attached', timeout: 8_000 });
  });
});

/** As OBS does when the source's scene goes and comes. */
async function turn(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}
