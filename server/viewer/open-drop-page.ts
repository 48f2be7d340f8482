import { readClaimOfVisitor } from '../claims/read-claim.ts';
import { readPublicDrop } from '../drops/read-public-drop.ts';
import { readClick } from '../links/read-click.ts';
import type { Hub } from '../platform/hub.ts';
import type { DropPageData } from '../protocol/viewer-pages.ts';
import { readOwnPlace } from './read-own-place.ts';
import { findCreatorOfGate } from './viewer.store.ts';

/**
 * All that a drop page is delivered with, or null for a draft and an unknown address. A click that
 * this hub did not sign is as good as none.
 */
export async function openDropPage(
  hub: Hub,
  asked: { slug: string; click: string | null; visitorId: string | null },
): Promise<DropPageData | null> {
  const view = await readPublicDrop(hub, { slug: asked.slug });
  if (!view) return null;
  const click = asked.click === null ? null : readClick(hub, asked.click);
  const { visitorId } = asked;
  const [creator, claim, place] = await Promise.all([
    click && findCreatorOfGate(hub.db, { dropId: view.id, contractId: click.contractId }),
    visitorId === null ? null : readClaimOfVisitor(hub, { dropId: view.id, visitorId }),
    visitorId === null ? null : readOwnPlace(hub, { dropId: view.id, visitorId }),
  ]);
  const now = hub.clock.now().getTime();
  return { view, now, creator, click: click && asked.click, claim, place };
}
