import type { LinkState } from '../../protocol/links.ts';

/** What a link is; an end outlasts a pause. */
export function linkState(link: { pausedAt: Date | null; endedAt: Date | null }): LinkState {
  if (link.endedAt) return 'ended';
  return link.pausedAt ? 'paused' : 'active';
}
