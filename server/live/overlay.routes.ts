import { type Request, Router } from 'express';
import type { BuiltPage, BuiltPages } from '../platform/built-pages.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { id } from '../protocol/id.schema.ts';

/**
 * `GET /o/:overlayId`, the browser source. The page is the same for every overlay and every id:
 * what it may draw, it asks for with the key in its fragment, which never reaches this route.
 */
export function overlayPage(hub: Hub, builtPage: BuiltPages): Router {
  const routes = Router();
  routes.get('/o/:overlayId', (request, response) => {
    if (!id.safeParse(request.params.overlayId).success) throw new Problem('not_found');
    const assets = builtPage('stream');
    response.removeHeader('X-Frame-Options');
    response
      .set({
        'Cache-Control': 'no-cache',
        'Content-Security-Policy': contentPolicy(hub, request),
        'Referrer-Policy': 'no-referrer',
        'X-Robots-Tag': 'noindex',
      })
      .type('html')
      .send(page(assets));
  });
  // The file itself is served with the other built ones; this lets it answer for the page.
  routes.get('/assets/stream/service-worker.js', (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-cache', 'Service-Worker-Allowed': '/o/' });
    next();
  });
  return routes;
}

/** Styles before anything is drawn: the page is transparent from its first frame. */
function page({ script, styles }: BuiltPage): string {
  const links = styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dropcast overlay</title>
${links}
<script type="module" src="${script}"></script>
</head>
<body></body>
</html>
`;
}

function contentPolicy(hub: Hub, request: Request): string {
  const host = /^[\w.:[\]-]+$/.test(request.headers.host ?? '') ? request.headers.host : '';
  // Older browsers do not count ws: as the page's own origin.
  const sockets = host ? `ws://${host} wss://${host}` : '';
  const { origin, hostname } = new URL(hub.publicUrl);
  // On one machine the portal may be open under another of its names.
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const local = isLocal ? ' http://localhost:* http://127.0.0.1:*' : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${sockets}`,
    "worker-src 'self'",
    `frame-ancestors 'self' ${origin}${local}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
