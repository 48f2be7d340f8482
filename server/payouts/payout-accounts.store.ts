import type { Db, Reader } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';

export function findPayoutAccount(db: Reader, creatorId: string) {
  return db.payoutAccount.findUnique({ where: { creatorId } });
}

/** The account of a creator, if money can be sent to it now. */
export function findReadyAccount(db: Reader, creatorId: string) {
  return db.payoutAccount.findFirst({ where: { creatorId, transfersEnabled: true } });
}

/** Which of these creators can be paid through the payment service. */
export async function listReadyCreators(db: Reader, creatorIds: string[]): Promise<Set<string>> {
  const rows = await db.payoutAccount.findMany({
    where: { creatorId: { in: creatorIds }, transfersEnabled: true },
    select: { creatorId: true },
  });
  return new Set(rows.map(({ creatorId }) => creatorId));
}

/** Writes an account down; two requests at once were given the same one. */
export async function insertPayoutAccount(
  db: Db,
  account: Prisma.PayoutAccountUncheckedCreateInput,
): Promise<void> {
  try {
    await db.payoutAccount.create({ data: account });
  } catch (error) {
    if (!isUniqueConflict(error)) throw error;
  }
}

/** What the payment service says of an account now; nothing for one that is not ours. */
export async function savePayoutAccount(
  db: Reader,
  accountId: string,
  facts: Prisma.PayoutAccountUpdateManyMutationInput,
): Promise<void> {
  await db.payoutAccount.updateMany({ where: { accountId }, data: facts });
}

export function findCreatorForAccount(db: Reader, creatorId: string) {
  return db.creator.findUnique({
    where: { id: creatorId },
    select: { displayName: true, user: { select: { email: true } } },
  });
}
