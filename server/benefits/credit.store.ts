import type { Reader, Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { CreditKind } from '../protocol/benefits.ts';

/** Whose credit: one customer of one brand, by the key of the address. */
export type CreditOwner = { brandId: string; emailKey: string };

/**
 * Locks a customer's balance until the transaction ends, made if missing, and tells it. It is a
 * write: whatever is read afterwards stays so, on both engines.
 */
export async function lockBalance(
  tx: Tx,
  { brandId, emailKey, currency }: CreditOwner & { currency: string },
): Promise<bigint> {
  const { balanceMinor } = await tx.creditBalance.upsert({
    where: { brandId_emailKey: { brandId, emailKey } },
    create: { brandId, emailKey, currency },
    update: { balanceMinor: { increment: 0n } },
  });
  return balanceMinor;
}

export type NewCreditEntry = CreditOwner & {
  kind: CreditKind;
  /** Signed minor units. */
  amountMinor: bigint;
  idempotencyKey: string;
  orderId?: string;
  claimId?: string;
  at: Date;
};

/**
 * Books one change of a balance that the transaction has locked; false when the same thing was
 * booked before, or when more would be taken than is there. Then nothing has changed.
 */
export async function bookCredit(tx: Tx, entry: NewCreditEntry): Promise<boolean> {
  const { brandId, emailKey, amountMinor, idempotencyKey } = entry;
  if ((await tx.creditEntry.count({ where: { idempotencyKey } })) > 0) return false;
  const { count } = await tx.creditBalance.updateMany({
    where: { brandId, emailKey, balanceMinor: { gte: -amountMinor } },
    data: { balanceMinor: { increment: amountMinor } },
  });
  if (count === 0) return false;
  await tx.creditEntry.create({ data: { id: newId(entry.at), ...entry } });
  return true;
}

/** What was booked for a claim, oldest first. */
export function findEntriesOfClaim(db: Reader, claimId: string) {
  return db.creditEntry.findMany({ where: { claimId }, orderBy: { id: 'asc' } });
}

/** What was booked for an order on one balance, oldest first. */
export function findEntriesOfOrder(
  db: Reader,
  { brandId, emailKey }: CreditOwner,
  orderId: string,
) {
  return db.creditEntry.findMany({
    where: { brandId, emailKey, orderId },
    orderBy: { id: 'asc' },
  });
}

/** What an order has earned, and whose it was; null: nothing yet. */
export function findEarned(db: Reader, orderId: string) {
  return db.creditEntry.findUnique({ where: { idempotencyKey: `earned:${orderId}` } });
}

/** What an order has earned and not lost again by refunds; minor units. */
export async function sumEarned(db: Reader, orderId: string): Promise<bigint> {
  const earned = await findEarned(db, orderId);
  if (!earned) return 0n;
  const { brandId, emailKey } = earned;
  const { _sum } = await db.creditEntry.aggregate({
    where: { brandId, emailKey, orderId, kind: { in: ['earned', 'taken_back'] } },
    _sum: { amountMinor: true },
  });
  return _sum.amountMinor ?? 0n;
}

export function findBalance(db: Reader, { brandId, emailKey }: CreditOwner) {
  return db.creditBalance.findUnique({ where: { brandId_emailKey: { brandId, emailKey } } });
}

/** What of a claim its benefits depend on. */
export function findClaimForCredit(db: Reader, claimId: string) {
  return db.claim.findUnique({
    where: { id: claimId },
    select: {
      id: true,
      quote: true,
      currency: true,
      totalMinor: true,
      paidAt: true,
      releasedAt: true,
      drop: { select: { brandId: true } },
    },
  });
}

/** What of an order its benefits depend on; refunds that failed are none. */
export async function findOrderForBenefits(db: Reader, orderId: string) {
  const order = await db.order.findUnique({
    where: { id: orderId },
    select: {
      id: true,
      brandId: true,
      claimId: true,
      currency: true,
      capturedAt: true,
      capturedMinor: true,
      creditMinor: true,
      shippingMinor: true,
      customer: { select: { emailKey: true, email: true } },
      refunds: {
        where: { status: { not: 'failed' } },
        select: { amountMinor: true, status: true },
      },
    },
  });
  // A sale in the brand's own shop had no quote here, so nothing was promised with it.
  if (!order?.claimId) return null;
  const { claimId } = order;
  const claim = await db.claim.findUnique({ where: { id: claimId }, select: { quote: true } });
  return { ...order, claimId, quote: claim?.quote ?? '{}' };
}

export type OrderForBenefits = NonNullable<Awaited<ReturnType<typeof findOrderForBenefits>>>;

/** Balances of a brand by address, a page at a time. */
export function findBalances(
  db: Reader,
  {
    brandId,
    search,
    after,
    take,
  }: { brandId: string; search?: string | undefined; after?: string | undefined; take: number },
) {
  return db.creditBalance.findMany({
    where: {
      brandId,
      emailKey: { ...(search ? { contains: search } : {}), ...(after ? { gt: after } : {}) },
    },
    orderBy: { emailKey: 'asc' },
    take,
  });
}

/** When each of these balances changed last. */
export async function findLastChanges(
  db: Reader,
  { brandId, emailKeys }: { brandId: string; emailKeys: string[] },
): Promise<Map<string, Date>> {
  const rows = await db.creditEntry.groupBy({
    by: ['emailKey'],
    where: { brandId, emailKey: { in: emailKeys } },
    _max: { at: true },
  });
  return new Map(rows.flatMap(({ emailKey, _max }) => (_max.at ? [[emailKey, _max.at]] : [])));
}

/** The newest changes of one balance, with the numbers of the orders that they belong to. */
export async function findHistory(db: Reader, owner: CreditOwner, take: number) {
  const entries = await db.creditEntry.findMany({
    where: { brandId: owner.brandId, emailKey: owner.emailKey },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take,
  });
  const orders = await db.order.findMany({
    where: {
      brandId: owner.brandId,
      OR: [
        { id: { in: entries.flatMap(({ orderId }) => orderId ?? []) } },
        { claimId: { in: entries.flatMap(({ claimId }) => claimId ?? []) } },
      ],
    },
    select: { id: true, claimId: true, number: true },
  });
  const numbers = new Map(
    orders.flatMap(({ id, claimId, number }) => [
      [id, number] as const,
      [claimId, number] as const,
    ]),
  );
  return entries.map((entry) => ({
    ...entry,
    orderNumber: numbers.get(entry.orderId ?? entry.claimId ?? '') ?? null,
  }));
}
