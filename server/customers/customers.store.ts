import type { Reader, Tx } from '../platform/db.ts';
import type { BuyerKey } from './rules/customer-keys.ts';

/** A key as it is stored. */
export type StoredKey = NonNullable<Awaited<ReturnType<Tx['customerKey']['findFirst']>>>;

/** Those of these keys that the brand has seen before. */
export async function findKeys(
  db: Reader,
  brandId: string,
  keys: readonly BuyerKey[],
): Promise<StoredKey[]> {
  if (keys.length === 0) return [];
  return db.customerKey.findMany({
    where: { brandId, OR: keys.map(({ kind, value }) => ({ kind, value })) },
  });
}

/** The customer that was first seen under this address key, made if missing, in one statement. */
export async function upsertCustomer(
  tx: Tx,
  customer: {
    id: string;
    brandId: string;
    emailKey: string;
    email: string;
    name: string | null;
    stripeCustomerId: string | null;
    createdAt: Date;
  },
): Promise<string> {
  const { brandId, emailKey, email } = customer;
  const { id } = await tx.customer.upsert({
    where: { brandId_emailKey: { brandId, emailKey } },
    create: customer,
    update: { email },
    select: { id: true },
  });
  return id;
}

/**
 * Keeps everybody else from merging this customer until the transaction ends, and notes the address
 * that receipts go to. False: the customer was merged into another one in the meantime.
 */
export async function lockCustomer(tx: Tx, id: string, email: string | null): Promise<boolean> {
  const { count } = await tx.customer.updateMany({
    where: { id, mergedIntoId: null },
    data: email === null ? { mergedIntoId: null } : { email },
  });
  return count === 1;
}

/** Writes a key, or reads whose it already is; one statement, so that two at once agree. */
export async function upsertKey(tx: Tx, key: StoredKey): Promise<StoredKey> {
  const { brandId, kind, value } = key;
  return tx.customerKey.upsert({
    where: { brandId_kind_value: { brandId, kind, value } },
    create: key,
    update: { value },
  });
}

/** Notes that a key, so far only typed, was checked. */
export async function markKeyVerified(tx: Tx, keyId: string): Promise<void> {
  await tx.customerKey.update({ where: { id: keyId }, data: { isVerified: true } });
}

/** These customers of a brand who are nobody else, with what a merge has to know. */
export async function findSides(db: Reader, brandId: string, ids: readonly string[]) {
  const rows = await db.customer.findMany({
    where: { brandId, id: { in: [...ids] }, mergedIntoId: null },
    select: {
      id: true,
      orders: {
        select: { id: true, capturedAt: true },
        orderBy: [{ capturedAt: 'asc' }, { id: 'asc' }],
      },
      keys: { select: { id: true } },
    },
  });
  return rows.map(({ id, orders, keys }) => ({
    id,
    firstOrderAt: orders[0]?.capturedAt ?? null,
    orderIds: orders.map((order) => order.id),
    keyIds: keys.map((key) => key.id),
  }));
}

/** Moves orders and keys to a customer. Whose an order is, is this noun's to write once it exists. */
export async function moveTo(
  tx: Tx,
  customerId: string,
  { orderIds, keyIds }: { orderIds: readonly string[]; keyIds: readonly string[] },
): Promise<void> {
  await tx.order.updateMany({ where: { id: { in: [...orderIds] } }, data: { customerId } });
  await tx.customerKey.updateMany({ where: { id: { in: [...keyIds] } }, data: { customerId } });
}

/** Says who a customer turned out to be; null: themselves again. */
export async function setMergedInto(
  tx: Tx,
  { customerId, intoId }: { customerId: string; intoId: string | null },
): Promise<void> {
  await tx.customer.update({ where: { id: customerId }, data: { mergedIntoId: intoId } });
}

/** Orders of a customer that came by one of these keys. */
export async function listOrdersByKeys(
  db: Reader,
  { customerId, keyIds }: { customerId: string; keyIds: readonly string[] },
): Promise<string[]> {
  const keys = await db.customerKey.findMany({
    where: { id: { in: [...keyIds] } },
    select: { kind: true, value: true },
  });
  const orders = await db.order.findMany({
    where: { customerId, buyerKey: { in: keys.map(({ kind, value }) => `${kind}:${value}`) } },
    select: { id: true },
  });
  return orders.map(({ id }) => id);
}
