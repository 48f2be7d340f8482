import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';
import { toNumber } from '../platform/minor.ts';

const WITH_MONEY = {
  batch: true,
  attempts: { orderBy: { number: 'asc' } },
  entries: { include: { entry: { include: { line: true } } }, orderBy: { entryId: 'asc' } },
} as const satisfies Prisma.PayoutItemInclude;

/** A payout with its batch, its tries and every entry that it ever paid. */
export type ItemWithMoney = Prisma.PayoutItemGetPayload<{ include: typeof WITH_MONEY }>;

/**
 * Keeps everybody else from sending or marking a payout until this transaction ends: a write that
 * changes nothing. Null when there is no such payout of this brand.
 */
export async function lockItem(
  tx: Tx,
  { brandId, itemId }: { brandId: string; itemId: string },
): Promise<ItemWithMoney | null> {
  await tx.payoutItem.updateMany({
    where: { id: itemId, brandId },
    data: { attempt: { increment: 0 } },
  });
  return tx.payoutItem.findFirst({ where: { id: itemId, brandId }, include: WITH_MONEY });
}

/** The entries that one try of a payout pays, line by line. */
export function entriesOfAttempt(item: ItemWithMoney, number: number) {
  return item.entries.flatMap(({ attempt, entry }) =>
    attempt === number && entry.line
      ? [{ line: entry.line, lineId: entry.line.id, amountMinor: toNumber(entry.amountMinor) }]
      : [],
  );
}

/** Available entries that a booking made and no payout has taken since. */
export function findFreeEntries(db: Reader, idempotencyKey: string) {
  return db.ledgerEntry.findMany({
    where: {
      account: 'creator_available',
      payoutEntry: null,
      transaction: { idempotencyKey },
    },
    include: { line: true },
  });
}

/** Takes entries into a try; one that another payout has taken meanwhile is a unique conflict. */
export async function takeEntries(
  tx: Tx,
  { itemId, attempt, entryIds }: { itemId: string; attempt: number; entryIds: string[] },
): Promise<void> {
  await tx.payoutItemEntry.createMany({
    data: entryIds.map((entryId) => ({ entryId, itemId, attempt })),
  });
}

export async function changeItem(
  tx: Tx,
  itemId: string,
  change: Prisma.PayoutItemUpdateManyMutationInput,
): Promise<void> {
  await tx.payoutItem.updateMany({ where: { id: itemId }, data: change });
}

export async function insertAttempt(
  tx: Tx,
  attempt: Prisma.PayoutAttemptUncheckedCreateInput,
): Promise<void> {
  await tx.payoutAttempt.create({ data: attempt });
}

/** True when the try was in this status and now is what `change` says. */
export async function moveAttempt(
  tx: Tx,
  { id, from }: { id: string; from: readonly string[] },
  change: Prisma.PayoutAttemptUpdateManyMutationInput,
): Promise<boolean> {
  const { count } = await tx.payoutAttempt.updateMany({
    where: { id, status: { in: [...from] } },
    data: change,
  });
  return count === 1;
}

/** True when nobody had written down that this much came back. */
export async function moveReturned(
  tx: Tx,
  attemptId: string,
  { before, now }: { before: number; now: number },
): Promise<boolean> {
  const { count } = await tx.payoutAttempt.updateMany({
    where: { id: attemptId, returnedMinor: BigInt(before) },
    data: { returnedMinor: BigInt(now) },
  });
  return count === 1;
}

export function findAttempt(db: Reader, attemptId: string) {
  return db.payoutAttempt.findUnique({ where: { id: attemptId }, include: { item: true } });
}
export type AttemptWithItem = NonNullable<Awaited<ReturnType<typeof findAttempt>>>;

/** The try that a transfer belongs to, also when we never heard of the transfer itself. */
export function findAttemptOfTransfer(
  db: Reader,
  { transferId, group }: { transferId: string; group: string | null },
): Promise<AttemptWithItem | null> {
  return db.payoutAttempt.findFirst({
    where: { OR: [{ transferId }, ...(group ? [{ idempotencyKey: group }] : [])] },
    include: { item: true },
  });
}

/** Tries whose money arrived in the creator's account as these payments. */
export function findAttemptsOfPayments(
  db: Reader,
  destinationPaymentIds: string[],
): Promise<AttemptWithItem[]> {
  return db.payoutAttempt.findMany({
    where: { destinationPaymentId: { in: destinationPaymentIds } },
    include: { item: true },
  });
}

/** Tries under way whose worker has not been heard of; all of them when `accountId` is given. */
export function findAttemptsUnderWay(
  db: Reader,
  which: { leaseBefore?: Date; accountId?: string },
): Promise<{ id: string; leaseUntil: Date }[]> {
  return db.payoutAttempt.findMany({
    where: {
      status: 'sending',
      ...(which.leaseBefore ? { leaseUntil: { lte: which.leaseBefore } } : {}),
      ...(which.accountId ? { accountId: which.accountId } : {}),
    },
    select: { id: true, leaseUntil: true },
    orderBy: { id: 'asc' },
  });
}

/** Takes a try from a worker that has not been heard of; false when somebody else did. */
export async function takeLease(
  db: Reader,
  { id, leaseUntil }: { id: string; leaseUntil: Date },
  until: Date,
): Promise<boolean> {
  const { count } = await db.payoutAttempt.updateMany({
    where: { id, status: 'sending', leaseUntil },
    data: { leaseUntil: until },
  });
  return count === 1;
}

/** Accounts with money that was sent and has not arrived, with the start of the oldest try. */
export async function listAccountsInFlight(db: Reader) {
  const rows = await db.payoutAttempt.groupBy({
    by: ['accountId'],
    where: { status: 'sent' },
    _min: { startedAt: true },
  });
  return rows.flatMap(({ accountId, _min }) =>
    _min.startedAt ? [{ accountId, since: _min.startedAt }] : [],
  );
}

/** Transfers made since a moment of which not all has come back. */
export function listSentTransfers(db: Reader, since: Date) {
  return db.payoutAttempt.findMany({
    where: {
      status: { in: ['sent', 'paid'] },
      startedAt: { gte: since },
      transferId: { not: null },
    },
    select: { transferId: true },
    orderBy: { id: 'asc' },
  });
}
