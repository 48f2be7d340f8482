import type { Hub } from '../platform/hub.ts';
import type { LinkView } from '../protocol/links.ts';
import { changeLink } from './change-link.ts';
import { setPaused } from './links.store.ts';

/** Whoever follows the link gets a friendly page until it is resumed. Throws `link_ended`. */
export async function pauseLink(
  hub: Hub,
  given: { creatorId: string; linkId: string },
): Promise<LinkView> {
  const pausedAt = hub.clock.now();
  return changeLink(hub, given, () => setPaused(hub.db, { linkId: given.linkId, pausedAt }));
}
