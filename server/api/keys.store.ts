import type { Reader, Tx } from '../platform/db.ts';

export type StoredKey = NonNullable<Awaited<ReturnType<Tx['apiKey']['findFirst']>>>;

export async function insertKey(db: Reader, key: StoredKey): Promise<void> {
  await db.apiKey.create({ data: key });
}

/** A brand's keys, newest first, with the names of who made them. */
export async function listKeysOfBrand(db: Reader, brandId: string) {
  const keys = await db.apiKey.findMany({ where: { brandId }, orderBy: { id: 'desc' } });
  const users = await db.user.findMany({
    where: { id: { in: [...new Set(keys.map(({ createdBy }) => createdBy))] } },
    select: { id: true, name: true },
  });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return keys.map((key) => ({ ...key, createdByName: names.get(key.createdBy) ?? '' }));
}

export async function findKeyOfBrand(
  db: Reader,
  { brandId, keyId }: { brandId: string; keyId: string },
): Promise<StoredKey | null> {
  return db.apiKey.findFirst({ where: { id: keyId, brandId } });
}

/** The key of this text's hash, with its brand. */
export async function findKeyByHash(db: Reader, hash: string) {
  return db.apiKey.findUnique({
    where: { hash },
    include: {
      brand: { select: { id: true, slug: true, name: true, currency: true, timeZone: true } },
    },
  });
}

/** Lets a key end at a moment, in favour of another; false: it has an end already. */
export async function setReplaced(
  tx: Tx,
  { keyId, replacedById, expiresAt }: { keyId: string; replacedById: string; expiresAt: Date },
): Promise<boolean> {
  const { count } = await tx.apiKey.updateMany({
    where: { id: keyId, revokedAt: null, replacedById: null },
    data: { expiresAt, replacedById },
  });
  return count === 1;
}

/** Ends a key for good; the first end stands. */
export async function setRevoked(
  db: Reader,
  { brandId, keyId, at }: { brandId: string; keyId: string; at: Date },
): Promise<void> {
  await db.apiKey.updateMany({
    where: { id: keyId, brandId, revokedAt: null },
    data: { revokedAt: at },
  });
}

export async function setLastUsed(db: Reader, keyId: string, at: Date): Promise<void> {
  await db.apiKey.updateMany({ where: { id: keyId }, data: { lastUsedAt: at } });
}
