import { type Response, Router } from 'express';
import { readPublicDrop } from '../drops/read-public-drop.ts';
import { hasHoldout } from '../experiments/has-holdout.ts';
import { drawQrSvg } from '../links/draw-qr.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { PublicDropView } from '../protocol/drops.ts';
import type {
  CountdownNow,
  CountdownPageData,
  PageAssets,
  RenderCountdownPage,
} from '../protocol/viewer-pages.ts';

type Parts = { renderCountdownPage: RenderCountdownPage; assets: () => PageAssets };

/**
 * `/d/:slug/countdown`, for a link in a bio, a frame or a second screen. It is the same for everybody:
 * no cookie, no click, nobody's claim, so a CDN may keep it through a burst or an outage. A drop that is
 * withheld from some visitors has none: whoever asks is led to the page that knows them. The right
 * time comes from its own address, which nobody keeps.
 */
export function countdownPages(hub: Hub, parts: Parts): Router {
  const routes = Router();

  async function find(slug: string): Promise<PublicDropView> {
    const view = await readPublicDrop(hub, { slug: slug.toLowerCase() });
    if (!view) throw new Problem('not_found');
    return view;
  }

  routes.get('/d/:slug/countdown', async (request, response) => {
    const view = await find(request.params.slug);
    if (await hasHoldout(hub, view.slug)) {
      // The drop's own page knows whom it may show what; this one knows nobody.
      const { search } = new URL(request.url, 'http://any');
      response.set('Cache-Control', 'no-store').redirect(302, `/d/${view.slug}${search}`);
      return;
    }
    const html = parts.renderCountdownPage({ ...dataOf(hub, view), assets: parts.assets() });
    response.removeHeader('X-Frame-Options');
    response.set({
      'Cache-Control': KEPT_A_WHILE,
      'Content-Security-Policy': POLICY,
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    send(response, { type: 'html', text: html });
  });

  routes.get('/d/:slug/countdown.json', async (request, response) => {
    const { slug, facts } = await find(request.params.slug);
    if (await hasHoldout(hub, slug)) throw new Problem('not_found');
    response.set('Cache-Control', 'no-store');
    response.json({ now: hub.clock.now().getTime(), facts } satisfies CountdownNow);
  });

  routes.get('/d/:slug/qr.svg', async (request, response) => {
    const { slug } = await find(request.params.slug);
    response.set('Cache-Control', 'public, max-age=86400');
    send(response, { type: 'image/svg+xml', text: drawQrSvg(`${hub.publicUrl}/d/${slug}`) });
  });

  return routes;
}

function dataOf(hub: Hub, view: PublicDropView): CountdownPageData {
  const { slug, title, brandName, currency, facts, items, isTest, isRehearsal } = view;
  const [hero] = items;
  return {
    ...{ slug, title, brandName, currency, facts, isTest, isRehearsal },
    hero: hero ? { ...hero, stock: view.stock } : null,
    now: hub.clock.now().getTime(),
    pushKey: hub.vapid.publicKey,
    publicUrl: hub.publicUrl,
  };
}

function send(response: Response, { type, text }: { type: string; text: string }): void {
  response.set('X-Content-Type-Options', 'nosniff').type(type).send(text);
}

/** Ten seconds old, forty while it is fetched anew; for a day when the hub does not answer. */
const KEPT_A_WHILE =
  'public, max-age=5, s-maxage=10, stale-while-revalidate=30, stale-if-error=86400';

/** Anybody may frame it: it takes no money and knows nobody. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors *',
].join('; ');
