import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDatabases } from '../test/database.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { approveBatch } from './approve-batch.ts';
import { createBatch } from './create-batch.ts';
import { holdLine } from './hold-line.ts';
import { listEarnings } from './list-earnings.ts';
import { markPaid } from './mark-paid.ts';
import { releaseDueCommissions } from './release-due.ts';
import { releaseHold } from './release-hold.ts';

describe.each(testDatabases())('holds on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse(engine);
  });
  afterEach(async () => {
    await expectBalancedLedger(house.hub.db);
    await house.close();
  });
  const anas = () => house.balances(house.ana.creator.id);
  const release = () => releaseDueCommissions(house.hub);
  const earning = async () => (await listEarnings(house.hub, ana(), { cursor: null })).lines[0];
  const ana = () => ({ ...house.ana.creator, timeZone: 'UTC' });
  async function sold(capturedMinor = 10_000) {
    const order = await house.sell(house.ana, { capturedMinor });
    const line = await house.hub.db.commissionLine.findFirstOrThrow({
      where: { orderId: order.id },
    });
    return { orderId: order.id, lineId: line.id };
  }
  const fraud = (lineId: string, cause = 'fraud:1') => ({
    lineId,
    cause,
    reason: 'FRAUD_HOLD',
    note: 'three cards in one minute',
    by: house.brand.owner.id,
  });
  async function payAll() {
    const by = house.brand.owner.id;
    const { id: batchId, items } = await createBatch(house.hub, house.brand, { createdBy: by });
    await approveBatch(house.hub, { brandId: house.brand.id, batchId, approvedBy: by });
    for (const { id } of items) {
      await markPaid(house.hub, { brandId: house.brand.id, itemId: id, note: '' });
    }
  }

  it('keep pending money from its release until somebody decides, however long that takes', async () => {
    const { lineId } = await sold();
    await holdLine(house.hub, fraud(lineId));
    expect(await anas()).toEqual({ pending: 0, available: 0, paid: 0, held: 1000 });
    house.days(90);
    expect(await release()).toBe(0);
    expect(await earning()).toMatchObject({ state: 'held' });
    expect(await releaseHold(house.hub, fraud(lineId))).toBe(true);
    expect(await anas()).toEqual({ pending: 1000, available: 0, paid: 0 });
    expect(await release()).toBe(1);
    expect(await anas()).toEqual({ pending: 0, available: 1000, paid: 0 });
  });

  it('keep available money, and give it back where it was', async () => {
    const { lineId } = await sold();
    house.days(30);
    await release();
    await holdLine(house.hub, fraud(lineId));
    expect(await anas()).toEqual({ pending: 0, available: 0, paid: 0, held: 1000 });
    await expect(payAll()).rejects.toMatchObject({ code: 'nothing_to_pay' });
    await releaseHold(house.hub, fraud(lineId));
    expect(await anas()).toEqual({ pending: 0, available: 1000, paid: 0 });
  });

  it('of several causes all have to be over', async () => {
    const { lineId } = await sold();
    await holdLine(house.hub, fraud(lineId));
    await holdLine(house.hub, fraud(lineId, 'fraud:2'));
    await releaseHold(house.hub, fraud(lineId));
    expect(await anas()).toMatchObject({ held: 1000 });
    await releaseHold(house.hub, fraud(lineId, 'fraud:2'));
    expect(await anas()).toEqual({ pending: 1000, available: 0, paid: 0 });
  });

  it('are set and released once by workers who do it at once', async () => {
    const { lineId } = await sold();
    house.days(30);
    await Promise.all([
      holdLine(house.hub, fraud(lineId)),
      release(),
      holdLine(house.hub, fraud(lineId)),
    ]);
    expect(await anas()).toEqual({ pending: 0, available: 0, paid: 0, held: 1000 });
    const released = await Promise.all([
      releaseHold(house.hub, fraud(lineId)),
      releaseHold(house.hub, fraud(lineId)),
    ]);
    expect(released.filter(Boolean)).toHaveLength(1);
    await release();
    expect(await anas()).toEqual({ pending: 0, available: 1000, paid: 0 });
  });

  it('say who decided what, why and when', async () => {
    const { lineId } = await sold();
    await holdLine(house.hub, fraud(lineId));
    house.days(2);
    await releaseHold(house.hub, { ...fraud(lineId), by: 'judge' });
    expect(await house.hub.db.commissionHold.findFirst()).toMatchObject({
      reason: 'FRAUD_HOLD',
      note: 'three cards in one minute',
      heldBy: house.brand.owner.id,
      releasedBy: 'judge',
      releasedAt: house.hub.clock.now(),
    });
  });

  it('let refunds through: they take from what is held first', async () => {
    const { lineId, orderId } = await sold();
    await holdLine(house.hub, fraud(lineId));
    await house.refund(orderId, 4000);
    expect(await anas()).toEqual({ pending: 0, available: 0, paid: 0, held: 600 });
    await house.refund(orderId, 6000);
    expect(await anas()).toEqual({ pending: 0, available: 0, paid: 0 });
  });

  describe('for a dispute', () => {
    it('take the disputed share back and keep the rest until the bank has decided', async () => {
      const { orderId } = await sold();
      await house.dispute(orderId, { amountMinor: 4000 });
      expect(await anas()).toEqual({ pending: 0, available: 0, paid: 0, held: 600 });
      house.days(60);
      expect(await release()).toBe(0);
      expect((await earning())?.stateSentence).toContain('the payment is disputed');
      await house.dispute(orderId, { amountMinor: 4000, status: 'won' });
      expect(await anas()).toEqual({ pending: 1000, available: 0, paid: 0 });
      await release();
      expect(await anas()).toEqual({ pending: 0, available: 1000, paid: 0 });
    });

    it('that is lost leave what was not disputed', async () => {
      const { orderId } = await sold();
      await house.dispute(orderId, { amountMinor: 4000 });
      await house.dispute(orderId, { amountMinor: 4000, status: 'lost' });
      expect(await anas()).toEqual({ pending: 600, available: 0, paid: 0 });
    });

    it('deduct once what is refunded and disputed', async () => {
      const { orderId } = await sold();
      await house.dispute(orderId, { amountMinor: 10_000 });
      await house.refund(orderId, 10_000);
      expect(await anas()).toEqual({ pending: 0, available: 0, paid: 0 });
      await house.dispute(orderId, { amountMinor: 10_000, status: 'won' });
      expect(await anas()).toEqual({ pending: 0, available: 0, paid: 0 });
    });

    it('after the payout make a debt that the next batch nets, and a won one undoes', async () => {
      const { orderId } = await sold();
      house.days(30);
      await release();
      await payAll();
      await house.dispute(orderId, { amountMinor: 10_000 });
      expect(await anas()).toEqual({ pending: 0, available: -1000, paid: 1000 });
      await house.dispute(orderId, { amountMinor: 10_000, status: 'won' });
      expect(await anas()).toEqual({ pending: 0, available: 0, paid: 1000 });
    });

    it('of two disputes end with the second one', async () => {
      const order = await house.sell(house.ana, { capturedMinor: 10_000 });
      await house.dispute(order.id, { amountMinor: 2000 });
      await house.dispute(order.id, { id: 'du_2', amountMinor: 3000 });
      expect(await anas()).toEqual({ pending: 0, available: 0, paid: 0, held: 500 });
      await house.dispute(order.id, { amountMinor: 2000, status: 'lost' });
      expect(await anas()).toEqual({ pending: 0, available: 0, paid: 0, held: 500 });
      await house.dispute(order.id, { id: 'du_2', amountMinor: 3000, status: 'won' });
      expect(await anas()).toEqual({ pending: 800, available: 0, paid: 0 });
    });
  });
});
