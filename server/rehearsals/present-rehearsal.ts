import type { Hub } from '../platform/hub.ts';
import type { RehearsalMood, RehearsalSummary, RehearsalView } from '../protocol/rehearsals.ts';
import { findCreatorNames } from './facts.store.ts';
import type { RehearsalRow } from './rehearsals.store.ts';
import { adviceOf } from './rules/advice.ts';
import { rehearsalState } from './rules/rehearsal-state.ts';
import { summarise } from './summarise.ts';

/** A rehearsal as its host sees it: while it runs, and when all but its summary is gone. */
export async function presentRehearsal(hub: Hub, row: RehearsalRow): Promise<RehearsalView> {
  const ids = [...row.standIns.map(({ creatorId }) => creatorId), row.creatorId ?? ''];
  const names = await findCreatorNames(hub.db, ids);
  const state = rehearsalState(row, hub.clock.now());
  const summary = row.summary
    ? (JSON.parse(row.summary) as RehearsalSummary)
    : await summarise(hub, row);
  const isOver = state === 'over' || state === 'removed';
  return {
    id: row.id,
    dropId: row.dropId,
    title: row.title,
    creatorName: row.creatorId && (names.get(row.creatorId) ?? null),
    size: row.size,
    mood: row.mood as RehearsalMood,
    minutes: row.minutes,
    state,
    startsAt: row.startsAt.getTime(),
    endsAt: row.endsAt.getTime(),
    publicUrl: row.copySlug && `${hub.publicUrl}/d/${row.copySlug}`,
    links: row.standIns.map(({ creatorId, linkSlug }) => ({
      creatorName: names.get(creatorId) ?? '',
      url: `${hub.publicUrl}/r/${linkSlug}`,
    })),
    summary,
    advice: isOver ? adviceOf(summary, row.minutes) : [],
    removeAt: row.removeAt.getTime(),
  };
}
