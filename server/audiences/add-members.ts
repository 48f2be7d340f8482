import { normaliseEmail } from '../mail/rules/normalise-email.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { AddedMembers } from '../protocol/audiences.ts';
import { email } from '../protocol/email.schema.ts';
import { findMemberKeys, insertMembers } from './audiences.store.ts';
import { type AudienceOfBrand, readAudience } from './read-audience.ts';

/**
 * Adds the addresses among what was sent. Nothing is refused as a whole: a list of a thousand with
 * one typo adds the others and names the typo. Who is a member already stays one.
 */
export async function addMembers(
  { db, clock }: Pick<Hub, 'db' | 'clock'>,
  { addresses, ...which }: AudienceOfBrand & { addresses: readonly string[] },
): Promise<AddedMembers> {
  const { id: audienceId } = await readAudience(db, which);
  const isAddress = (text: string) => email.safeParse(text).success;
  const good = addresses.filter(isAddress);
  const emailKeys = [...new Set(good.map(normaliseEmail))];
  const at = clock.now();
  // Two pastes at once may meet in the insert: then the later one reads again who is there.
  const added = await retryOnUniqueConflict(() =>
    inTransaction(db, async (tx) => {
      const known = new Set(await findMemberKeys(tx, audienceId, emailKeys));
      const fresh = emailKeys.filter((key) => !known.has(key));
      if (fresh.length > 0) await insertMembers(tx, { audienceId, emailKeys: fresh, at });
      return fresh.length;
    }),
  );
  const refused = addresses.filter((text) => !isAddress(text));
  return { added, known: good.length - added, refused };
}
