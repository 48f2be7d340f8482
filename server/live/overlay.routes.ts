import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Request, Router } from 'express';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { id } from '../protocol/id.schema.ts';

type PageAssets = { script: string; styles: string[] };

/**
 * `GET /o/:overlayId`, the browser source. The page is the same for every overlay and every id:
 * what it may draw, it asks for with the key in its fragment, which never reaches this route.
 */
export function overlayPage(hub: Hub, { distDir = 'dist' }: { distDir?: string } = {}): Router {
  const routes = Router();
  routes.get('/o/:overlayId', (request, response) => {
    if (!id.safeParse(request.params.overlayId).success) throw new Problem('not_found');
    const assets = readAssets(distDir);
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
  return routes;
}

/** Styles before anything is drawn: the page is transparent from its first frame. */
function page({ script, styles }: PageAssets): string {
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

const cache = new Map<string, { changedMs: number; assets: PageAssets }>();

/** The names that the build gave; read again only after another build. */
function readAssets(distDir: string): PageAssets {
  const file = join(distDir, 'assets-manifest.json');
  const changedMs = statSync(file).mtimeMs;
  const known = cache.get(file);
  if (known && known.changedMs === changedMs) return known.assets;
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { pages: { stream?: PageAssets } };
  const assets = manifest.pages.stream;
  if (!assets) throw new Error(`${file} names no page "stream": run npm run build`);
  cache.set(file, { changedMs, assets });
  return assets;
}
