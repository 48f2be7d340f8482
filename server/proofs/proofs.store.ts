import type { Reader, Tx } from '../platform/db.ts';

/** A published drop, as far as the mail names it. */
export function findDropOfMail(db: Reader, slug: string) {
  return db.drop.findFirst({
    where: { slug, publishedAt: { not: null } },
    select: { slug: true, title: true, brand: { select: { name: true } } },
  });
}

export async function insertProof(
  tx: Tx,
  proof: { id: string; emailKey: string; codeHash: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.emailProof.create({ data: proof });
}

/** How many codes were made for an address since a moment. */
export function countProofsSince(db: Reader, emailKey: string, since: Date): Promise<number> {
  return db.emailProof.count({ where: { emailKey, createdAt: { gt: since } } });
}

/** The only code of an address that counts. */
export function findNewestProof(db: Reader, emailKey: string) {
  return db.emailProof.findFirst({
    where: { emailKey },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
}

/** Uses up one try; false when none is left, or the code was used or has run out. */
export async function takeTry(
  db: Reader,
  { id, mostTries, now }: { id: string; mostTries: number; now: Date },
): Promise<boolean> {
  const { count } = await db.emailProof.updateMany({
    where: { id, usedAt: null, expiresAt: { gt: now }, attempts: { lt: mostTries } },
    data: { attempts: { increment: 1 } },
  });
  return count === 1;
}

/** Uses up a code; false when somebody else was faster. */
export async function markProofUsed(db: Reader, id: string, now: Date): Promise<boolean> {
  const { count } = await db.emailProof.updateMany({
    where: { id, usedAt: null },
    data: { usedAt: now },
  });
  return count === 1;
}

export async function deleteProofsBefore(db: Reader, before: Date): Promise<void> {
  await db.emailProof.deleteMany({ where: { createdAt: { lt: before } } });
}

/** Remembers that a visitor has proven an address; the first time stands. */
export async function insertProvenVisitor(
  db: Reader,
  { emailKey, visitorId, at }: { emailKey: string; visitorId: string; at: Date },
): Promise<void> {
  await db.provenVisitor.upsert({
    where: { emailKey_visitorId: { emailKey, visitorId } },
    create: { emailKey, visitorId, provenAt: at },
    update: { visitorId },
  });
}

export async function findProvenVisitors(
  db: Reader,
  emailKeys: readonly string[],
): Promise<string[]> {
  const rows = await db.provenVisitor.findMany({
    where: { emailKey: { in: [...emailKeys] } },
    select: { visitorId: true },
  });
  return rows.map(({ visitorId }) => visitorId);
}
