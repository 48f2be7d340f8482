import { type Response, Router } from 'express';
import { readLot } from '../lines/read-lot.ts';
import type { Hub } from '../platform/hub.ts';
import { PLAIN_PAGE_POLICY, plainPage } from '../platform/plain-page.ts';
import type { PageAssets, RenderLotPage } from '../protocol/viewer-pages.ts';

type LotPageParts = { renderLotPage: RenderLotPage; assets: () => PageAssets };

/** `/d/:slug/lot` and its entries as plain text: everything that anybody needs to check a draw. */
export function lotPages(hub: Hub, parts: LotPageParts): Router {
  const routes = Router();

  routes.get('/d/:slug/lot', async (request, response) => {
    const facts = await readLot(hub, request.params.slug.toLowerCase());
    if (!facts) return noLot(response);
    const now = hub.clock.now().getTime();
    const html = parts.renderLotPage({ ...facts, now, assets: parts.assets() });
    return response
      .set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store' })
      .type('html')
      .send(html);
  });

  routes.get('/d/:slug/lot.txt', async (request, response) => {
    const facts = await readLot(hub, request.params.slug.toLowerCase());
    if (!facts || facts.lot.drawnAt === null) return noLot(response);
    return response
      .set('Cache-Control', 'no-store')
      .type('text/plain')
      .send(`${facts.lot.entries.join('\n')}\n`);
  });

  return routes;
}

const NO_LOT_PAGE = plainPage({
  title: 'There is no lot here',
  text: 'Nothing in this drop is decided by lot, or lots are not drawn yet.',
});

function noLot(response: Response): Response {
  return response
    .status(404)
    .set('Content-Security-Policy', PLAIN_PAGE_POLICY)
    .type('html')
    .send(NO_LOT_PAGE);
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
