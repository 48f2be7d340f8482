import { readClaimOfVisitor } from '../claims/read-claim.ts';
import { readPublicDrop } from '../drops/read-public-drop.ts';
import { readClick } from '../links/read-click.ts';
import type { Hub } from '../platform/hub.ts';
import { inAppBrowser, outOfApp } from '../protocol/in-app-browsers.ts';
import type { Refusal } from '../protocol/links.ts';
import type { DropPageData } from '../protocol/viewer-pages.ts';
import { readQuestions } from '../questions/read-questions.ts';
import { readOwnPlace } from './read-own-place.ts';
import { findCreatorOfGate } from './viewer.store.ts';

/**
 * All that a drop page is delivered with, or null for a draft and an unknown address. A click that
 * this hub did not sign is as good as none.
 */
export async function openDropPage(
  hub: Hub,
  asked: {
    slug: string;
    click: string | null;
    visitorId: string | null;
    userAgent?: string | undefined;
    /** With its question mark; empty: none. */
    query?: string;
    /** Who refused that this visitor is measured; absent: nobody did. */
    refusedBy?: Refusal | null;
  },
): Promise<DropPageData | null> {
  const view = await readPublicDrop(hub, { slug: asked.slug });
  if (!view) return null;
  const click = asked.click === null ? null : readClick(hub, asked.click);
  const { visitorId } = asked;
  const [questions, creator, claim, place] = await Promise.all([
    readQuestions(hub, { dropId: view.id, changed: view.question.changed, visitorId }),
    click && findCreatorOfGate(hub.db, { dropId: view.id, contractId: click.contractId }),
    visitorId === null ? null : readClaimOfVisitor(hub, { dropId: view.id, visitorId }),
    visitorId === null ? null : readOwnPlace(hub, { dropId: view.id, visitorId }),
  ]);
  const now = hub.clock.now().getTime();
  const inApp = inAppOf(hub, view.slug, asked);
  const pushKey = hub.vapid.publicKey;
  const own = { creator, click: click && asked.click, claim, place, inApp };
  const refusedBy = asked.refusedBy ?? null;
  return { view, now, ...own, questions, pushKey, refusedBy };
}

/** The way out of another app's browser: the same address, so that the click id comes along. */
function inAppOf(
  { publicUrl }: Hub,
  slug: string,
  { userAgent, query = '' }: { userAgent?: string | undefined; query?: string },
): NonNullable<DropPageData['inApp']> | null {
  const found = inAppBrowser(userAgent);
  if (!found) return null;
  const url = `${publicUrl}/d/${slug}${query.length <= LONGEST_QUERY ? query : ''}`;
  return { app: found.app, openUrl: outOfApp(url, found.system) };
}

const LONGEST_QUERY = 2_000;
