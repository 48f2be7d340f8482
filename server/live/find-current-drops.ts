import type { Hub } from '../platform/hub.ts';
import { findDropsOfCreators, findRehearsalsOf } from './live.store.ts';
import {
  currentDrop,
  currentOrRehearsal,
  type DropCandidate,
  FAREWELL_MS,
} from './rules/current-drop.ts';

/** What an overlay shows, and under whose name its link is. */
export type CurrentDrop = DropCandidate & {
  /** The creator, or who stands in for them in a rehearsal. */
  asCreatorId: string;
  isRehearsal: boolean;
};

/**
 * Which drop the overlays of each creator show now, in two queries; creators without one are left out.
 * A rehearsal is shown while nothing real of theirs is live.
 */
export async function findCurrentDrops(
  hub: Hub,
  creatorIds: string[],
): Promise<Map<string, CurrentDrop>> {
  const now = hub.clock.now().getTime();
  const since = new Date(now - FAREWELL_MS);
  const drops = await findDropsOfCreators(hub.db, creatorIds, since);
  const rehearsals = await findRehearsalsOf(hub.db, creatorIds, since);
  const current = new Map<string, CurrentDrop>();
  for (const creatorId of creatorIds) {
    const own = drops
      .filter(({ gates }) => gates.some(({ contract }) => contract.creatorId === creatorId))
      .map((drop) => ({ ...candidateOf(drop), asCreatorId: creatorId, isRehearsal: false }));
    const rehearsed = rehearsals
      .filter((one) => one.creatorId === creatorId)
      .map((one) => ({ ...candidateOf(one), asCreatorId: one.standInId, isRehearsal: true }));
    const real = currentDrop(own, now);
    const drop = currentOrRehearsal({ real, rehearsal: currentDrop(rehearsed, now) }, now);
    if (drop) current.set(creatorId, drop);
  }
  return current;
}

type Row = Awaited<ReturnType<typeof findRehearsalsOf>>[number];

function candidateOf({
  id,
  slug,
  title,
  startsAt,
  endsAt,
  endedAt,
}: Omit<Row, 'creatorId' | 'standInId'>): DropCandidate {
  return {
    ...{ id, slug, title },
    startsAt: startsAt.getTime(),
    endsAt: Math.min(endsAt.getTime(), endedAt?.getTime() ?? Number.POSITIVE_INFINITY),
  };
}
