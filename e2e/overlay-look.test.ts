import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { decodeQR } from 'qr/decode.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testOverlayMoment } from '../server/live/test-overlay-moment.ts';
import { OVERLAY_THEMES } from '../server/protocol/live.ts';
import { OVERLAY_CANVAS, SAFE_AREAS } from '../server/protocol/overlay-stage.ts';
import { launchBrowser } from './browser.ts';
import { makeLongest } from './longest-drop.ts';
import { measureCard, outsideOf } from './measure-card.ts';
import {
  liveDrop,
  type OverlayStage,
  openSource,
  setOverlayStage,
  shown,
} from './overlay-stage.ts';
import { around, createPictureReader, type PictureReader } from './read-picture.ts';

let browser: Browser;
let pictures: PictureReader;
let stage: OverlayStage;

beforeAll(async () => {
  browser = await launchBrowser();
  pictures = await createPictureReader(browser);
});
afterAll(() => browser.close());
beforeEach(async () => {
  stage = await setOverlayStage();
});
afterEach(() => stage.close());

describe('the pages of viewers', () => {
  it('are 60 KB at most, for a phone in a crowd', () => {
    for (const page of ['drop-page', 'claim-page', 'countdown-page', 'lot-page']) {
      const files = builtFor(page);
      expect(files.length, page).toBeGreaterThan(0);
      expect(kilobytesOf(files), page).toBeLessThanOrEqual(60);
    }
  });
});

describe('the look of the stream overlay', () => {
  it('is built for the browser of OBS 28, and is 60 KB at most', () => {
    const files = builtFor('stream');
    expect(kilobytesOf(files)).toBeLessThanOrEqual(60);
    const found = files.flatMap(({ name, bytes }) => {
      const tooNew = name.endsWith('.css') ? TOO_NEW.css : TOO_NEW.js;
      return tooNew.exec(bytes.toString())?.[0] ?? [];
    });
    expect(found).toEqual([]);
  });

  it('is transparent from its first frame, and around its card', async () => {
    const { address } = await liveDrop(stage);
    const page = await openSource(browser, 'landscape');
    // The hub takes its time: this is the frame that OBS would show first.
    await page.route('**/api/overlay/session', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    expect(await alphas(page)).toEqual([0, 0, 0, 0]);
    await shown(page);
    expect(await alphas(page)).toEqual([0, 0, 0, 0]);
    await page.context().close();
  });

  it.each(['landscape', 'portrait'] as const)(
    'keeps its longest words in the safe area and readable, however it is made: %s',
    async (layout) => {
      const { address, dropId, dress, creator, overlayId } = await liveDrop(stage);
      await makeLongest(stage.server.hub, dropId);
      const page = await openSource(browser, layout);
      await page.goto(address);
      await page.getByText(/kept for Members/).waitFor();
      await page.getByText(/^Does the large one also fit/).waitFor();
      for (const [at, theme] of OVERLAY_THEMES.entries()) {
        for (const scale of [80, 140]) {
          const place = { x: (at * 250) % 1001, y: scale === 80 ? 0 : 1000 };
          await dress(page, layout, { theme, scale, place, textScale: scale === 140 ? 130 : 100 });
          if (at === 0) {
            await testOverlayMoment(stage.server.hub, creator.id, {
              overlayId,
              moment: 'extended',
            });
            await page.waitForSelector('[data-banner=true]');
          }
          const { boxes, numbersPx, textsPx, qrPx, isCutOff } = await page.evaluate(measureCard);
          const look = `${theme} at ${scale} %`;
          expect(outsideOf(SAFE_AREAS[layout], boxes), look).toEqual([]);
          expect(isCutOff, look).toBe(false);
          expect(Math.min(...numbersPx), look).toBeGreaterThanOrEqual(72);
          expect(Math.min(...textsPx), look).toBeGreaterThanOrEqual(28);
          expect(qrPx, look).toBeGreaterThanOrEqual(264);
        }
      }
      await page.context().close();
    },
  );

  it.each(['landscape', 'portrait'] as const)(
    'can be read over white, black, grey and busy video, in every theme: %s',
    async (layout) => {
      const { address, dress } = await liveDrop(stage);
      const page = await openSource(browser, layout);
      await page.goto(address);
      await shown(page);
      for (const theme of OVERLAY_THEMES) {
        await dress(page, layout, { theme, place: { x: 500, y: 1000 } });
        const { texts } = await page.evaluate(measureCard);
        expect(texts.length, theme).toBeGreaterThanOrEqual(8);
        for (const scene of ['#ffffff', '#000000', '#808080', BUSY]) {
          await page.evaluate((background) => {
            document.documentElement.style.background = background;
          }, scene);
          const clip = around(texts);
          const read = await pictures.contrasts(await page.screenshot({ clip }), texts);
          const unreadable = read.filter(({ ratio }) => ratio < 4.5);
          expect(unreadable, `${theme} over ${scene}`).toEqual([]);
        }
      }
      await page.context().close();
    },
  );

  it.each(['landscape', 'portrait'] as const)(
    'says in whole words that a drop is over, in every theme and size: %s',
    async (layout) => {
      const { address, dress, dropId } = await liveDrop(stage);
      const over = { endedAt: new Date(), lockSeq: { increment: 1 } };
      await stage.server.hub.db.drop.update({ where: { id: dropId }, data: over });
      const page = await openSource(browser, layout);
      await page.goto(address);
      await page.locator('.curtain-text', { hasText: 'Drop ended' }).waitFor();
      for (const theme of OVERLAY_THEMES) {
        for (const scale of [80, 140]) {
          await dress(page, layout, { theme, scale });
          const [words = 0, room = 0] = await page
            .locator('.curtain-text, .curtain')
            .evaluateAll((found) =>
              found
                .sort((a) => (a.matches('.curtain') ? 1 : -1))
                .map((one) => one.getBoundingClientRect().width),
            );
          expect(words, `${theme} at ${scale} %`).toBeLessThan(room);
        }
      }
      await page.context().close();
    },
  );

  it('writes a long moment smaller before it cuts it off, and the card stands as it stood', async () => {
    const { address, dress, dropId } = await liveDrop(stage);
    const { db, signals } = stage.server.hub;
    const page = await openSource(browser, 'portrait');
    await page.goto(address);
    await dress(page, 'portrait', {});
    const card = () => page.locator('.card').boundingBox();
    const stood = await card();
    const pauseReason = 'We count the stock again now';
    const paused = { pausedAt: new Date(), pauseReason, lockSeq: { increment: 1 } };
    await db.drop.update({ where: { id: dropId }, data: paused });
    signals.dropChanged(dropId);
    const banner = page.locator('.banner', { hasText: pauseReason });
    await banner.waitFor();
    const { cut, px } = await banner.evaluate((one) => ({
      cut: one.scrollWidth - one.clientWidth,
      px: Number.parseFloat(getComputedStyle(one).fontSize),
    }));
    expect(cut).toBe(0);
    expect(px).toBeGreaterThanOrEqual(28);
    expect(px).toBeLessThan(44);
    expect(await card()).toEqual(stood);
    await page.context().close();
  });

  it.each([
    ['landscape', 854, 480],
    ['portrait', 480, 854],
  ] as const)(
    'has a code that is read off a stream of 480 lines: %s',
    async (layout, width, height) => {
      const { address, dress, linkSlug } = await liveDrop(stage);
      const page = await openSource(browser, layout);
      await page.goto(address);
      await shown(page);
      await page.evaluate((background) => {
        document.documentElement.style.background = background;
      }, BUSY);
      for (const [at, theme] of OVERLAY_THEMES.entries()) {
        const place = { x: at * 233, y: at * 177 };
        await dress(page, layout, { theme, place, scale: at % 2 === 0 ? 80 : 115 });
        const code = await page.locator('.qr').boundingBox();
        const of = OVERLAY_CANVAS[layout].width;
        const small = await pictures.shrunk(await page.screenshot(), {
          width,
          height,
          of,
          part: code,
        });
        expect(decodeQR(small), theme).toBe(`${stage.server.origin}/r/${linkSlug}`);
      }
      await page.context().close();
    },
  );

  it('moves when something happens, and at no other time', async () => {
    const { address, dress, creator, overlayId } = await liveDrop(stage);
    const page = await openSource(browser, 'landscape');
    await page.goto(address);
    await shown(page);
    const moving = () => page.evaluate(() => document.getAnimations().length);
    const play = async (moment: 'released' | 'pinned') => {
      await testOverlayMoment(stage.server.hub, creator.id, { overlayId, moment });
      await page.waitForSelector(`[data-moment=${moment}]`);
    };
    await expect.poll(moving).toBe(0);
    await play('released');
    expect(await moving()).toBeGreaterThan(0);
    await expect.poll(moving).toBe(0);
    await play('pinned');
    expect(await moving()).toBeGreaterThan(0);
    await dress(page, 'landscape', { calm: true, theme: 'paper' });
    await play('released');
    expect(await moving()).toBe(0);
    await play('pinned');
    expect(await moving()).toBe(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await dress(page, 'landscape', { calm: false, theme: 'ticket' });
    await play('released');
    expect(await moving()).toBe(0);
    await page.context().close();
  });
});

type BuiltFile = { name: string; bytes: Buffer };

/** Script and style of a page, as a browser gets them. */
function builtFor(page: string): BuiltFile[] {
  const folder = `dist/assets/${page}`;
  return readdirSync(folder)
    .filter((file) => /-[\w-]+\.(js|css)$/.test(file))
    .map((name) => ({ name, bytes: readFileSync(`${folder}/${name}`) }));
}

function kilobytesOf(files: BuiltFile[]): number {
  return files.reduce((sum, { bytes }) => sum + gzipSync(bytes).length, 0) / 1_024;
}

/** What Chrome 103 does not know. */
const TOO_NEW = {
  css: /:has\(|@container|color-mix\(|oklch\(|\d[ds]v[hw]\b|@media[^{]*\(\w+\s*[<>]|[;{](?:translate|rotate|scale):|[;{]&/,
  js: /\.toSorted\(|\.toReversed\(|\.checkVisibility\(|Object\.groupBy|withResolvers|AbortSignal\.any/,
};

const BUSY = 'repeating-conic-gradient(#e33 0 10deg, #fd3 0 20deg, #2a6 0 30deg, #26c 0 40deg)';

const CORNERS = [
  [2, 2],
  [1917, 2],
  [2, 1077],
  [1917, 1077],
] as const;

async function alphas(page: Page): Promise<number[]> {
  return pictures.alphasAt(await page.screenshot({ omitBackground: true }), CORNERS);
}
