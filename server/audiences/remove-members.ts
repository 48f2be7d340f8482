import { normaliseEmail } from '../mail/rules/normalise-email.ts';
import type { Hub } from '../platform/hub.ts';
import { deleteMembers } from './audiences.store.ts';
import { type AudienceOfBrand, readAudience } from './read-audience.ts';

/** Takes addresses out of an audience. What they hold or bought through it stays theirs. */
export async function removeMembers(
  { db }: Pick<Hub, 'db'>,
  { addresses, ...which }: AudienceOfBrand & { addresses: readonly string[] },
): Promise<{ removed: number }> {
  const { id } = await readAudience(db, which);
  return { removed: await deleteMembers(db, id, addresses.map(normaliseEmail)) };
}
