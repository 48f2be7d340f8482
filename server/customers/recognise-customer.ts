import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import {
  findKeys,
  lockCustomer,
  markKeyVerified,
  type StoredKey,
  upsertCustomer,
  upsertKey,
} from './customers.store.ts';
import { mergeSides } from './merge-sides.ts';
import { wasUndone } from './merges.store.ts';
import { type BuyerFacts, type BuyerKey, keysOfBuyer, textOfKey } from './rules/customer-keys.ts';

type Buyer = BuyerFacts & { brandId: string; name: string | null; at: Date };

/**
 * Finds the customer behind a purchase by the strongest key that the brand has seen, or makes one,
 * and keeps every key that is new. When verified keys of one purchase name two customers, these were
 * one person all along and are merged, unless somebody has taken them apart before. The customer's
 * row stays locked until the transaction ends, so that the order that is written with it is not
 * missed by a merge. `buyerKey` belongs on that order.
 */
export async function recogniseCustomer(
  tx: Tx,
  buyer: Buyer,
): Promise<{ customerId: string; buyerKey: string }> {
  const keys = keysOfBuyer(buyer);
  const [strongest] = keys;
  invariant(strongest, 'a buyer has at least one key');
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const known = inOrderOf(keys, await findKeys(tx, buyer.brandId, keys));
    const by = known[0];
    const customerId = by?.customerId ?? (await makeCustomer(tx, buyer, keys));
    if (!(await lockCustomer(tx, customerId, buyer.email ?? buyer.provenEmail ?? null))) continue;
    const all = await keepKeys(tx, { ...buyer, customerId }, { keys, known });
    const keptId = await mergeSharers(tx, { ...buyer, customerId }, all);
    return { customerId: keptId, buyerKey: textOfKey(keyOf(keys, by) ?? strongest) };
  }
  throw new Error('a customer was merged again and again while an order was written');
}

const ATTEMPTS = 5;

/** Stored keys in the order of strength of what they were looked up by. */
function inOrderOf(keys: readonly BuyerKey[], stored: readonly StoredKey[]): StoredKey[] {
  return keys.flatMap(({ kind, value }) =>
    stored.filter((one) => one.kind === kind && one.value === value),
  );
}

function keyOf(keys: readonly BuyerKey[], stored: StoredKey | undefined): BuyerKey | undefined {
  return keys.find(({ kind, value }) => kind === stored?.kind && value === stored.value);
}

/** A new customer under the first address, or under the strongest key where there is none. */
async function makeCustomer(tx: Tx, buyer: Buyer, keys: readonly BuyerKey[]): Promise<string> {
  const address = keys.find(({ kind }) => kind === 'email');
  const [strongest] = keys;
  invariant(strongest, 'a buyer has at least one key');
  return upsertCustomer(tx, {
    id: newId(buyer.at),
    brandId: buyer.brandId,
    emailKey: address?.value ?? textOfKey(strongest),
    email: buyer.email ?? buyer.provenEmail ?? '',
    name: buyer.name,
    stripeCustomerId: buyer.stripeCustomerId ?? null,
    createdAt: buyer.at,
  });
}

async function keepKeys(
  tx: Tx,
  { brandId, customerId, at }: Buyer & { customerId: string },
  { keys, known }: { keys: readonly BuyerKey[]; known: readonly StoredKey[] },
): Promise<StoredKey[]> {
  const all: StoredKey[] = [];
  for (const { kind, value, isVerified } of keys) {
    const row = { id: newId(at), brandId, kind, value, customerId, isVerified, seenAt: at };
    const stored =
      known.find((one) => one.kind === kind && one.value === value) ?? (await upsertKey(tx, row));
    if (isVerified && !stored.isVerified) await markKeyVerified(tx, stored.id);
    all.push({ ...stored, isVerified: stored.isVerified || isVerified });
  }
  return all;
}

/** Merges whoever a checked key of this purchase names beside its customer. */
async function mergeSharers(
  tx: Tx,
  { brandId, customerId, at, ...buyer }: Buyer & { customerId: string },
  stored: readonly StoredKey[],
): Promise<string> {
  const isChecked = new Set(
    keysOfBuyer(buyer).flatMap((key) => (key.isVerified ? [textOfKey(key)] : [])),
  );
  let keptId = customerId;
  for (const { kind, value, customerId: otherId } of stored) {
    if (otherId === customerId || otherId === keptId || !isChecked.has(`${kind}:${value}`))
      continue;
    if (await wasUndone(tx, keptId, otherId)) continue;
    const merged = await mergeSides(tx, {
      ...{ brandId, at, by: null, cause: 'shared_key' as const, reason: kind },
      customerIds: [keptId, otherId],
    });
    if (merged) keptId = merged.keptId;
  }
  return keptId;
}
