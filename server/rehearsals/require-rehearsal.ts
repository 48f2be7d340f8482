import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { findRehearsal, type RehearsalRow } from './rehearsals.store.ts';

/** A rehearsal of its owner: a brand, or the creator who started it. Throws `not_found` to all others. */
export async function requireRehearsal(
  hub: Hub,
  where: { id: string } & ({ brandId: string } | { creatorId: string }),
): Promise<RehearsalRow> {
  const rehearsal = await findRehearsal(hub.db, where);
  if (!rehearsal) throw new Problem('not_found');
  return rehearsal;
}
