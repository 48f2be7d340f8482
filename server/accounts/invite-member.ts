import { queueMail } from '../mail/queue-mail.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { BrandRole, PendingInvitationView } from '../protocol/accounts.ts';
import type { MemberBrand } from './accounts.store.ts';
import { insertInvitation, isMemberByEmail, withdrawInvitations } from './members.store.ts';
import { invitationMail } from './write-mails.ts';

/**
 * Invites an address into a workspace and mails it. A new invitation takes the place of an open one.
 * Throws `already_member`.
 */
export async function inviteMember(
  hub: Hub,
  brand: MemberBrand,
  { email, role, invitedBy }: { email: string; role: BrandRole; invitedBy: string },
): Promise<PendingInvitationView> {
  const at = hub.clock.now();
  return inTransaction(hub.db, async (tx) => {
    if (await isMemberByEmail(tx, brand.id, email)) throw new Problem('already_member');
    await withdrawInvitations(tx, { brandId: brand.id, email, at });
    const given = { brandId: brand.id, email, role, invitedBy, at };
    const { id } = await insertInvitation(tx, given);
    const mail = invitationMail({ email, brandName: brand.name, role, publicUrl: hub.publicUrl });
    await queueMail(tx, { ...mail, at });
    return { id, email, role, createdAt: at.getTime() };
  });
}
