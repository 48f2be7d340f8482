import { expect } from 'vitest';
import { bookCredit, lockBalance } from '../benefits/credit.store.ts';
import { type Db, inTransaction } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { TestHub } from './hub.ts';

type Owner = { brandId: string; emailKey: string };

/** Gives a customer credit, as if an order had earned it. */
export async function grantCredit(hub: TestHub, { brandId, emailKey }: Owner, minor: number) {
  const at = hub.clock.now();
  await inTransaction(hub.db, async (tx) => {
    await lockBalance(tx, { brandId, emailKey, currency: 'eur' });
    const idempotencyKey = `granted:${newId(at)}`;
    const amountMinor = BigInt(minor);
    await bookCredit(tx, { brandId, emailKey, kind: 'earned', amountMinor, idempotencyKey, at });
  });
}

/** The balance of a customer; 0 without one. */
export async function balanceOf(db: Db, { brandId, emailKey }: Owner): Promise<number> {
  const found = await db.creditBalance.findUnique({
    where: { brandId_emailKey: { brandId, emailKey } },
  });
  return Number(found?.balanceMinor ?? 0n);
}

/** Every balance is the sum of its entries and not negative. */
export async function expectSoundCredit(db: Db): Promise<void> {
  const entries = await db.creditEntry.findMany({ orderBy: { id: 'asc' } });
  const sums = new Map<string, bigint>();
  for (const { brandId, emailKey, amountMinor } of entries) {
    const owner = `${brandId} ${emailKey}`;
    sums.set(owner, (sums.get(owner) ?? 0n) + amountMinor);
  }
  for (const { brandId, emailKey, balanceMinor } of await db.creditBalance.findMany()) {
    expect(balanceMinor).toBe(sums.get(`${brandId} ${emailKey}`) ?? 0n);
    expect(balanceMinor).toBeGreaterThanOrEqual(0n);
  }
}
