import type { Reader } from '../platform/db.ts';
import { type CreatorProfile, findCreatorOfUser } from './accounts.store.ts';

/** The creator profile of a person, or null when they have none. */
export async function findCreator(db: Reader, userId: string): Promise<CreatorProfile | null> {
  return findCreatorOfUser(db, userId);
}
