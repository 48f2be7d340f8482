import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseForm } from './form-body.ts';
import { PAGE_SCRIPT, PAGE_STYLE } from './hosted-page-style.ts';
import { type Html, html, verbatim } from './html.ts';
import { readBody } from './http-body.ts';
import { StripeFault } from './stripe-fault.ts';

/** One request for a page, and its answer. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

const MAX_FORM_BYTES = 16_384;

/** The form that was sent; null when it was refused, and the answer was given. */
export async function readForm(exchange: Exchange) {
  try {
    return parseForm(await readBody(exchange.request, MAX_FORM_BYTES));
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    exchange.response.writeHead(error.status, { 'content-type': 'text/plain; charset=utf-8' });
    exchange.response.end(error.message);
    return null;
  }
}

/** Anything but looking and sending a form. */
export function refuseMethod({ response }: Exchange): void {
  response.writeHead(405, { allow: 'GET, HEAD, POST' });
  response.end();
}

/** Sends the browser on with a GET. */
export function redirect({ response }: Exchange, location: string): void {
  response.writeHead(303, { location, 'cache-control': 'no-store' });
  response.end();
}

/** Sends one page; `origin` is an address to whose site its form may lead. */
export function sendPage(
  { request, response }: Exchange,
  page: { status: number; title: string; body: Html; origin?: string | null },
): void {
  const nonce = randomBytes(16).toString('base64');
  const hasForm = page.body.markup.includes('id="pay"');
  const document = html`<!doctype html>
<html lang="en"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${page.title}</title>
<style nonce="${nonce}">${verbatim(PAGE_STYLE)}</style></head>
<body><header class="banner">Test payment page — no real money moves</header>
${page.body}
${hasForm ? html`<script nonce="${nonce}">${verbatim(PAGE_SCRIPT)}</script>` : null}
</body></html>`;
  response.writeHead(page.status, {
    'content-type': 'text/html; charset=utf-8',
    // "Back" to the answer of a form is drawn from what the browser kept, or not at all.
    'cache-control': request.method === 'POST' ? 'private, no-cache' : 'no-store',
    'content-security-policy': policy(nonce, page.origin),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : document.markup);
}

/** Browsers hold `form-action` against the redirect that follows a form, so the site is named. */
function policy(nonce: string, origin: string | null = null): string {
  const shop = origin === null ? '' : ` ${new URL(origin).origin}`;
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    `form-action 'self'${shop}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
