import type { Hub } from '../platform/hub.ts';
import type { RehearsalLine } from '../protocol/rehearsals.ts';
import { presentRehearsal } from './present-rehearsal.ts';
import { findRehearsals } from './rehearsals.store.ts';

/** The newest rehearsals of a drop that a brand, or this creator, has started. */
export async function listRehearsals(
  hub: Hub,
  where: { dropId: string } & ({ brandId: string } | { creatorId: string }),
): Promise<RehearsalLine[]> {
  const rows = await findRehearsals(hub.db, where);
  const views = await Promise.all(rows.map((row) => presentRehearsal(hub, row)));
  return views.map(({ summary, ...view }) => {
    const { id, dropId, title, creatorName, size, mood, minutes, state, startsAt } = view;
    const { sold, units } = summary;
    return { id, dropId, title, creatorName, size, mood, minutes, state, startsAt, sold, units };
  });
}
