import type { Reader, Tx } from '../platform/db.ts';

/** A brand's audiences by name, those in use first. */
export function findAudiences(db: Reader, brandId: string) {
  return db.audience.findMany({
    where: { brandId },
    include: { _count: { select: { members: true } } },
    orderBy: [{ archivedAt: { sort: 'asc', nulls: 'first' } }, { name: 'asc' }],
  });
}

export function findAudience(
  db: Reader,
  { brandId, audienceId }: { brandId: string; audienceId: string },
) {
  return db.audience.findFirst({
    where: { id: audienceId, brandId },
    include: { _count: { select: { members: true } } },
  });
}

/** Customers of a brand with a paid order. */
export function countPastBuyers(db: Reader, brandId: string): Promise<number> {
  return db.customer.count({ where: { brandId, orders: { some: {} } } });
}

export async function insertAudience(
  db: Reader,
  audience: { id: string; brandId: string; name: string; createdAt: Date },
): Promise<void> {
  await db.audience.create({ data: audience });
}

/** Changes an audience of this brand; false when there is none. */
export async function updateAudience(
  db: Reader,
  { brandId, audienceId }: { brandId: string; audienceId: string },
  change: { name?: string; archivedAt?: Date },
): Promise<boolean> {
  const { count } = await db.audience.updateMany({
    where: { id: audienceId, brandId },
    data: change,
  });
  return count === 1;
}

/** Which of these addresses are members already. */
export async function findMemberKeys(
  db: Reader,
  audienceId: string,
  emailKeys: readonly string[],
): Promise<string[]> {
  const rows = await db.audienceMember.findMany({
    where: { audienceId, emailKey: { in: [...emailKeys] } },
    select: { emailKey: true },
  });
  return rows.map(({ emailKey }) => emailKey);
}

export async function insertMembers(
  tx: Tx,
  { audienceId, emailKeys, at }: { audienceId: string; emailKeys: readonly string[]; at: Date },
): Promise<void> {
  const data = emailKeys.map((emailKey) => ({ audienceId, emailKey, addedAt: at }));
  await tx.audienceMember.createMany({ data });
}

/** Removes these addresses and returns how many were members. */
export async function deleteMembers(
  db: Reader,
  audienceId: string,
  emailKeys: readonly string[],
): Promise<number> {
  const { count } = await db.audienceMember.deleteMany({
    where: { audienceId, emailKey: { in: [...emailKeys] } },
  });
  return count;
}

export function findMembers(
  db: Reader,
  audienceId: string,
  { search, after, take }: { search: string; after: string; take: number },
) {
  return db.audienceMember.findMany({
    where: {
      audienceId,
      emailKey: { gt: after, ...(search === '' ? {} : { contains: search }) },
    },
    orderBy: { emailKey: 'asc' },
    take,
  });
}

/** The audiences in use of a brand that hold this address. */
export async function findAudiencesOfAddress(
  db: Reader,
  { brandId, emailKey }: { brandId: string; emailKey: string },
): Promise<string[]> {
  const rows = await db.audience.findMany({
    where: { brandId, archivedAt: null, members: { some: { emailKey } } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Whether whoever has this address has a paid order with the brand, also under another one since a merge. */
export async function hasBought(
  db: Reader,
  { brandId, emailKey }: { brandId: string; emailKey: string },
): Promise<boolean> {
  const which = { brandId, kind: 'email', value: emailKey };
  const key = await db.customerKey.findUnique({
    where: { brandId_kind_value: which },
    select: { customerId: true },
  });
  const isTheirs = [{ customer: { emailKey } }, ...(key ? [{ customerId: key.customerId }] : [])];
  return (await db.order.count({ where: { brandId, OR: isTheirs }, take: 1 })) > 0;
}
