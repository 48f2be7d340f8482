import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { MemberBrand } from './accounts.store.ts';
import { lockBrand } from './brands.store.ts';
import { countOwners, deleteMember, findMemberOfBrand } from './members.store.ts';

/**
 * Takes somebody out of a workspace: an owner anybody, everybody themselves. Throws `not_allowed`,
 * `not_found`, and `last_owner` when nobody would be left to run it.
 */
export async function removeMember(
  hub: Hub,
  brand: MemberBrand,
  { memberId, userId }: { memberId: string; userId: string },
): Promise<void> {
  await inTransaction(hub.db, async (tx) => {
    await lockBrand(tx, brand);
    const member = await findMemberOfBrand(tx, brand.id, memberId);
    if (!member) throw new Problem('not_found');
    if (brand.role !== 'owner' && member.userId !== userId) throw new Problem('not_allowed');
    const isLast = member.role === 'owner' && (await countOwners(tx, brand.id)) === 1;
    if (isLast) throw new Problem('last_owner');
    await deleteMember(tx, brand.id, memberId);
  });
}
