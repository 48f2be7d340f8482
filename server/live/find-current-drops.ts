import type { Hub } from '../platform/hub.ts';
import { findDropsOfCreators } from './live.store.ts';
import { currentDrop, type DropCandidate, FAREWELL_MS } from './rules/current-drop.ts';

/** Which drop the overlays of each creator show now, in one query; creators without one are left out. */
export async function findCurrentDrops(
  hub: Hub,
  creatorIds: string[],
): Promise<Map<string, DropCandidate>> {
  const now = hub.clock.now().getTime();
  const drops = await findDropsOfCreators(hub.db, creatorIds, new Date(now - FAREWELL_MS));
  const current = new Map<string, DropCandidate>();
  for (const creatorId of creatorIds) {
    const candidates = drops
      .filter(({ gates }) => gates.some(({ contract }) => contract.creatorId === creatorId))
      .map(({ id, slug, title, startsAt, endsAt, endedAt }) => ({
        id,
        slug,
        title,
        startsAt: startsAt.getTime(),
        endsAt: Math.min(endsAt.getTime(), endedAt?.getTime() ?? Number.POSITIVE_INFINITY),
      }));
    const drop = currentDrop(candidates, now);
    if (drop) current.set(creatorId, drop);
  }
  return current;
}
