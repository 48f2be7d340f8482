import type { Reader } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { BrandRole } from '../protocol/accounts.ts';

export async function listMembersOfBrand(db: Reader, brandId: string) {
  return db.brandMember.findMany({
    where: { brandId },
    include: { user: { select: { name: true, email: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

export async function findMemberOfBrand(db: Reader, brandId: string, memberId: string) {
  return db.brandMember.findFirst({ where: { id: memberId, brandId } });
}

export async function countOwners(db: Reader, brandId: string): Promise<number> {
  return db.brandMember.count({ where: { brandId, role: 'owner' } });
}

export async function isMemberByEmail(db: Reader, brandId: string, email: string) {
  return (await db.brandMember.count({ where: { brandId, user: { email } } })) > 0;
}

/** A person who is a member already is a unique conflict. */
export async function insertMember(
  db: Reader,
  given: { brandId: string; userId: string; role: BrandRole; at: Date },
) {
  const { brandId, userId, role, at } = given;
  await db.brandMember.create({ data: { id: newId(at), brandId, userId, role, createdAt: at } });
}

export async function deleteMember(db: Reader, brandId: string, memberId: string) {
  await db.brandMember.deleteMany({ where: { id: memberId, brandId } });
}

const OPEN = { acceptedAt: null, revokedAt: null } as const;

export async function listOpenInvitations(db: Reader, brandId: string) {
  return db.memberInvitation.findMany({ where: { brandId, ...OPEN }, orderBy: { id: 'asc' } });
}

/** Open invitations to an address, with the names of the brands. */
export async function listInvitationsTo(db: Reader, email: string) {
  const invitations = await db.memberInvitation.findMany({
    where: { email, ...OPEN },
    orderBy: { id: 'asc' },
  });
  const brands = await db.brand.findMany({
    where: { id: { in: invitations.map(({ brandId }) => brandId) } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(brands.map(({ id, name }) => [id, name]));
  return invitations.flatMap((invitation) => {
    const brandName = nameOf.get(invitation.brandId);
    return brandName === undefined ? [] : [{ ...invitation, brandName }];
  });
}

export async function findInvitation(db: Reader, invitationId: string) {
  return db.memberInvitation.findUnique({ where: { id: invitationId } });
}

export async function insertInvitation(
  db: Reader,
  given: { brandId: string; email: string; role: BrandRole; invitedBy: string; at: Date },
) {
  const { brandId, email, role, invitedBy, at } = given;
  return db.memberInvitation.create({
    data: { id: newId(at), brandId, email, role, invitedBy, createdAt: at },
  });
}

/** Uses an open invitation up; false when somebody was faster or it was withdrawn. */
export async function closeInvitation(
  db: Reader,
  { invitationId, as, at }: { invitationId: string; as: 'acceptedAt' | 'revokedAt'; at: Date },
): Promise<boolean> {
  const { count } = await db.memberInvitation.updateMany({
    where: { id: invitationId, ...OPEN },
    data: { [as]: at },
  });
  return count === 1;
}

/** Withdraws every open invitation of an address into a brand, before a new one is written. */
export async function withdrawInvitations(
  db: Reader,
  { brandId, email, at }: { brandId: string; email: string; at: Date },
) {
  await db.memberInvitation.updateMany({
    where: { brandId, email, ...OPEN },
    data: { revokedAt: at },
  });
}
