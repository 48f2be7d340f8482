import type { Hub } from '../platform/hub.ts';
import type { LinkView } from '../protocol/links.ts';
import { changeLink } from './change-link.ts';
import { setPaused } from './links.store.ts';

/** The link leads on again. Throws `link_ended`. */
export async function resumeLink(
  hub: Hub,
  given: { creatorId: string; linkId: string },
): Promise<LinkView> {
  return changeLink(hub, given, () => setPaused(hub.db, { linkId: given.linkId, pausedAt: null }));
}
