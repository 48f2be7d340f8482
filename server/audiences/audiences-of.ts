import type { Reader } from '../platform/db.ts';
import { EVERYONE, PAST_BUYERS } from '../protocol/stock-keys.ts';
import { findAudiencesOfAddress, hasBought } from './audiences.store.ts';

/**
 * The audiences of a brand that an address belongs to, as gates and pools name them: everyone, past
 * buyers after a paid order, and every list in use that holds it. Whoever has proven no address is of
 * everyone alone.
 */
export async function audiencesOf(
  db: Reader,
  brandId: string,
  emailKey: string | null,
): Promise<Set<string>> {
  if (emailKey === null) return new Set([EVERYONE]);
  const lists = await findAudiencesOfAddress(db, { brandId, emailKey });
  const isPastBuyer = await hasBought(db, { brandId, emailKey });
  return new Set([EVERYONE, ...lists, ...(isPastBuyer ? [PAST_BUYERS] : [])]);
}
