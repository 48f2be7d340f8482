import { escapeHtml, plainPage } from '../platform/plain-page.ts';
import type { LinkTarget, TargetDrop } from './link-target.store.ts';

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
  const link = drop ? { href: address, label: 'To the drop' } : null;
  return page(200, { title, text, head: meta, link });
}

function page(status: number, content: Parameters<typeof plainPage>[0]): LinkPage {
  return { status, html: plainPage(content) };
}
