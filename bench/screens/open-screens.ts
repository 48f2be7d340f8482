import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { VIEWER_PAGES } from '../../e2e/viewer-pages.ts';
import { createOverlay } from '../../server/live/create-overlay.ts';
import { startAppServer } from '../../server/test/app-server.ts';
import { makeShop } from '../../server/test/shop.ts';
import { type Screen, whenDrawn } from './when-drawn.ts';

const CLOCK_EVERY_MS = 20;

/** The whole hub with one live drop, and every kind of screen that shows how many of it are left. */
export async function openScreens(browser: Browser, { units }: { units: number }) {
  const app = await startAppServer('sqlite', { pages: VIEWER_PAGES });
  const clock = setInterval(() => app.hub.clock.set(new Date()), CLOCK_EVERY_MS);
  const shop = await makeShop(app.hub, { units });
  const site = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><title>Shop</title>
      <script src="${app.origin}/embed/dropcast-widget.js" defer></script>
      <dropcast-widget drop="${shop.drop.slug}" creator="${shop.creator.handle}"></dropcast-widget>`);
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  const siteOrigin = `http://localhost:${(site.address() as AddressInfo).port}`;
  await app.hub.db.brand.update({
    where: { id: shop.brand.id },
    data: { widgetOrigins: siteOrigin },
  });
  const look = { name: 'A', layout: 'landscape' } as const;
  const { address } = await createOverlay(app.hub, shop.creator.id, look);

  const open = async (url: string, place: Omit<Screen, 'page'>): Promise<Screen> => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(url);
    const screen = { page, ...place };
    await whenDrawn(screen, units);
    return screen;
  };
  return {
    app,
    shop,
    units,
    screens: {
      overlay: await open(address, { selector: '.units' }),
      page: await open(`${app.origin}/d/${shop.drop.slug}`, { selector: '.stock-text' }),
      widget: await open(siteOrigin, { host: 'dropcast-widget', selector: '.units' }),
    },
    close: async () => {
      clearInterval(clock);
      site.closeAllConnections();
      site.close();
      await app.close();
    },
  };
}
