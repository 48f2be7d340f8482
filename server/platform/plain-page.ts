import { createHash } from 'node:crypto';

/** What a page without any build says. `text` and `title` are plain text, escaped here. */
export type PlainPage = {
  title: string;
  text: string;
  /** In the browser's tab, where it is not the title. */
  tab?: string;
  link?: { href: string; label: string } | null;
  /** More for the head, as HTML. */
  head?: string;
};

/**
 * A whole page for when something is missing, closed or broken. It needs no other file, so that it
 * looks like the rest of the house even when the hub can serve nothing else.
 */
export function plainPage({ title, text, tab = title, link, head = '' }: PlainPage): string {
  const way = link ? `<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.label)}</a></p>` : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(tab)}</title>
<link rel="icon" href="/app/mark.svg">
${head}<style>${STYLE}</style>
</head>
<body>
<main>
${MARK}
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
${way}</main>
</body>
</html>
`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The palette of the viewer's pages. */
const STYLE = `
:root{color-scheme:light dark;--paper:#f6f5f0;--ink:#1a1913;--soft:#5b584c;--line:#93ad12}
@media(prefers-color-scheme:dark){:root{--paper:#11110d;--ink:#f3f1e7;--soft:#aaa695;--line:#d4f24a}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;min-height:100dvh;display:grid;place-items:center;padding:24px;
background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:28rem;text-align:center}
svg{width:48px;height:48px;margin-bottom:20px}
h1{margin:0 0 12px;font-size:28px;line-height:1.15;letter-spacing:-.02em;text-wrap:balance;overflow-wrap:anywhere}
p{margin:0;color:var(--soft);text-wrap:pretty;overflow-wrap:anywhere}
p+p{margin-top:24px}
a{display:inline-flex;align-items:center;min-height:44px;padding:0 20px;border-radius:10px;
background:#d4f24a;color:#1a1913;font-weight:600;text-decoration:none}
a:focus-visible{outline:3px solid var(--line);outline-offset:3px}
`;

const MARK =
  '<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#d4f24a"/>' +
  '<path d="M8 7h7a9 9 0 0 1 0 18H8z" fill="#1a1913"/><circle cx="15" cy="16" r="3.5" fill="#d4f24a"/></svg>';

/** Nothing runs, nothing loads but the icon, and the one style is known by its hash. */
export const PLAIN_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
