import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { BrandView } from '../protocol/accounts.ts';
import { findMembership, readRole } from './accounts.store.ts';
import { closeInvitation, findInvitation, insertMember } from './members.store.ts';
import { presentBrand } from './present-accounts.ts';

/**
 * Takes a person into the workspace into which their address was invited. An invitation to another
 * address looks like a missing one; throws `email_not_verified` until the address is confirmed,
 * `invitation_gone` when it was used or withdrawn, and `already_member`.
 */
export async function acceptInvitation(
  hub: Hub,
  { invitationId, me }: { invitationId: string; me: SignedInUser },
): Promise<BrandView> {
  const at = hub.clock.now();
  try {
    return await inTransaction(hub.db, (tx) => accept(tx, { invitationId, me, at }));
  } catch (error) {
    throw isUniqueConflict(error) ? new Problem('already_member') : error;
  }
}

async function accept(
  tx: Tx,
  { invitationId, me, at }: { invitationId: string; me: SignedInUser; at: Date },
): Promise<BrandView> {
  const invitation = await findInvitation(tx, invitationId);
  if (invitation?.email !== me.email) throw new Problem('not_found');
  if (!me.emailVerified) throw new Problem('email_not_verified');
  if (!(await closeInvitation(tx, { invitationId, as: 'acceptedAt', at }))) {
    throw new Problem('invitation_gone');
  }
  const { brandId } = invitation;
  await insertMember(tx, { brandId, userId: me.id, role: readRole(invitation.role), at });
  const brand = await findMembership(tx, { brandId, userId: me.id });
  if (!brand) throw new Problem('not_found');
  return presentBrand(brand);
}
