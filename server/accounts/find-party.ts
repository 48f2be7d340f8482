import type { Reader } from '../platform/db.ts';
import type { BrandRole } from '../protocol/accounts.ts';
import { findCreatorOfUser, findMembership } from './accounts.store.ts';

/** What a person is to a brand: their role in it, if any, and their creator profile, if any. */
export async function findParty(
  db: Reader,
  { brandId, userId }: { brandId: string; userId: string },
): Promise<{ role: BrandRole | null; creatorId: string | null }> {
  const brand = await findMembership(db, { brandId, userId });
  const creator = await findCreatorOfUser(db, userId);
  return { role: brand?.role ?? null, creatorId: creator?.id ?? null };
}
