import type { Hub } from '../platform/hub.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import type { MeView } from '../protocol/accounts.ts';
import {
  findCreatorOfUser,
  listMemberships,
  listNewestVersionsOfPerson,
  readRole,
} from './accounts.store.ts';
import { listInvitationsTo } from './members.store.ts';
import { presentBrand, presentCreator } from './present-accounts.ts';
import { proposalWaits } from './rules/proposal-waits.ts';

/** Who is signed in, and everything that they may enter or answer. */
export async function readMe(hub: Hub, me: SignedInUser): Promise<MeView> {
  const [creator, brands, invitations] = await Promise.all([
    findCreatorOfUser(hub.db, me.id),
    listMemberships(hub.db, me.id),
    me.emailVerified ? listInvitationsTo(hub.db, me.email) : [],
  ]);
  const newest = await listNewestVersionsOfPerson(hub.db, {
    creatorId: creator?.id ?? null,
    email: me.emailVerified ? me.email : null,
  });
  return {
    user: { id: me.id, name: me.name, email: me.email, emailVerified: me.emailVerified },
    creator: creator && presentCreator(creator),
    brands: brands.map(presentBrand),
    invitations: invitations.map(({ id, brandName, role, createdAt }) => ({
      id,
      brandName,
      role: readRole(role),
      createdAt: createdAt.getTime(),
    })),
    proposalsWaiting: newest.filter(proposalWaits).length,
  };
}
