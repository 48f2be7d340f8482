import type { Hub } from '../platform/hub.ts';
import type { LinkView } from '../protocol/links.ts';
import { changeLink } from './change-link.ts';
import { setEnded } from './links.store.ts';

/** Takes a link down for good; its clicks and what they earned stay. Doing it twice is fine. */
export async function endLink(
  hub: Hub,
  given: { creatorId: string; linkId: string },
): Promise<LinkView> {
  return changeLink(hub, given, async () => {
    await setEnded(hub.db, { linkId: given.linkId, at: hub.clock.now() });
    return true;
  });
}
