import { type Request, type Response, Router } from 'express';
import { readVisitorId, visitorCookie } from '../links/rules/visitor-cookie.ts';
import type { Hub } from '../platform/hub.ts';
import { newSecret } from '../platform/ids.ts';
import { PLAIN_PAGE_POLICY } from '../platform/plain-page.ts';
import { id } from '../protocol/id.schema.ts';
import { CLICK_PARAMETER } from '../protocol/links.ts';
import type {
  PageAssets,
  RenderClaimPage,
  RenderDropPage,
  RenderLotPage,
  RenderOrdinaryPage,
} from '../protocol/viewer-pages.ts';
import { lotPages } from './lot-page.routes.ts';
import { NO_CLAIM_PAGE, NO_DROP_PAGE } from './missing-pages.ts';
import { openClaimPage } from './open-claim-page.ts';
import { openDropPage } from './open-drop-page.ts';
import { openOrdinaryPage } from './open-ordinary-page.ts';

/** What the viewer's pages are made with. `assets` is asked at every request: builds may change. */
export type ViewerPageParts = {
  renderDropPage: RenderDropPage;
  renderOrdinaryPage: RenderOrdinaryPage;
  renderClaimPage: RenderClaimPage;
  renderLotPage: RenderLotPage;
  assets: (page: 'drop-page' | 'claim-page' | 'lot-page') => PageAssets;
};

/** `/d/:slug` and `/c/:claimId`: whole HTML, never cached, because they say what is true now. */
export function viewerPages(hub: Hub, parts: ViewerPageParts): Router {
  const routes = Router();
  const isSecure = hub.publicUrl.startsWith('https:');

  routes.get('/d/:slug', async (request, response) => {
    const slug = request.params.slug.toLowerCase();
    if (!SLUG.test(slug)) return send(response, missing(NO_DROP_PAGE));
    const known = readVisitorId(request.headers.cookie);
    const visitorId = known ?? newSecret(128);
    const click = textOf(request.query[CLICK_PARAMETER]);
    const userAgent = request.headers['user-agent'];
    const html =
      (await ordinaryPage({ slug, click, visitorId })) ??
      (await dropPage({ slug, click, visitorId: known, userAgent, query: queryOf(request) }));
    if (html === null) return send(response, missing(NO_DROP_PAGE));
    if (known === null) response.append('Set-Cookie', visitorCookie(visitorId, { isSecure }));
    return send(response, { status: 200, html, policy: contentPolicy(request) });
  });

  type Asked = { slug: string; click: string | null };

  /** By the visitor alone, so that a second look, or the bare address, shows the same. */
  async function ordinaryPage(asked: Asked & { visitorId: string }): Promise<string | null> {
    const data = await openOrdinaryPage(hub, asked);
    return data && parts.renderOrdinaryPage({ ...data, assets: parts.assets('drop-page') });
  }

  async function dropPage(
    asked: Asked & { visitorId: string | null; userAgent: string | undefined; query: string },
  ): Promise<string | null> {
    const data = await openDropPage(hub, asked);
    const given = { assets: parts.assets('drop-page'), publicUrl: hub.publicUrl };
    return data && parts.renderDropPage({ ...data, ...given });
  }

  const { renderLotPage, assets } = parts;
  routes.use(lotPages(hub, { renderLotPage, assets: () => assets('lot-page') }));

  routes.get('/c/:claimId', async (request, response) => {
    const claimId = id.safeParse(request.params.claimId);
    if (!claimId.success) return send(response, missing(NO_CLAIM_PAGE));
    const data = await openClaimPage(hub, {
      claimId: claimId.data,
      visitorId: readVisitorId(request.headers.cookie),
    });
    const html = parts.renderClaimPage({ ...data, assets: parts.assets('claim-page') });
    // Every id answers alike: the secret that opens a claim is in the fragment, unseen by the server.
    return send(response, { status: 200, html, policy: contentPolicy(request) });
  });

  return routes;
}

/** What a drop's address can be; anything else is as unknown as a missing one. */
const SLUG = /^[a-z0-9-]{1,60}$/;

type Page = { status: number; html: string; policy: string };

function missing(html: string): Page {
  return { status: 404, html, policy: PLAIN_PAGE_POLICY };
}

function send(response: Response, page: Page): void {
  response
    .status(page.status)
    .set({
      'Content-Security-Policy': page.policy,
      'Cache-Control': 'no-store',
      // The click id must not travel on in a Referer.
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'X-Content-Type-Options': 'nosniff',
    })
    .type('html')
    .send(page.html);
}

/** Everything comes from this hub, nothing is inline, and nobody frames a page that takes money. */
function contentPolicy(request: Request): string {
  const host = /^[\w.:[\]-]+$/.test(request.headers.host ?? '') ? request.headers.host : '';
  // Older browsers do not count ws: as the page's own origin.
  const sockets = host ? ` ws://${host} wss://${host}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${sockets}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The query as it was sent, with its question mark; empty: none. */
function queryOf({ originalUrl }: Request): string {
  const start = originalUrl.indexOf('?');
  return start === -1 ? '' : originalUrl.slice(start);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
