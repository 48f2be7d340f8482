import { Router } from 'express';
import type { Hub } from '../platform/hub.ts';
import { drawQrPng, drawQrSvg } from './draw-qr.ts';
import { linkTargetsOf } from './link-targets.ts';
import { readSlug } from './rules/slug.ts';

/**
 * QR codes of links: `/qr/:slug.svg` and `/qr/:slug.png`. A code holds the link's address and nothing
 * else, so that it may be kept for a day; also that of a paused link, which may run again.
 */
export function linksRoutes(hub: Hub): Router {
  const routes = Router();
  routes.get('/qr/:file', async (req, res, next) => {
    const [, name = '', form] = /^(.+)\.(svg|png)$/.exec(req.params.file) ?? [];
    const slug = readSlug(name);
    const targets = linkTargetsOf(hub);
    const target = slug && (targets.peek(slug) ?? (await targets.load(slug)));
    if (!target) return next();
    const address = `${hub.publicUrl}/r/${target.slug}`;
    res.set('Cache-Control', 'public, max-age=86400').set('X-Content-Type-Options', 'nosniff');
    if (form === 'svg') res.type('image/svg+xml').send(drawQrSvg(address));
    else res.type('image/png').send(drawQrPng(address));
  });
  return routes;
}
