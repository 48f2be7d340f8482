import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { inTransaction, type OpenDatabase, type Tx } from './db.ts';

const AT = new Date('2026-01-01T00:00:00Z');

describe.each(testDatabases())('what the database itself refuses on %s', (engine) => {
  let open: OpenDatabase;
  beforeAll(async () => {
    open = await createTestDatabase(engine);
    await seed(open);
  });
  afterAll(() => open.close());

  it('refuses a pool with a negative bucket or with buckets that are not the capacity', async () => {
    const { stockPool } = open.db;
    const where = { id: 'pool' };
    await expect(stockPool.update({ where, data: { available: 11, held: -1 } })).rejects.toThrow();
    await expect(stockPool.update({ where, data: { available: 9 } })).rejects.toThrow();
    await stockPool.update({ where, data: { available: 8, held: 2 } });
  });

  it('refuses units in use below zero', async () => {
    const { customerAllowance } = open.db;
    const data = { dropId: 'drop', customerKey: 'k', usedUnits: -1 };
    await expect(customerAllowance.create({ data })).rejects.toThrow();
  });

  it('refuses to change or delete the ledger, and says why', async () => {
    const { ledgerEntry, ledgerTransaction } = open.db;
    await expect(ledgerEntry.updateMany({ data: { amountMinor: 1n } })).rejects.toThrow(
      'rows are never changed',
    );
    await expect(ledgerTransaction.updateMany({ data: { memo: 'x' } })).rejects.toThrow(
      'rows are never changed',
    );
    const real = { where: { brandId: 'real' } };
    await expect(ledgerEntry.deleteMany(real)).rejects.toThrow('rows are never deleted');
    await expect(ledgerTransaction.deleteMany(real)).rejects.toThrow('rows are never deleted');
  });

  it('lets the ledger of a demo brand be deleted', async () => {
    const demo = { where: { brandId: 'demo' } };
    expect(await open.db.ledgerEntry.deleteMany(demo)).toEqual({ count: 2 });
    expect(await open.db.ledgerTransaction.deleteMany(demo)).toEqual({ count: 1 });
  });

  it('refuses money of a brand that is gone', async () => {
    const data = booking('gone', { id: 'late', minusMinor: -10n });
    await expect(open.db.ledgerTransaction.create({ data })).rejects.toThrow('its brand is gone');
    const by = { id: 'late', creatorId: 'c', contractId: 'contract', contractVersionId: 'version' };
    const worth = { currency: 'eur', baseMinor: 0n, earnedMinor: 1n };
    const line = {
      ...{ ...by, ...worth, brandId: 'gone', kind: 'drop_fee', rateKind: 'existing', rateBps: 0 },
      ...{ earnedAt: AT, holdUntil: AT },
    };
    const lines = open.db.commissionLine.create({ data: line });
    await expect(lines).rejects.toThrow('its brand is gone');
  });

  it.each([
    ['does not sum to zero', 9n, 'eur'],
    ['sums to zero over two currencies, and in neither', 10n, 'usd'],
  ])('refuses to commit a transaction that %s', async (_, minusMinor, currency) => {
    const { ledgerTransaction, ledgerEntry, brand } = open.db;
    const data = booking('real', { id: 'odd', minusMinor: -minusMinor, currency });
    await expect(ledgerTransaction.create({ data })).rejects.toThrow();
    const within = inTransaction(open.db, (tx) => tx.ledgerTransaction.create({ data }));
    await expect(within).rejects.toThrow();
    expect(await ledgerTransaction.count({ where: { id: 'odd' } })).toBe(0);
    expect(await ledgerEntry.count({ where: { transactionId: 'odd' } })).toBe(0);
    // Whoever comes next finds no transaction open.
    await brand.update({ where: { id: 'real' }, data: { name: 'Real' } });
  });

  it('refuses an entry that comes to a transaction later', async () => {
    const common = { brandId: 'real', currency: 'eur', at: AT, account: 'creator_pending' };
    const data = { ...common, id: 'late', transactionId: 'tx-real', amountMinor: 1n };
    await expect(open.db.ledgerEntry.create({ data })).rejects.toThrow();
    const inTwo = (tx: Tx, minor: bigint) =>
      tx.ledgerEntry.create({ data: { ...data, id: `late${minor}`, amountMinor: minor } });
    await inTransaction(open.db, async (tx) => {
      for (const minor of [1n, 2n, -3n]) await inTwo(tx, minor);
    });
    await expectBalancedLedger(open.db);
  });

  it('refuses other terms in a version and a second answer to it', async () => {
    const { contractVersion } = open.db;
    const where = { id: 'version' };
    await expect(contractVersion.update({ where, data: { terms: '{"a":1}' } })).rejects.toThrow(
      'terms never change',
    );
    await contractVersion.update({ where, data: { acceptedByBrandAt: AT } });
    const again = contractVersion.update({ where, data: { acceptedByBrandAt: new Date() } });
    await expect(again).rejects.toThrow('an answer is given once');
  });

  it.runIf(engine === 'sqlite')('refuses money and times that are not integers', async () => {
    const { db } = open;
    const money = db.$executeRaw`UPDATE "sku" SET "priceMinor" = 10.5`;
    await expect(money).rejects.toThrow('money and times must be integers');
    const time = db.$executeRaw`UPDATE "sku" SET "createdAt" = CURRENT_TIMESTAMP`;
    await expect(time).rejects.toThrow('money and times must be integers');
  });
});

async function makeBrand(db: OpenDatabase['db'], id: string): Promise<void> {
  const isDemo = id === 'demo';
  await db.brand.create({
    data: { id, slug: id, name: id, currency: 'eur', timeZone: 'UTC', isDemo, createdAt: AT },
  });
}

async function seed({ db }: OpenDatabase): Promise<void> {
  for (const id of ['real', 'demo']) {
    await makeBrand(db, id);
    await db.ledgerTransaction.create({ data: booking(id, { id: `tx-${id}`, minusMinor: -10n }) });
  }
  const owned = { brandId: 'real', createdAt: AT };
  await db.contract.create({ data: { ...owned, id: 'contract', invitedEmail: 'a@example.com' } });
  await db.contractVersion.create({
    data: {
      id: 'version',
      contractId: 'contract',
      number: 1,
      terms: '{}',
      termsHash: 'h',
      proposedBy: 'brand',
      proposedAt: AT,
    },
  });
  await db.product.create({ data: { ...owned, id: 'product', name: 'Leggings' } });
  await db.sku.create({
    data: {
      ...owned,
      id: 'sku',
      productId: 'product',
      code: 'L-1',
      title: 'Moss / M',
      priceMinor: 4900n,
      costMinor: 1900n,
    },
  });
  await db.drop.create({
    data: { ...owned, id: 'drop', slug: 'drop', title: 'Drop', startsAt: AT, endsAt: AT },
  });
  await db.stockPool.create({
    data: { id: 'pool', dropId: 'drop', skuId: 'sku', capacity: 10, available: 10 },
  });
}

function booking(
  brandId: string,
  { id, minusMinor, currency }: { id: string; minusMinor: bigint; currency?: string },
) {
  const common = { brandId, currency: 'eur', at: AT };
  const other = currency ? { currency } : {};
  const entries = {
    create: [
      { ...common, id: `${id}-plus`, account: 'creator_pending', amountMinor: 10n },
      { ...common, id: `${id}-minus`, account: 'brand_payable', amountMinor: minusMinor, ...other },
    ],
  };
  return { ...common, id, idempotencyKey: id, kind: 'commission', memo: '', entries };
}
