import { type Request, type Response, Router } from 'express';
import { newVisitor } from '../links/new-visitor.ts';
import { refusalOf } from '../links/rules/refusal.ts';
import { readVisitor, visitorCookie } from '../links/rules/visitor-cookie.ts';
import type { Hub } from '../platform/hub.ts';
import { PLAIN_PAGE_POLICY } from '../platform/plain-page.ts';
import { id } from '../protocol/id.schema.ts';
import { CLICK_PARAMETER, type Refusal } from '../protocol/links.ts';
import type {
  PageAssets,
  RenderClaimPage,
  RenderCountdownPage,
  RenderDropPage,
  RenderLotPage,
  RenderOrdinaryPage,
} from '../protocol/viewer-pages.ts';
import { countdownPages } from './countdown-page.routes.ts';
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
  renderCountdownPage: RenderCountdownPage;
  renderLotPage: RenderLotPage;
  assets: (page: 'drop-page' | 'claim-page' | 'lot-page' | 'countdown-page') => PageAssets;
};

/** `/d/:slug` and `/c/:claimId`: whole HTML, never cached, because they say what is true now. */
export function viewerPages(hub: Hub, parts: ViewerPageParts): Router {
  const routes = Router();
  const isSecure = hub.publicUrl.startsWith('https:');

  routes.get('/d/:slug', async (request, response) => {
    const slug = request.params.slug.toLowerCase();
    if (!SLUG.test(slug)) return send(response, missing(NO_DROP_PAGE));
    const known = readVisitor(request.headers.cookie);
    const visitor = known ?? newVisitor(hub.clock.now());
    const refusedBy = refusalOf(request.headers);
    const click = textOf(request.query[CLICK_PARAMETER]);
    const userAgent = request.headers['user-agent'];
    const made =
      (refusedBy ? null : await ordinaryPage({ slug, click, visitorId: visitor.id })) ??
      (await dropPage({
        slug,
        click,
        visitorId: known?.id ?? null,
        userAgent,
        query: queryOf(request),
        refusedBy,
      }));
    if (made === null) return send(response, missing(NO_DROP_PAGE));
    const isBrief = refusedBy !== null;
    // Whoever refuses may still have one of 90 days; it, too, ends with the browser from now on.
    if (known === null || isBrief) {
      response.append('Set-Cookie', visitorCookie(visitor, { isSecure, isBrief }));
    }
    return send(response, { status: 200, policy: contentPolicy(request), ...made });
  });

  type Made = Pick<Page, 'html' | 'isPersonal'>;
  type Asked = { slug: string; click: string | null };

  /** By the visitor alone, so that a second look, or the bare address, shows the same. */
  async function ordinaryPage(asked: Asked & { visitorId: string }): Promise<Made | null> {
    const data = await openOrdinaryPage(hub, asked);
    return (
      data && { html: parts.renderOrdinaryPage({ ...data, assets: parts.assets('drop-page') }) }
    );
  }

  async function dropPage(
    asked: Asked & {
      visitorId: string | null;
      userAgent: string | undefined;
      query: string;
      refusedBy: Refusal | null;
    },
  ): Promise<Made | null> {
    const data = await openDropPage(hub, asked);
    if (!data) return null;
    const given = { assets: parts.assets('drop-page'), publicUrl: hub.publicUrl };
    const isPersonal = data.claim !== null || Boolean(data.place);
    return { html: parts.renderDropPage({ ...data, ...given }), isPersonal };
  }

  // The file itself is served with the other built ones; this lets it answer for all drops.
  routes.get('/assets/drop-page/service-worker.js', (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-cache', 'Service-Worker-Allowed': '/d/' });
    next();
  });

  const { renderLotPage, renderCountdownPage, assets } = parts;
  routes.use(countdownPages(hub, { renderCountdownPage, assets: () => assets('countdown-page') }));
  routes.use(lotPages(hub, { renderLotPage, assets: () => assets('lot-page') }));

  routes.get('/c/:claimId', async (request, response) => {
    const claimId = id.safeParse(request.params.claimId);
    if (!claimId.success) return send(response, missing(NO_CLAIM_PAGE));
    const data = await openClaimPage(hub, {
      claimId: claimId.data,
      visitorId: readVisitor(request.headers.cookie)?.id ?? null,
    });
    const html = parts.renderClaimPage({ ...data, assets: parts.assets('claim-page') });
    // Every id answers alike: the secret that opens a claim is in the fragment, unseen by the server.
    return send(response, { status: 200, html, policy: contentPolicy(request) });
  });

  return routes;
}

/** What a drop's address can be; anything else is as unknown as a missing one. */
const SLUG = /^[a-z0-9-]{1,60}$/;

type Page = { status: number; html: string; policy: string; isPersonal?: boolean };

function missing(html: string): Page {
  return { status: 404, html, policy: PLAIN_PAGE_POLICY };
}

function send(response: Response, page: Page): void {
  response
    .status(page.status)
    .set({
      'Content-Security-Policy': page.policy,
      // Beside what somebody else chose, a secret that is compressed can be told by its size.
      'Cache-Control': page.isPersonal ? 'no-store, no-transform' : 'no-store',
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
    "worker-src 'self'",
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
