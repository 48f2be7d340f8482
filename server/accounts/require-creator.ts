import type { Reader } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { type CreatorProfile, findCreatorOfUser } from './accounts.store.ts';

/** The creator profile of this person. Throws `not_allowed` when there is none. */
export async function requireCreator(db: Reader, userId: string): Promise<CreatorProfile> {
  const creator = await findCreatorOfUser(db, userId);
  if (!creator) {
    throw new Problem('not_allowed', {
      message: 'This needs a creator profile. Choose your handle first.',
    });
  }
  return creator;
}
