import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../platform/db.ts';
import { testDatabases } from '../test/database.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { makeOrder, makeRefund } from '../test/orders.ts';
import { adjustCommission } from './adjust-commission.ts';
import { markReleased } from './lines.store.ts';
import { postCommission } from './post-commission.ts';
import { releaseDueCommissions } from './release-due.ts';
import { settleLine } from './settle-line.ts';

describe.each(testDatabases())('commissions on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse(engine);
  });
  afterEach(async () => {
    await expectBalancedLedger(house.hub.db);
    await house.close();
  });
  const anas = () => house.balances(house.ana.creator.id);

  it('are a share of the net: captured without tax and shipping', async () => {
    await house.sell(house.ana, { capturedMinor: 10_000, shippingMinor: 490, taxMinor: 510 });
    expect(await anas()).toEqual({ pending: 900, available: 0, paid: 0 });
  });

  it('use the rate for existing customers from the second order on', async () => {
    await house.sell(house.ana, { email: 'eve@home.test', capturedMinor: 10_000 });
    house.days(1);
    await house.sell(house.ben, { email: 'eve@home.test', capturedMinor: 10_000 });
    expect(await anas()).toMatchObject({ pending: 1000 });
    expect(await house.balances(house.ben.creator.id)).toMatchObject({ pending: 500 });
  });

  it('are posted once however often the order is decided or refunded again', async () => {
    const { id: orderId } = await house.sell(house.ana, { capturedMinor: 10_000 });
    await house.refund(orderId, 5000);
    const { hub } = house;
    await Promise.all([
      postCommission(hub, { orderId }),
      adjustCommission(hub, { orderId }),
      postCommission(hub, { orderId }),
    ]);
    expect(await anas()).toMatchObject({ pending: 500 });
    expect(await hub.db.ledgerTransaction.count()).toBe(2);
  });

  it('end at exactly 0 after three refunds of 33.33 on 99.99', async () => {
    const order = await house.sell(house.ana, { capturedMinor: 9999 });
    const seen = [(await anas()).pending];
    for (let i = 0; i < 3; i += 1) {
      await house.refund(order.id, 3333);
      seen.push((await anas()).pending);
    }
    expect(seen).toEqual([1000, 667, 333, 0]);
  });

  it('stay at 0 when shipping is refunded on top', async () => {
    const order = await house.sell(house.ana, { capturedMinor: 10_490, shippingMinor: 490 });
    await house.refund(order.id, 10_490);
    expect((await anas()).pending).toBe(0);
  });

  it('come back when a refund fails after all', async () => {
    const { id: orderId } = await house.sell(house.ana, { capturedMinor: 10_000 });
    await house.refund(orderId, 10_000);
    expect((await anas()).pending).toBe(0);
    await house.hub.db.refund.updateMany({ where: { orderId }, data: { status: 'failed' } });
    await adjustCommission(house.hub, { orderId });
    expect((await anas()).pending).toBe(1000);
  });

  it('count a refund that came before the line was opened', async () => {
    const { brand, drop, ana, hub } = house;
    const paid = await makeOrder(hub, {
      brandId: brand.id,
      drop,
      contract: ana.contract,
      capturedMinor: 10_000,
    });
    await makeRefund(hub, { orderId: paid.id, amountMinor: 4000 });
    await house.settle();
    expect((await anas()).pending).toBe(600);
    expect(await hub.db.commissionLine.findFirst()).toMatchObject({ earnedMinor: 1000n });
  });

  it('are on hold until the very moment at which the hold ends', async () => {
    const order = await house.sell(house.ana, { capturedMinor: 10_000 });
    const { clock } = house.hub;
    const end = order.capturedAt.getTime() + 30 * 86_400_000;
    clock.set(new Date(end - 1));
    expect(await releaseDueCommissions(house.hub)).toBe(0);
    clock.set(new Date(end));
    expect(await releaseDueCommissions(house.hub)).toBe(1);
    expect(await releaseDueCommissions(house.hub)).toBe(0);
    expect(await anas()).toEqual({ pending: 0, available: 1000, paid: 0 });
  });

  it('are released at the moment of their own batch, however long the run takes', async () => {
    const { hub, brand, drop, ana } = house;
    for (let n = 0; n < 51; n += 1) {
      const version = ana.contract.version;
      const contract = { id: ana.contract.id, version };
      await makeOrder(hub, { brandId: brand.id, drop, contract, claimedAt: hub.clock.now() });
    }
    await house.settle();
    house.days(31);
    const now = () => {
      hub.clock.advance(1_000);
      return hub.clock.now();
    };
    expect(await releaseDueCommissions({ ...hub, clock: { now } })).toBe(51);
    const released = await hub.db.ledgerTransaction.findMany({ where: { kind: 'release' } });
    const moments = new Set(released.map(({ at }) => at.getTime()));
    expect([released.length, moments.size]).toEqual([51, 2]);
  });

  it('are released once by two workers, with a refund in between them', async () => {
    const { id: orderId } = await house.sell(house.ana, { capturedMinor: 10_000 });
    house.days(31);
    await house.hub.db.refund.create({
      data: {
        id: 're_race',
        orderId,
        amountMinor: 5000n,
        reason: 'x',
        status: 'succeeded',
        createdAt: house.hub.clock.now(),
      },
    });
    const released = await Promise.all([
      releaseDueCommissions(house.hub),
      adjustCommission(house.hub, { orderId }),
      releaseDueCommissions(house.hub),
      adjustCommission(house.hub, { orderId }),
    ]);
    expect((released[0] ?? 0) + (released[2] ?? 0)).toBe(1);
    expect(await anas()).toEqual({ pending: 0, available: 500, paid: 0 });
  });

  it('are taken back from where they are, also when they were released while somebody looked', async () => {
    const { id: orderId } = await house.sell(house.ana, { capturedMinor: 10_000 });
    const seen = await house.hub.db.commissionLine.findFirstOrThrow({ where: { orderId } });
    house.days(31);
    await releaseDueCommissions(house.hub);
    const refund = { id: 're_half', orderId, amountMinor: 5000n, reason: 'x', status: 'succeeded' };
    await house.hub.db.refund.create({ data: { ...refund, createdAt: house.hub.clock.now() } });
    await inTransaction(house.hub.db, (tx) => settleLine(tx, seen, { at: house.hub.clock.now() }));
    expect(await anas()).toEqual({ pending: 0, available: 500, paid: 0 });
  });

  it('are available at once when a refund fails while an empty line is being released', async () => {
    const { hub, ana } = house;
    const { id: orderId } = await house.sell(ana, { capturedMinor: 10_000 });
    await house.refund(orderId, 10_000);
    house.days(31);
    await hub.db.refund.updateMany({ where: { orderId }, data: { status: 'failed' } });
    const line = await hub.db.commissionLine.findFirstOrThrow({ where: { orderId } });
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const releasing = inTransaction(hub.db, async (tx) => {
      await markReleased(tx, line.id, hub.clock.now());
      await pause(300);
    });
    await pause(100);
    await Promise.all([releasing, adjustCommission(hub, { orderId })]);
    expect(await anas()).toEqual({ pending: 0, available: 1000, paid: 0 });
  });

  it('are nothing for a creator who buys from herself, and the line says so', async () => {
    await house.sell(house.ana, { email: house.ana.creator.user.email });
    expect(await anas()).toEqual({ pending: 0, available: 0, paid: 0 });
    expect(await house.hub.db.commissionLine.findFirst()).toMatchObject({ rateBps: 0 });
  });

  it('keep every booking: the ledger refuses to change or to forget one', async () => {
    await house.sell(house.ana);
    const { db } = house.hub;
    await expect(db.ledgerEntry.updateMany({ data: { amountMinor: 1n } })).rejects.toThrow();
    await expect(db.ledgerEntry.deleteMany({})).rejects.toThrow();
    await expect(db.ledgerTransaction.updateMany({ data: { memo: '' } })).rejects.toThrow();
    await expect(db.ledgerTransaction.deleteMany({})).rejects.toThrow();
    expect((await anas()).pending).toBe(490);
  });
});
