import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { AudienceView } from '../protocol/audiences.ts';
import { updateAudience } from './audiences.store.ts';
import { type AudienceOfBrand, readAudience } from './read-audience.ts';

/** Gives an audience another name. Throws `audience_name_taken`. */
export async function renameAudience(
  { db }: Pick<Hub, 'db'>,
  { name, ...which }: AudienceOfBrand & { name: string },
): Promise<AudienceView> {
  try {
    if (!(await updateAudience(db, which, { name }))) throw new Problem('not_found');
  } catch (error) {
    throw isUniqueConflict(error) ? new Problem('audience_name_taken') : error;
  }
  return readAudience(db, which);
}
