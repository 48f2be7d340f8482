import type { ServerResponse } from 'node:http';
import { PLAIN_PAGE_POLICY } from '../platform/plain-page.ts';
import type { LinkPage } from './link-pages.ts';

/** A redirect that nobody caches or indexes; `cookie` is a Set-Cookie header. */
export function sendRedirect(res: ServerResponse, location: string, cookie?: string): void {
  const headers = ['Location', location, ...PRIVATE, 'Content-Length', '0'];
  if (cookie) headers.push('Set-Cookie', cookie);
  res.writeHead(302, headers).end();
}

/** A page for people or preview bots, with nothing in it that could run. */
export function sendPage(res: ServerResponse, { status, html }: LinkPage, cookie?: string): void {
  const length = String(Buffer.byteLength(html));
  const headers = [...PRIVATE, 'Content-Type', 'text/html; charset=utf-8'];
  headers.push('Content-Length', length, 'X-Content-Type-Options', 'nosniff');
  headers.push('Content-Security-Policy', PLAIN_PAGE_POLICY);
  if (cookie) headers.push('Set-Cookie', cookie);
  res.writeHead(status, headers).end(html);
}

/**
 * A browser that looks ahead is turned away, and asks again when its user really comes. With a
 * redirect it would use the page that it has, and the click would never be counted.
 */
export function refusePrefetch(res: ServerResponse): void {
  res.writeHead(503, [...PRIVATE, 'Content-Length', '0']).end();
}

const PRIVATE = [
  'Cache-Control',
  'no-store, private',
  'X-Robots-Tag',
  'noindex',
  'Referrer-Policy',
  'strict-origin-when-cross-origin',
];
