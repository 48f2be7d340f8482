import type { Reader, Tx } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import type { OpenEntry } from './rules/eligible-payouts.ts';

/** Available entries of a brand that no batch has taken; payouts themselves are never paid again. */
export async function listOpenEntries(db: Reader, brandId: string): Promise<OpenEntry[]> {
  const rows = await db.ledgerEntry.findMany({
    where: {
      brandId,
      account: 'creator_available',
      payoutEntry: null,
      transaction: { kind: { notIn: ['payout', 'payout_sent'] } },
    },
    select: { id: true, lineId: true, creatorId: true, amountMinor: true },
    orderBy: { id: 'asc' },
  });
  return rows.flatMap(({ id, lineId, creatorId, amountMinor }) =>
    lineId && creatorId ? [{ id, lineId, creatorId, amountMinor: toNumber(amountMinor) }] : [],
  );
}

/** A brand's contracts with their creators and every version, for the minimum payout. */
export async function listContractsForPayout(db: Reader, brandId: string) {
  const rows = await db.contract.findMany({
    where: { brandId, creatorId: { not: null } },
    include: { creator: { select: { displayName: true } }, versions: true },
  });
  return rows.map(({ creatorId, creator, endedAt, versions }) => ({
    creatorId: creatorId ?? '',
    creatorName: creator?.displayName ?? '',
    endedAt,
    versions: versions.map((version) => ({
      number: version.number,
      acceptedByBrandAt: version.acceptedByBrandAt,
      acceptedByCreatorAt: version.acceptedByCreatorAt,
      terms: contractTermsSchema.parse(JSON.parse(version.terms)),
    })),
  }));
}

/** What a brand's creators have on hold, in minor units. */
export async function sumPending(db: Reader, brandId: string): Promise<number> {
  const { _sum } = await db.ledgerEntry.aggregate({
    where: { brandId, account: 'creator_pending' },
    _sum: { amountMinor: true },
  });
  return toNumber(_sum.amountMinor ?? 0n);
}

/**
 * Opens the brand's next batch. Its number is unique, so of two workers one is refused, or waits
 * until the other one's entries are taken; read the open entries only after this.
 */
export async function insertBatch(
  tx: Tx,
  batch: { id: string; brandId: string; currency: string; createdAt: Date; createdBy: string },
): Promise<{ id: string; number: number }> {
  const { _max } = await tx.payoutBatch.aggregate({
    where: { brandId: batch.brandId },
    _max: { number: true },
  });
  return tx.payoutBatch.create({ data: { ...batch, number: (_max.number ?? 0) + 1 } });
}

/** Fixes which entries an item pays; an entry that is already in an item is refused. */
export async function insertItem(
  tx: Tx,
  item: { id: string; batchId: string; brandId: string; creatorId: string; currency: string },
  entries: readonly { id: string; amountMinor: number }[],
): Promise<void> {
  const amountMinor = entries.reduce((sum, entry) => sum + entry.amountMinor, 0);
  await tx.payoutItem.create({ data: { ...item, amountMinor: BigInt(amountMinor) } });
  await tx.payoutItemEntry.createMany({
    data: entries.map(({ id }) => ({ entryId: id, itemId: item.id })),
  });
}

export async function findBatchOfBrand(
  db: Reader,
  { brandId, batchId }: { brandId: string; batchId: string },
) {
  return db.payoutBatch.findFirst({ where: { id: batchId, brandId }, include: WITH_ITEMS });
}

export async function listBatchesOfBrand(db: Reader, brandId: string) {
  return db.payoutBatch.findMany({
    where: { brandId },
    include: WITH_ITEMS,
    orderBy: { number: 'desc' },
  });
}

const WITH_ITEMS = {
  items: { include: { _count: { select: { entries: true } } }, orderBy: { id: 'asc' } },
} as const;

export type BatchWithItems = Awaited<ReturnType<typeof listBatchesOfBrand>>[number];

/** Display names by creator, of everybody in these batches. */
export async function readCreatorNames(
  db: Reader,
  creatorIds: string[],
): Promise<Map<string, string>> {
  const rows = await db.creator.findMany({
    where: { id: { in: [...new Set(creatorIds)] } },
    select: { id: true, displayName: true },
  });
  return new Map(rows.map(({ id, displayName }) => [id, displayName]));
}

/** True when the batch was a draft and is now approved. */
export async function markApproved(
  tx: Tx,
  { batchId, at, by }: { batchId: string; at: Date; by: string },
): Promise<boolean> {
  const { count } = await tx.payoutBatch.updateMany({
    where: { id: batchId, approvedAt: null, canceledAt: null },
    data: { approvedAt: at, approvedBy: by },
  });
  return count === 1;
}

/** True when the batch was a draft and is now canceled; its entries are open again. */
export async function markCanceled(
  tx: Tx,
  { batchId, at }: { batchId: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.payoutBatch.updateMany({
    where: { id: batchId, approvedAt: null, canceledAt: null },
    data: { canceledAt: at },
  });
  if (count === 1) await tx.payoutItemEntry.deleteMany({ where: { item: { batchId } } });
  return count === 1;
}

export async function findItemOfBrand(
  db: Reader,
  { brandId, itemId }: { brandId: string; itemId: string },
) {
  return db.payoutItem.findFirst({
    where: { id: itemId, brandId },
    include: {
      batch: { select: { number: true } },
      entries: { include: { entry: { include: { line: true } } } },
    },
  });
}

/** True when the item's batch is approved and nobody had marked it before. */
export async function markItemPaid(
  tx: Tx,
  { itemId, paidAt, paidNote }: { itemId: string; paidAt: Date; paidNote: string },
): Promise<boolean> {
  const { count } = await tx.payoutItem.updateMany({
    where: { id: itemId, paidAt: null, batch: { approvedAt: { not: null } } },
    data: { paidAt, paidNote },
  });
  return count === 1;
}

/** A creator's items in batches that were not canceled, newest first. */
export async function listItemsOfCreator(db: Reader, creatorId: string) {
  return db.payoutItem.findMany({
    where: { creatorId, batch: { canceledAt: null } },
    include: { batch: { include: { brand: { select: { name: true } } } } },
    orderBy: { id: 'desc' },
  });
}
