import { Router } from 'express';
import type { Db } from '../platform/db.ts';
import { listNewestMail } from './mail.store.ts';

const SHOWN = 50;

/**
 * `GET /dev/outbox`: what would have been mailed, to be read on this machine. Sign-in links are in
 * there, so the page exists only without SMTP, behind a loopback public address, for a loopback peer
 * that asks for this machine by name (so that no foreign site can point its own name here).
 */
export function mailRoutes({
  db,
  outboxIsLocal,
  publicUrl,
}: {
  db: Db;
  outboxIsLocal: boolean;
  publicUrl: string;
}): Router {
  const routes = Router();
  if (!outboxIsLocal || !isLoopback(new URL(publicUrl).hostname)) return routes;
  routes.get('/dev/outbox', async (req, res, next) => {
    if (!isLoopback(req.socket.remoteAddress ?? '') || !isLoopback(req.hostname)) return next();
    const mails = await listNewestMail(db, SHOWN);
    res
      .set({
        'Cache-Control': 'no-store',
        'Content-Security-Policy': `default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
        'Referrer-Policy': 'no-referrer',
      })
      .type('html')
      .send(page(mails));
  });
  routes.get('/dev/outbox.css', (_req, res) => {
    res.type('css').send(STYLE);
  });
  return routes;
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?|::ffff:127(\.\d+){3})$/.test(host);
}

function page(mails: { to: string; subject: string; text: string; createdAt: Date }[]): string {
  const list = mails.map(
    ({ to, subject, text, createdAt }) => `<article>
<h2>${escapeHtml(subject)}</h2>
<p class="meta">to ${escapeHtml(to)} · <time datetime="${createdAt.toISOString()}">${createdAt
      .toISOString()
      .replace('T', ' ')
      .slice(0, 19)} UTC</time></p>
<pre>${withLinks(text)}</pre>
</article>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Local outbox · Dropcast</title>
<link rel="stylesheet" href="/dev/outbox.css">
</head>
<body>
<main>
<h1>Local outbox</h1>
<p class="meta">No mail server is configured (SMTP_URL), so mail stays here. Newest first; reload to see more.</p>
${list.join('\n') || '<p class="empty">Nothing has been written yet.</p>'}
</main>
</body>
</html>
`;
}

/** Escaped text in which addresses can be followed. */
function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, i) =>
      i % 2 === 1 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part),
    )
    .join('');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

const STYLE = `:root { color-scheme: light dark; --line: light-dark(#dcdfe4, #33373d); --quiet: light-dark(#5b6370, #a0a8b4); }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#fff, #15171a); color: light-dark(#16181d, #eceef1); }
main { max-width: 44rem; margin: 0 auto; padding: 32px 16px; }
h1 { font-size: 24px; margin: 0 0 4px; }
h2 { font-size: 16px; margin: 0; }
.meta, .empty { color: var(--quiet); font-size: 14px; margin: 0 0 16px; }
article { border: 1px solid var(--line); border-radius: 8px; padding: 16px; margin: 0 0 16px; }
pre { margin: 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: light-dark(#1a56c4, #8ab4ff); }
`;
