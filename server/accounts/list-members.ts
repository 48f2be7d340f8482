import type { Hub } from '../platform/hub.ts';
import type { MemberView, PendingInvitationView } from '../protocol/accounts.ts';
import { readRole } from './accounts.store.ts';
import { listMembersOfBrand, listOpenInvitations } from './members.store.ts';

/** Who works in a brand's workspace, and who is asked to. */
export async function listMembers(
  hub: Hub,
  { brandId, userId }: { brandId: string; userId: string },
): Promise<{ members: MemberView[]; invitations: PendingInvitationView[] }> {
  const members = await listMembersOfBrand(hub.db, brandId);
  const invitations = await listOpenInvitations(hub.db, brandId);
  return {
    members: members.map((member) => ({
      id: member.id,
      name: member.user.name,
      email: member.user.email,
      role: readRole(member.role),
      since: member.createdAt.getTime(),
      isYou: member.userId === userId,
    })),
    invitations: invitations.map(({ id, email, role, createdAt }) => ({
      id,
      email,
      role: readRole(role),
      createdAt: createdAt.getTime(),
    })),
  };
}
