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
      effectiveAt: version.effectiveAt,
      endedFrom: version.endedFrom,
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
  items: {
    include: {
      attempts: { orderBy: { number: 'asc' } },
      entries: { select: { attempt: true } },
    },
    orderBy: { id: 'asc' },
  },
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
  if (count === 1) await markLocked(tx, { batchId, at, by });
  return count === 1;
}

/** True when the batch was a draft and its entries are now fixed. */
export async function markLocked(
  tx: Tx,
  { batchId, at, by }: { batchId: string; at: Date; by: string },
): Promise<boolean> {
  const { count } = await tx.payoutBatch.updateMany({
    where: { id: batchId, lockedAt: null, canceledAt: null },
    data: { lockedAt: at, lockedBy: by },
  });
  return count === 1;
}

/** Leaves a payout out of a draft; its entries are open again. False when it is no draft (any more). */
export async function deleteDraftItem(
  tx: Tx,
  { brandId, itemId }: { brandId: string; itemId: string },
): Promise<boolean> {
  const draft = { approvedAt: null, lockedAt: null, canceledAt: null };
  const { count } = await tx.payoutItem.deleteMany({
    where: { id: itemId, brandId, batch: draft },
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

/** A payout with the orders behind every entry that its current try pays. */
export function findItemWithOrders(
  db: Reader,
  { brandId, itemId }: { brandId: string; itemId: string },
) {
  return db.payoutItem.findFirst({
    where: { id: itemId, brandId },
    include: {
      entries: {
        orderBy: { entryId: 'asc' },
        include: { entry: { include: { transaction: true, line: true } } },
      },
    },
  });
}

/** Lines of a brand with an open hold, oldest first, with what is set aside on each. */
export async function listHeldLines(db: Reader, brandId: string) {
  const holds = await db.commissionHold.findMany({
    where: { brandId, releasedAt: null },
    include: {
      line: {
        select: {
          id: true,
          creatorId: true,
          currency: true,
          orderId: true,
          entries: { where: { account: 'creator_held' }, select: { amountMinor: true } },
        },
      },
    },
    orderBy: { heldAt: 'asc' },
    take: 200,
  });
  return holds.map(({ line, reason, heldAt }) => ({
    lineId: line.id,
    creatorId: line.creatorId,
    currency: line.currency,
    orderId: line.orderId,
    reason,
    heldAt,
    heldMinor: line.entries.reduce((sum, { amountMinor }) => sum + toNumber(amountMinor), 0),
  }));
}

/** A creator's items in batches that were not canceled, newest first. */
export async function listItemsOfCreator(db: Reader, creatorId: string) {
  return db.payoutItem.findMany({
    where: { creatorId, batch: { canceledAt: null } },
    include: { attempts: true, batch: { include: { brand: { select: { name: true } } } } },
    orderBy: { id: 'desc' },
  });
}
