import { type Request, Router } from 'express';
import type { BuiltPage, BuiltPages } from '../platform/built-pages.ts';

/**
 * `GET /dock`, the page of a dock in OBS or on a phone. It is the same for everybody: what it may
 * show and do, it asks for with its key, which never reaches this route.
 */
export function dockPage(builtPage: BuiltPages): Router {
  const routes = Router();
  routes.get('/dock', (request, response) => {
    response
      .set({
        'Cache-Control': 'no-cache',
        'Content-Security-Policy': contentPolicy(request),
        'Referrer-Policy': 'no-referrer',
        'X-Robots-Tag': 'noindex',
      })
      .type('html')
      .send(page(builtPage('dock')));
  });
  return routes;
}

function page({ script, styles }: BuiltPage): string {
  const links = styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>Dock · Dropcast</title>
<link rel="icon" href="/app/mark.svg">
${links}
<script type="module" src="${script}"></script>
</head>
<body><div id="page"><noscript>The dock needs JavaScript.</noscript></div></body>
</html>
`;
}

function contentPolicy(request: Request): string {
  const host = /^[\w.:[\]-]+$/.test(request.headers.host ?? '') ? request.headers.host : '';
  // Older browsers do not count ws: as the page's own origin.
  const sockets = host ? `ws://${host} wss://${host}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${sockets}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
