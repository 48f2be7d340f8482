// long: every promise of the widget, on one page of a shop at another origin.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWidgetOrigins } from '../server/live/widget-origins.ts';
import { systemClock } from '../server/platform/clock.ts';
import { PAST_BUYERS } from '../server/protocol/stock-keys.ts';
import { createTestDatabase } from '../server/test/database.ts';
import {
  makeBrand,
  makeContract,
  makeCreator,
  makeDrop,
  makeSku,
} from '../server/test/factories.ts';
import { testHub } from '../server/test/hub.ts';
import { type LiveServer, startLiveServer } from '../server/test/live-server.ts';
import { embedRoutes } from '../server/viewer/embed.routes.ts';
import { viewerRouter } from '../server/viewer/viewer.router.ts';
import { launchBrowser } from './browser.ts';
import { sidewaysPx, violationsOf } from './look-over.ts';
import { allowSleep, sleep, watchSeconds } from './overlay-clock.ts';

let browser: Browser;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let hub: LiveServer;
let shop: { origin: string; server: Server };

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  database = await createTestDatabase();
  const test = testHub(database.db);
  hub = await startHub({ ...test, clock: { ...test.clock, now: systemClock.now } });
  shop = await startShop();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await new Promise((resolve) => shop.server.close(resolve));
  await hub.close();
  await database.close();
});

describe("the widget on a brand's own page, under a strict policy", () => {
  it('shows the stock, one unit less as it is taken, and claims in place', async () => {
    const { drop, creator } = await liveDrop();
    const { page, problems } = await openShop(`drop=${drop.slug}&creator=${creator.handle}`);
    await page.getByText('12 left').waitFor();
    expect(await page.getByText(`${creator.displayName} earns a commission`).isVisible()).toBe(
      true,
    );

    await takeUnits(drop.id, 1);
    await page.getByText('11 left').waitFor();

    await page.getByRole('button', { name: 'Claim yours' }).click();
    await page.getByText(/Held for you for 0?9:5\d|10:00/).waitFor();
    await page.getByText('10 left').waitFor();
    await page.getByRole('button', { name: /^Pay €49.00$/ }).waitFor();
    expect(await violationsOf(page)).toEqual([]);

    await page.getByRole('button', { name: 'Give it back' }).click();
    await page.getByText('11 left').waitFor();
    await page.getByRole('button', { name: 'Claim yours' }).waitFor();
    expect(problems).toEqual([]);
  });

  it('is styled, and keeps no cookie and nothing in storage', async () => {
    const { drop } = await liveDrop();
    const { page } = await openShop(`drop=${drop.slug}`);
    await page.getByText('12 left').waitFor();
    const kept = await page.evaluate(() => [
      document.cookie,
      localStorage.length,
      sessionStorage.length,
    ]);
    expect(kept).toEqual(['', 0, 0]);
    expect(await page.context().cookies()).toEqual([]);
    const border = await page
      .locator('dropcast-widget .box')
      .evaluate((box) => getComputedStyle(box).borderRadius);
    expect(border).toBe('12px');
  });

  it('lets a viewer say who sent them, where the page around it does not', async () => {
    const { drop, creator } = await liveDrop({ creators: 2 });
    const { page, problems } = await openShop(`drop=${drop.slug}`);
    await page.getByText('The creator who sent you earns a commission').waitFor();
    await page.getByRole('button', { name: 'Choose who sent you' }).click();
    await page.getByLabel('Who sent you?').selectOption({ label: creator.displayName });
    await page.getByText(`${creator.displayName} earns a commission`).waitFor();
    await page.getByRole('button', { name: 'Claim yours' }).click();
    await page.getByText(/Held for you/).waitFor();
    expect(await page.getByLabel('Who sent you?').isVisible()).toBe(false);
    expect(problems).toEqual([]);
  });

  /** Five caps for €25, as the second article. */
  async function addCap(dropId: string, brandId: string) {
    const cap = await makeSku(hub.hub, { brandId, priceMinor: 2500 });
    const more = { dropId, skuId: cap.id };
    const { db } = hub.hub;
    await db.dropItem.create({ data: { ...more, id: 'cap', priceMinor: 2500n, position: 1 } });
    await db.stockPool.create({ data: { ...more, id: 'caps', capacity: 5, available: 5 } });
    return cap;
  }

  it('follows the article on air until the viewer has chosen, and then says which one is held', async () => {
    const { drop, brand, creator } = await liveDrop();
    const cap = await addCap(drop.id, brand.id);
    const { page } = await openShop(`drop=${drop.slug}&creator=${creator.handle}`);
    const choice = page.getByLabel('Variant');
    const first = drop.items[0]?.skuId ?? '';
    const price = page.locator('dropcast-widget .price');
    const shows = (skuId: string, text: string) =>
      expect
        .poll(async () => [await choice.inputValue(), await price.textContent()])
        .toEqual([skuId, text]);
    await shows(first, '€49.00');

    await pinItem(drop.id, cap.id);
    await shows(cap.id, '€25.00');
    const marked = choice.locator('option', { hasText: /Product \d+ · One size · on air now/ });
    await marked.waitFor({ state: 'attached' });
    await pinItem(drop.id, null);
    await shows(first, '€49.00');

    await choice.selectOption(first);
    await pinItem(drop.id, cap.id);
    await marked.waitFor({ state: 'attached' });
    await shows(first, '€49.00');
    await page.getByRole('button', { name: 'Claim yours' }).click();
    await page.locator('.what', { hasText: /^Product \d+ · One size$/ }).waitFor();
    await page.getByRole('button', { name: 'Pay €49.00' }).waitFor();
  });

  it('keeps the article on air when it sells out, and no tap claims another as it changes', async () => {
    const { drop, brand, creator } = await liveDrop();
    const cap = await addCap(drop.id, brand.id);
    await pinItem(drop.id, cap.id);
    const { page } = await openShop(`drop=${drop.slug}&creator=${creator.handle}`);
    const choice = page.getByLabel('Variant');
    const go = page.locator('dropcast-widget .go');
    await expect.poll(() => choice.inputValue()).toBe(cap.id);
    await takeUnits(drop.id, 5);
    await expect.poll(() => go.textContent()).toBe('Sold out');
    expect([await choice.inputValue(), await go.isDisabled()]).toEqual([cap.id, true]);
    expect(await violationsOf(page)).toEqual([]);

    const first = drop.items[0]?.skuId ?? '';
    const wasShut = page.evaluate(async () => {
      const root = document.querySelector('dropcast-widget')?.shadowRoot;
      const text = () => root?.querySelector('.price')?.textContent ?? '';
      while (text().includes('25.00')) await new Promise((done) => setTimeout(done, 10));
      return root?.querySelector<HTMLButtonElement>('.go')?.disabled;
    });
    await pinItem(drop.id, null);
    expect(await wasShut).toBe(true);
    expect(await choice.inputValue()).toBe(first);
    await expect.poll(() => go.isDisabled()).toBe(false);
  });

  it('fits a phone of 320 px, whatever its article is called', async () => {
    const { drop, creator } = await liveDrop();
    const name = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen';
    await hub.hub.db.product.updateMany({ data: { name } });
    await hub.hub.db.drop.updateMany({ data: { title: name } });
    const { page } = await openShop(`drop=${drop.slug}&creator=${creator.handle}`);
    await page.setViewportSize({ width: 320, height: 600 });
    await page.getByRole('button', { name: 'Claim yours' }).click();
    await page.locator('.what', { hasText: name }).waitFor();
    expect(await sidewaysPx(page)).toBe(0);
  });

  it('leads whoever comes too late to the waiting list, on the drop page', async () => {
    const { drop } = await liveDrop();
    await hub.hub.db.drop.updateMany({ data: { hasWaitingList: true } });
    const { page } = await openShop(`drop=${drop.slug}&dcc=click`);
    await page.getByRole('button', { name: 'Claim yours' }).waitFor();
    await takeUnits(drop.id, 12);
    const wait = page.getByRole('button', { name: 'Wait for one' });
    await wait.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await wait.click();
    await page.waitForURL(`${hub.origin}/d/${drop.slug}?dcc=click`);
  });

  it('leads a member to the drop page while the drop is open to them alone', async () => {
    const { drop } = await liveDrop();
    const { db } = hub.hub;
    const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
    await db.drop.updateMany({ data: { startsAt: hours(1) } });
    await db.gate.updateMany({ data: { audience: PAST_BUYERS, opensAt: hours(-1) } });
    const { page } = await openShop(`drop=${drop.slug}`);
    const early = page.getByRole('button', { name: 'Member? Claim early' });
    await early.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await early.click();
    await page.waitForURL(`${hub.origin}/d/${drop.slug}`);
  });

  it('is 8 KB at most', () => {
    const script = readFileSync('dist/embed/dropcast-widget.js');
    expect(gzipSync(script).length).toBeLessThanOrEqual(8 * 1_024);
  });

  it('says in a sentence why a claim is not possible, and the page goes on', async () => {
    const { drop } = await liveDrop();
    await hub.hub.db.gate.updateMany({
      where: { dropId: drop.id },
      data: { capUnits: 1, usedUnits: 1 },
    });
    const { page, problems } = await openShop(`drop=${drop.slug}`);
    await page.getByRole('button', { name: 'Claim yours' }).click();
    await page.getByText('All units of this creator are taken.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(problems.filter((text) => !text.includes('Failed to load resource'))).toEqual([]);
  });

  it('is right again after a restart of the hub, and harms nobody while the hub is away', async () => {
    const { drop } = await liveDrop();
    const { page, problems } = await openShop(`drop=${drop.slug}`);
    await page.getByText('12 left').waitFor();
    const { port } = hub;
    const test = hub.hub;
    await hub.close();
    await page.waitForTimeout(500);
    expect(await page.locator('h1').textContent()).toBe('The shop');
    hub = await startHub(test, port);
    await takeUnits(drop.id, 2);
    await page.getByText('10 left').waitFor({ timeout: 10_000 });
    expect(problems.filter((text) => text.startsWith('page error'))).toEqual([]);
  });

  it('shows no false second for sure after the computer slept, with the hub or without it', async () => {
    const { drop } = await liveDrop();
    const { page } = await openShop(`drop=${drop.slug}`);
    await allowSleep(page);
    await page.reload();
    await page.getByText('12 left').waitFor();
    const clock = page.locator('dropcast-widget .clock');
    const endsAt = drop.endsAt.getTime();
    await sleep(page, 4_000);
    expect(await watchSeconds(clock, endsAt)).toEqual({ wrong: [], about: [] });
    const { port, hub: served } = hub;
    await hub.close();
    await sleep(page, 4_000);
    const alone = await watchSeconds(clock, endsAt);
    expect(alone.wrong).toEqual([]);
    expect(alone.about).not.toEqual([]);
    hub = await startHub(served, port);
    await page.locator('dropcast-widget .clock', { hasText: /in \d/ }).waitFor();
    expect(await watchSeconds(clock, endsAt)).toEqual({ wrong: [], about: [] });
  });

  it('says whether the visit counts, and leads to where it can be refused, for nobody but them', async () => {
    const { drop } = await liveDrop();
    const { page } = await openShop(`drop=${drop.slug}`);
    await page.getByText('A visit by a creator’s link counts for that creator').waitFor();
    const choice = page.getByRole('link', { name: 'Do not count it' });
    expect(await choice.getAttribute('href')).toBe(`${hub.origin}/d/${drop.slug}#measurement`);
    expect(await choice.getAttribute('target')).toBe('_blank');

    const arrived = (await openShop(`drop=${drop.slug}&dcc=click`)).page;
    await arrived.getByText('Your visit counts for the creator whose link you opened').waitFor();
    const address = `${hub.origin}/d/${drop.slug}?dcc=click#measurement`;
    expect(await arrived.getByRole('link').getAttribute('href')).toBe(address);

    const refusing = (await openShop(`drop=${drop.slug}`, refuseByBrowser)).page;
    await refusing.getByText(/^Your browser asks not to be measured. Your visit counts/).waitFor();
    expect(await refusing.getByRole('link').count()).toBe(0);
  });

  it('sells where storage is blocked, the page around it breaks, and the script comes twice', async () => {
    const { drop, creator } = await liveDrop();
    const query = `drop=${drop.slug}&creator=${creator.handle}`;
    const { page, problems } = await openShop(query, breakPage);
    await page.getByText('12 left').waitFor();
    await page.addScriptTag({ url: `${hub.origin}/embed/dropcast-widget.js` });
    await page.evaluate(() => {
      const widget = document.querySelector('dropcast-widget');
      widget?.remove();
      if (widget) document.body.prepend(widget);
    });
    await page.getByRole('button', { name: 'Claim yours' }).click();
    await page.getByText(/Held for you/).waitFor();
    await page.getByText('11 left').waitFor();
    expect(problems).toEqual(['page error: the shop is broken']);
  });

  it('stays away on a site that no brand has listed', async () => {
    const { drop, brand } = await liveDrop();
    await hub.hub.db.brand.update({ where: { id: brand.id }, data: { widgetOrigins: '' } });
    const { page } = await openShop(`drop=${drop.slug}`);
    await page.waitForTimeout(1_000);
    expect(await page.getByText('12 left').count()).toBe(0);
    expect(await page.locator('h1').textContent()).toBe('The shop');
  });
});

function startHub(test: LiveServer['hub'], port = 0): Promise<LiveServer> {
  return startLiveServer(test, {
    port,
    mount: (app, served) => {
      const parts = { hub: served, origins: createWidgetOrigins(served), distDir: 'dist' };
      app.use(embedRoutes(parts, viewerRouter));
    },
  });
}

/** Another origin (localhost is not 127.0.0.1), whose policy allows the hub and no inline code. */
async function startShop() {
  const server = createServer((request, response) => {
    const given = new URL(request.url ?? '/', 'http://shop').searchParams;
    const attributes = [...given].map(([name, value]) => `${name}="${value}"`).join(' ');
    const socket = hub.origin.replace('http', 'ws');
    response.writeHead(200, {
      'content-type': 'text/html',
      'content-security-policy': `default-src 'none'; script-src ${hub.origin}; connect-src ${hub.origin} ${socket}; style-src 'self'`,
    });
    response.end(`<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
      <script src="${hub.origin}/embed/dropcast-widget.js" defer></script>
      <main><h1>The shop</h1><dropcast-widget ${attributes}></dropcast-widget></main>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://localhost:${(server.address() as AddressInfo).port}` };
}

/** Runs in the page before anything else: what a browser that blocks storage does, and a bad shop. */
function breakPage(): void {
  const blocked = {
    get: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
    set: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  };
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
    Object.defineProperty(window, name, blocked);
  Object.defineProperty(Document.prototype, 'cookie', blocked);
  Object.assign(Array.prototype, { last: () => 'a library of the shop' });
  addEventListener('DOMContentLoaded', () => {
    throw new Error('the shop is broken');
  });
}

/** Runs in the page before anything else: Global Privacy Control. */
function refuseByBrowser(): void {
  Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true });
}

async function openShop(
  query: string,
  before: () => void = () => {},
): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({ locale: 'en-IE' });
  const page = await context.newPage();
  await page.addInitScript(before);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().includes('data:,')) problems.push(line.text());
  });
  await page.goto(`${shop.origin}/?${query}`);
  return { page, problems };
}

async function liveDrop({ creators = 1 }: { creators?: number } = {}) {
  const brand = await makeBrand(hub.hub);
  const creator = await makeCreator(hub.hub);
  const contract = await makeContract(hub.hub, { brandId: brand.id, creatorId: creator.id });
  const sku = await makeSku(hub.hub, { brandId: brand.id });
  const contractIds = [contract.id];
  for (let more = 1; more < creators; more += 1) {
    const other = await makeCreator(hub.hub);
    const shared = { brandId: brand.id, creatorId: other.id };
    contractIds.push((await makeContract(hub.hub, shared)).id);
  }
  const drop = await makeDrop(hub.hub, {
    brandId: brand.id,
    skuId: sku.id,
    contractIds,
    units: 12,
  });
  const widgetOrigins = shop.origin;
  await hub.hub.db.brand.update({ where: { id: brand.id }, data: { widgetOrigins } });
  return { brand, creator, drop };
}

async function takeUnits(dropId: string, units: number): Promise<void> {
  const { db, signals } = hub.hub;
  await db.drop.update({ where: { id: dropId }, data: { lockSeq: { increment: 1 } } });
  await db.stockPool.updateMany({
    where: { dropId },
    data: { available: { decrement: units }, held: { increment: units } },
  });
  signals.dropChanged(dropId);
}

async function pinItem(dropId: string, skuId: string | null): Promise<void> {
  const change = { pinnedSkuId: skuId, lockSeq: { increment: 1 } };
  await hub.hub.db.drop.update({ where: { id: dropId }, data: change });
  hub.hub.signals.dropChanged(dropId);
}
