import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { AudienceView } from '../protocol/audiences.ts';
import { insertAudience } from './audiences.store.ts';
import { readAudience } from './read-audience.ts';

/** Makes an empty audience. Throws `audience_name_taken`. */
export async function createAudience(
  { db, clock }: Pick<Hub, 'db' | 'clock'>,
  { brandId, name }: { brandId: string; name: string },
): Promise<AudienceView> {
  const createdAt = clock.now();
  const id = newId(createdAt);
  try {
    await insertAudience(db, { id, brandId, name, createdAt });
  } catch (error) {
    throw isUniqueConflict(error) ? new Problem('audience_name_taken') : error;
  }
  return readAudience(db, { brandId, audienceId: id });
}
