import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { closeInvitation, findInvitation } from './members.store.ts';

/** Withdraws an open invitation of this brand. Throws `not_found` and `invitation_gone`. */
export async function revokeInvitation(
  hub: Hub,
  { brandId, invitationId }: { brandId: string; invitationId: string },
): Promise<void> {
  const invitation = await findInvitation(hub.db, invitationId);
  if (invitation?.brandId !== brandId) throw new Problem('not_found');
  const at = hub.clock.now();
  if (!(await closeInvitation(hub.db, { invitationId, as: 'revokedAt', at }))) {
    throw new Problem('invitation_gone');
  }
}
