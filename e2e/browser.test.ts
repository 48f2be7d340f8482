import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';

let browser: Browser;
let sites: Server[];
beforeAll(async () => {
  browser = await launchBrowser();
  sites = await Promise.all([serveHello(), serveHello()]);
});
afterAll(async () => {
  await browser.close();
  for (const site of sites) site.close();
});

describe('the browser of the tests', () => {
  it('draws text with the fonts that came with it', async () => {
    const page = await browser.newPage();
    await page.setContent('<span style="font:40px sans-serif">Drop</span>');
    const box = await page.locator('span').boundingBox();
    expect(box?.width).toBeGreaterThan(40);
  });

  it('keeps one site from reading another, as the browser of a viewer does', async () => {
    const [own = '', other = ''] = sites.map(addressOf);
    const page = await browser.newPage();
    await page.goto(own);
    const read = (url: string) =>
      page.evaluate((at) => fetch(at).then((answer) => answer.text()), url);
    await expect(read(own)).resolves.toBe('hello');
    await expect(read(other)).rejects.toThrow('Failed to fetch');
  });

  it('survives the crash of a page', async () => {
    const page = await browser.newPage();
    const crashed = page.waitForEvent('crash');
    await Promise.all([crashed, page.goto('chrome://crash').catch(() => {})]);
    await expect(browser.newPage().then((next) => next.evaluate(() => 1 + 1))).resolves.toBe(2);
  });
});

async function serveHello(): Promise<Server> {
  const server = createServer((_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
