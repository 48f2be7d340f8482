import type { Reader, Tx } from '../platform/db.ts';
import type { CodeKind } from '../protocol/codes.ts';

type NewBatch = {
  id: string;
  brandId: string;
  dropId: string;
  gateId: string;
  label: string;
  kind: CodeKind;
  createdAt: Date;
  expiresAt: Date | null;
};
type NewCode = { id: string; code: string; maxUses: number };

/** Under what a statement may carry on either engine. */
const CODES_AT_ONCE = 1_000;

/** A code that is in use anywhere is a unique conflict. */
export async function insertCodeBatch(
  tx: Tx,
  batch: NewBatch,
  codes: readonly NewCode[],
): Promise<void> {
  await tx.codeBatch.create({ data: batch });
  for (let at = 0; at < codes.length; at += CODES_AT_ONCE) {
    const some = codes.slice(at, at + CODES_AT_ONCE);
    await tx.claimCode.createMany({ data: some.map((code) => ({ ...code, batchId: batch.id })) });
  }
}

/** The batches of a brand's drop, newest first. */
export function findCodeBatches(
  db: Reader,
  { brandId, dropId }: { brandId: string; dropId: string },
) {
  return db.codeBatch.findMany({ where: { brandId, dropId }, orderBy: { id: 'desc' } });
}

export function findCodeBatch(
  db: Reader,
  { brandId, batchId }: { brandId: string; batchId: string },
) {
  return db.codeBatch.findFirst({ where: { id: batchId, brandId } });
}

/** How many codes each batch has, how many claims they allow and how many of them are taken. */
export async function sumCodes(db: Reader, batchIds: readonly string[]) {
  const rows = await db.claimCode.groupBy({
    by: ['batchId'],
    where: { batchId: { in: [...batchIds] } },
    _count: { _all: true },
    _sum: { maxUses: true, usedCount: true },
  });
  return new Map(
    rows.map(({ batchId, _count, _sum }) => [
      batchId,
      { codes: _count._all, uses: _sum.maxUses ?? 0, used: _sum.usedCount ?? 0 },
    ]),
  );
}

/** The one code of each spoken batch. */
export function findSpokenCodes(db: Reader, batchIds: readonly string[]) {
  return db.claimCode.findMany({
    where: { batchId: { in: [...batchIds] }, batch: { kind: 'spoken' } },
    select: { batchId: true, code: true },
  });
}

export function findCodesOfBatch(db: Reader, batchId: string) {
  return db.claimCode.findMany({ where: { batchId }, orderBy: { id: 'asc' } });
}

export async function isDropOfBrand(
  db: Reader,
  { brandId, dropId }: { brandId: string; dropId: string },
): Promise<boolean> {
  return (await db.drop.count({ where: { id: dropId, brandId } })) > 0;
}

/** What a typed code may be, among the codes of one drop. */
export function findCodeInDrop(db: Reader, dropId: string, codes: readonly string[]) {
  return db.claimCode.findFirst({
    where: { code: { in: [...codes] }, batch: { dropId } },
    include: { batch: true },
  });
}

/** Withdraws a batch; the first time stands. */
export async function markBatchRevoked(tx: Tx, batchId: string, at: Date): Promise<void> {
  await tx.codeBatch.updateMany({
    where: { id: batchId, revokedAt: null },
    data: { revokedAt: at },
  });
}

export async function findBatchesRevokedSince(db: Reader, since: Date): Promise<string[]> {
  const rows = await db.codeBatch.findMany({
    where: { revokedAt: { gt: since } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

export async function findCodeIds(db: Reader, batchId: string): Promise<string[]> {
  const rows = await db.claimCode.findMany({ where: { batchId }, select: { id: true } });
  return rows.map(({ id }) => id);
}
