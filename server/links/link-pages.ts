import type { LinkTarget, TargetDrop } from './link-target.store.ts';

/** Readable on a phone, light and dark. Stands first because the pages below are made with it. */
const STYLE =
  ':root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;' +
  'font:18px/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}' +
  'main{max-width:30rem;padding:2rem}h1{font-size:1.6rem;line-height:1.2;margin:0 0 .75rem}' +
  'p{margin:0 0 1rem}a{color:LinkText}';

/** A whole page as it is sent. */
export type LinkPage = { status: number; html: string };

/** Nobody ever had this link, or its name was mistyped. */
export const UNKNOWN_LINK: LinkPage = page(404, {
  title: 'This link leads nowhere',
  text: 'Perhaps a letter is missing. Codes that are said on air look like coral-tiger-42.',
});

export const PAUSED_LINK: LinkPage = page(410, {
  title: 'This link is taking a break',
  text: 'The creator has paused it. Look in on their stream or try again later.',
});

export const ENDED_LINK: LinkPage = page(410, {
  title: 'This link has ended',
  text: 'The creator has taken it down. Their stream has the current one.',
});

/** The database could not be asked. */
export const BUSY: LinkPage = page(503, {
  title: 'One moment, please',
  text: 'Very many people are here right now. Load this page again in a few seconds.',
});

/** The link is good, and the brand has not announced anything yet. */
export function noDropYet({ creatorName, brandName }: LinkTarget): LinkPage {
  return page(200, {
    title: 'Nothing here yet',
    text: `${creatorName} and ${brandName} have not announced a drop. You are early: come back soon.`,
  });
}

/** What a preview bot gets instead of the redirect: the drop in Open Graph tags, and a plain link. */
export function previewPage(
  target: LinkTarget,
  { drop, address, publicUrl }: { drop: TargetDrop | null; address: string; publicUrl: string },
): LinkPage {
  const title = drop?.title ?? `${target.creatorName} × ${target.brandName}`;
  const text = drop?.description || `${target.creatorName} with ${target.brandName}`;
  const tags: [string, string][] = [
    ['og:type', 'website'],
    ['og:site_name', target.brandName],
    ['og:title', title],
    ['og:description', text],
    ['og:url', `${publicUrl}/r/${target.slug}`],
    ['twitter:card', drop?.imageId ? 'summary_large_image' : 'summary'],
  ];
  if (drop?.imageId) tags.push(['og:image', `${publicUrl}/images/${drop.imageId}`]);
  const meta = tags
    .map(([name, value]) => `<meta property="${name}" content="${escapeHtml(value)}">`)
    .join('');
  return page(200, { title, text, meta, link: drop ? address : null });
}

function page(
  status: number,
  content: { title: string; text: string; meta?: string; link?: string | null },
): LinkPage {
  const title = escapeHtml(content.title);
  const link = content.link ? `<p><a href="${escapeHtml(content.link)}">To the drop</a></p>` : '';
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">${content.meta ?? ''}<style>${STYLE}</style></head><body><main><h1>${title}</h1><p>${escapeHtml(content.text)}</p>${link}</main></body></html>`;
  return { status, html };
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
