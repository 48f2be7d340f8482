import { Router } from 'express';
import type { BuiltPage, BuiltPages } from '../platform/built-pages.ts';

/**
 * `GET /popup`, the counter of a stall. The page is the same for everybody and has no facts in it: a
 * browser keeps it and opens it without a network, and what it may sell it asks for with its key.
 */
export function counterPage(builtPage: BuiltPages): Router {
  const routes = Router();
  routes.get('/popup', (_request, response) => {
    response
      .set({
        'Cache-Control': 'no-cache',
        'Content-Security-Policy': POLICY,
        'Referrer-Policy': 'no-referrer',
        'X-Robots-Tag': 'noindex',
      })
      .type('html')
      .send(page(builtPage('popup')));
  });
  // The file itself is served with the other built ones; this lets it answer for the page.
  routes.get('/assets/popup/service-worker.js', (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-cache', 'Service-Worker-Allowed': '/popup' });
    next();
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
<meta name="theme-color" content="#f6f5f0" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#11110d" media="(prefers-color-scheme: dark)">
<title>Counter · Dropcast</title>
<link rel="icon" href="/app/mark.svg">
<link rel="manifest" href="/assets/popup/manifest.webmanifest">
${links}
<script type="module" src="${script}"></script>
</head>
<body><div id="page"><noscript>The counter needs JavaScript: it keeps what you sell.</noscript></div></body>
</html>
`;
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
