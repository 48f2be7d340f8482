import type { Reader } from '../platform/db.ts';

/** Customers of a brand who are nobody else, newest first; optionally those of an address or name. */
export async function findCustomers(
  db: Reader,
  {
    brandId,
    find,
    before,
    take,
  }: { brandId: string; find: string; before: string | undefined; take: number },
) {
  const contains = find.toLowerCase();
  return db.customer.findMany({
    where: {
      brandId,
      mergedIntoId: null,
      ...(before ? { id: { lt: before } } : {}),
      ...(find === ''
        ? {}
        : {
            OR: [
              { emailKey: { contains } },
              { email: { contains: find } },
              { name: { contains: find } },
              { keys: { some: { value: { contains } } } },
            ],
          }),
    },
    include: {
      keys: { orderBy: { seenAt: 'asc' } },
      orders: { select: { capturedAt: true }, orderBy: { capturedAt: 'asc' }, take: 1 },
      _count: { select: { orders: true } },
      acquisition: { select: { contractId: true, touchKind: true } },
    },
    orderBy: { id: 'desc' },
    take,
  });
}

/** The newest merges of a brand, undone ones too. */
export async function findMerges(db: Reader, { brandId, take }: { brandId: string; take: number }) {
  return db.customerMerge.findMany({
    where: { brandId },
    orderBy: [{ mergedAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

/** Addresses of these customers, merged ones too. */
export async function findAddresses(
  db: Reader,
  customerIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.customer.findMany({
    where: { id: { in: [...customerIds] } },
    select: { id: true, email: true },
  });
  return new Map(rows.map(({ id, email }) => [id, email]));
}

/** Names of the people behind user ids. */
export async function findUserNames(
  db: Reader,
  userIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.user.findMany({
    where: { id: { in: [...userIds] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Names of the creators behind contracts. */
export async function findBringers(
  db: Reader,
  contractIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.contract.findMany({
    where: { id: { in: [...contractIds] } },
    select: { id: true, invitedEmail: true, creator: { select: { displayName: true } } },
  });
  return new Map(rows.map((row) => [row.id, row.creator?.displayName ?? row.invitedEmail]));
}
