import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWidgetOrigins } from '../server/live/widget-origins.ts';
import { systemClock } from '../server/platform/clock.ts';
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
  it('shows the stock, one unit less within a second, and claims in place', async () => {
    const { drop, creator } = await liveDrop();
    const { page, problems } = await openShop(`drop=${drop.slug}&creator=${creator.handle}`);
    await page.getByText('12 left').waitFor();
    expect(await page.getByText(`${creator.displayName} earns a commission`).isVisible()).toBe(
      true,
    );

    const startedAt = performance.now();
    await takeUnits(drop.id, 1);
    await page.getByText('11 left').waitFor();
    expect(performance.now() - startedAt).toBeLessThan(1_000);

    await page.getByRole('button', { name: 'Claim yours' }).click();
    await page.getByText(/Held for you for 0?9:5\d|10:00/).waitFor();
    await page.getByText('10 left').waitFor();
    await page.getByRole('button', { name: /^Pay €49.00$/ }).waitFor();

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

  it('says in a sentence why a claim is not possible, and the page goes on', async () => {
    const { drop } = await liveDrop();
    await hub.hub.db.gate.updateMany({
      where: { dropId: drop.id },
      data: { capUnits: 1, usedUnits: 1 },
    });
    const { page, problems } = await openShop(`drop=${drop.slug}`);
    await page.getByRole('button', { name: 'Claim yours' }).click();
    await page.getByText('All units of this creator are taken.').waitFor();
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
    response.end(`<!doctype html><title>Shop</title><link rel="icon" href="data:,"><h1>The shop</h1>
      <script src="${hub.origin}/embed/dropcast-widget.js" defer></script>
      <dropcast-widget ${attributes}></dropcast-widget>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://localhost:${(server.address() as AddressInfo).port}` };
}

async function openShop(query: string): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({ locale: 'en-IE' });
  const page = await context.newPage();
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
