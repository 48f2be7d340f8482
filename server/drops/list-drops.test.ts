import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { disputedMoneyOf } from '../checkout/rules/disputed-money.ts';
import { disputedMinor, netOfOrder } from '../checkout/rules/net-of-order.ts';
import { bookDropFees } from '../payouts/book-drop-fees.ts';
import { newId } from '../platform/ids.ts';
import { toNumber } from '../platform/minor.ts';
import { testDatabases } from '../test/database.ts';
import { makeDrop, makeSku } from '../test/factories.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { makeOrder } from '../test/orders.ts';
import { listDrops } from './list-drops.ts';
import { readDrop } from './read-drop.ts';

const minor = fc.integer({ min: 0, max: 3000 });
const sale = fc.record({
  at: fc.nat(2),
  itemsMinor: fc.integer({ min: 1, max: 9000 }),
  ...{ taxMinor: minor, shippingMinor: minor, costMinor: minor },
  refunds: fc.array(
    fc.record({ amountMinor: minor, status: fc.constantFrom('succeeded', 'pending', 'failed') }),
    { maxLength: 3 },
  ),
  disputes: fc.array(
    fc.record({ amountMinor: minor, status: fc.constantFrom('inquiry', 'open', 'won', 'lost') }),
    { maxLength: 2 },
  ),
});
type Sale = typeof sale extends fc.Arbitrary<infer S> ? S : never;

describe.each(testDatabases())('the list of drops on %s', (engine) => {
  let house: MoneyHouse;
  let drops: MoneyHouse['drop'][];
  beforeEach(async () => {
    house = await openMoneyHouse(engine, { dropFeeMinor: 700 });
    const { hub, brand, ana } = house;
    const { id: skuId } = await makeSku(hub, { brandId: brand.id });
    const given = { brandId: brand.id, skuId, contractIds: [ana.contract.id], units: 5 };
    drops = [house.drop, await makeDrop(hub, given), await makeDrop(hub, given)];
  });
  afterEach(() => house.close());

  async function sell({ at, itemsMinor, refunds, disputes, ...money }: Sale) {
    const { hub, brand, ana } = house;
    const drop = drops[at] ?? house.drop;
    const capturedMinor = itemsMinor + money.taxMinor + money.shippingMinor;
    const sold = { brandId: brand.id, drop, contract: ana.contract, capturedMinor, ...money };
    const { id: orderId } = await makeOrder(hub, sold);
    const createdAt = hub.clock.now();
    for (const { amountMinor, status } of refunds) {
      const data = { orderId, amountMinor: BigInt(amountMinor), status, reason: '', createdAt };
      await hub.db.refund.create({ data: { id: newId(createdAt), ...data } });
    }
    for (const { amountMinor, status } of disputes) {
      const dispute = { orderId, amountMinor: BigInt(amountMinor), status, reason: '' };
      const data = { id: newId(createdAt), currency: 'eur', openedAt: createdAt, ...dispute };
      await hub.db.dispute.create({ data });
    }
  }

  it('shows what the orders of each drop are worth by the rule of one order, and what creators have', async () => {
    const { hub, brand } = house;
    for (const one of fc.sample(sale, { numRuns: 25, seed: 11 })) await sell(one);
    await house.settle();
    house.days(2);
    await bookDropFees(hub);
    const listed = await listDrops(hub, brand.id);
    for (const { id: dropId } of drops) {
      const expected = await sumOneByOne(dropId);
      const row = listed.find(({ id }) => id === dropId);
      expect(row).toMatchObject({ orders: expected.orders, netRevenueMinor: expected.netMinor });
      const { money, ...page } = await readDrop(hub, { brandId: brand.id, dropId });
      expect(page).toMatchObject({ orders: expected.orders, netRevenueMinor: expected.netMinor });
      const { captured, refunded, shipping, cost, commission } = money;
      expect([refunded.minor, cost.minor]).toEqual([expected.refundedMinor, expected.costMinor]);
      expect(captured.minor - refunded.minor - shipping.minor - expected.taxMinor).toBe(
        expected.netMinor,
      );
      expect(commission.minor).toBe(expected.commissionMinor);
      expect(commission.minor).toBeGreaterThan(700);
    }
  });

  it('reads as much for a drop with many orders as for one with few', async () => {
    const one = { itemsMinor: 5000, taxMinor: 0, shippingMinor: 400, costMinor: 100, disputes: [] };
    const refunds = [{ amountMinor: 5200, status: 'succeeded' as const }];
    for (let at = 0; at < 3; at += 1) await sell({ ...one, at, refunds });
    await house.settle();
    const countRead = watchAnswers();
    const few = await countRead(() => listDrops(house.hub, house.brand.id));
    for (let more = 0; more < 20; more += 1) await sell({ ...one, at: more % 3, refunds });
    await house.settle();
    const many = await countRead(() => listDrops(house.hub, house.brand.id));
    expect(few).toBeGreaterThan(3);
    expect(many).toBe(few);
  });

  /** The figures of a drop from every order, refund, dispute and entry of it. */
  async function sumOneByOne(dropId: string) {
    const { db } = house.hub;
    const stored = await db.order.findMany({
      where: { dropId },
      include: { refunds: { where: { status: 'succeeded' } }, disputes: true },
    });
    const orders = stored.map((order) => ({
      costMinor: toNumber(order.costMinor),
      capturedMinor: toNumber(order.capturedMinor),
      taxMinor: toNumber(order.taxMinor),
      shippingMinor: toNumber(order.shippingMinor),
      refunds: order.refunds.map(({ amountMinor, createdAt: at }) => ({
        amountMinor: toNumber(amountMinor),
        at,
      })),
      disputes: order.disputes.map(disputedMoneyOf),
    }));
    const entries = await db.ledgerEntry.findMany({
      where: { account: 'brand_payable', lineId: { not: null } },
      include: { line: { include: { order: true } } },
    });
    const own = entries.filter(({ line }) => (line?.feeDropId ?? line?.order?.dropId) === dropId);
    const sum = (of: (order: (typeof orders)[number]) => number) =>
      orders.reduce((total, order) => total + of(order), 0);
    return {
      orders: orders.length,
      netMinor: sum((order) => netOfOrder(order)),
      taxMinor: sum(({ taxMinor }) => taxMinor),
      costMinor: sum(({ costMinor }) => costMinor),
      refundedMinor: sum(({ refunds, disputes, capturedMinor }) => {
        const refunded = refunds.reduce((total, { amountMinor }) => total + amountMinor, 0);
        return Math.min(capturedMinor, refunded + disputedMinor(disputes));
      }),
      commissionMinor: -own.reduce((total, { amountMinor }) => total + toNumber(amountMinor), 0),
    };
  }

  /** Counts the things that the database answers with, however it is asked. */
  function watchAnswers() {
    const { db } = house.hub;
    const tables = [db.drop, db.order, db.refund, db.dispute, db.ledgerEntry, db.commissionLine];
    const answers = [
      vi.spyOn(db, '$queryRaw'),
      ...tables.map((one) => vi.spyOn(one as typeof db.drop, 'findMany')),
    ];
    return async (read: () => Promise<unknown>): Promise<number> => {
      for (const spy of answers) spy.mockClear();
      await read();
      const asked = answers.flatMap(({ mock }) => mock.results.map(({ value }) => value));
      return thingsIn(await Promise.all(asked));
    };
  }
});

function thingsIn(value: unknown): number {
  if (typeof value === 'string' && value.startsWith('[')) return thingsIn(JSON.parse(value));
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, one) => sum + thingsIn(one), 1);
}
