import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { RehearseInput } from '../protocol/rehearsals.schema.ts';
import { findBrandOfDropOf } from './facts.store.ts';
import { startRehearsal } from './start-rehearsal.ts';

/** A creator rehearses a published drop in which they take part, alone. Throws `not_found` for others. */
export async function rehearseAsCreator(
  hub: Hub,
  creator: { id: string; userId: string },
  input: RehearseInput,
): Promise<{ id: string }> {
  const { id: creatorId, userId } = creator;
  const brandId = await findBrandOfDropOf(hub.db, { dropId: input.dropId, creatorId });
  if (!brandId) throw new Problem('not_found');
  return startRehearsal(hub, { brandId, creatorId, userId }, input);
}
