import type { Reader } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import { BRAND_ROLES, type BrandRole } from '../protocol/accounts.ts';

/** A brand together with the role in which one person holds it. */
export type MemberBrand = {
  id: string;
  slug: string;
  name: string;
  currency: string;
  timeZone: string;
  widgetOrigins: string;
  maxPayoutBpsPerOrder: number;
  rateFloorBps: number;
  isDemo: boolean;
  role: BrandRole;
};

/** A creator's profile and whose it is. */
export type CreatorProfile = {
  id: string;
  userId: string;
  handle: string;
  displayName: string;
  avatarHue: number;
  timeZone: string;
};

export async function findMembership(
  db: Reader,
  { brandId, userId }: { brandId: string; userId: string },
): Promise<MemberBrand | null> {
  const member = await db.brandMember.findUnique({
    where: { brandId_userId: { brandId, userId } },
    include: { brand: true },
  });
  return member && { ...member.brand, role: readRole(member.role) };
}

export async function listMemberships(db: Reader, userId: string): Promise<MemberBrand[]> {
  const members = await db.brandMember.findMany({
    where: { userId },
    include: { brand: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return members.map((member) => ({ ...member.brand, role: readRole(member.role) }));
}

export async function findCreatorOfUser(
  db: Reader,
  userId: string,
): Promise<CreatorProfile | null> {
  return db.creator.findUnique({ where: { userId } });
}

/** A taken handle, or a second profile of one person, is a unique conflict. */
export async function insertCreator(
  db: Reader,
  given: Omit<CreatorProfile, 'id'> & { at: Date },
): Promise<CreatorProfile> {
  const { userId, handle, displayName, avatarHue, timeZone, at } = given;
  return db.creator.create({
    data: { id: newId(at), userId, handle, displayName, avatarHue, timeZone, createdAt: at },
  });
}

/** The newest version of each contract of a person, also of those sent to their address. */
export async function listNewestVersionsOfPerson(
  db: Reader,
  { creatorId, email }: { creatorId: string | null; email: string | null },
) {
  const contracts = await db.contract.findMany({
    where: {
      OR: [
        ...(creatorId ? [{ creatorId }] : []),
        ...(email ? [{ creatorId: null, invitedEmail: email }] : []),
      ],
    },
    select: { endedAt: true, versions: { orderBy: { number: 'desc' }, take: 1 } },
  });
  return contracts.flatMap(({ endedAt, versions }) =>
    versions.map((version) => ({ ...version, contractEndedAt: endedAt })),
  );
}

/** A role as the database holds it. */
export function readRole(text: string): BrandRole {
  const role = BRAND_ROLES.find((known) => known === text);
  invariant(role, `unknown role ${text}`);
  return role;
}
