import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { LinkView } from '../protocol/links.ts';
import { linkTargetsOf } from './link-targets.ts';
import { readLink } from './read-links.ts';

/**
 * Changes a creator's own link and lets the redirect know. `change` says false when the link has
 * ended. Throws `not_found` for anybody else's link, and `link_ended`.
 */
export async function changeLink(
  hub: Hub,
  given: { creatorId: string; linkId: string },
  change: () => Promise<boolean>,
): Promise<LinkView> {
  const { slug, spokenCode } = await readLink(hub, given);
  const isChanged = await change();
  for (const name of [slug, spokenCode]) linkTargetsOf(hub).forget(name);
  if (!isChanged) throw new Problem('link_ended');
  return readLink(hub, given);
}
