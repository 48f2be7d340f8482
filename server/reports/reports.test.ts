import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explainOrder } from '../attribution/explain-order.ts';
import { readContractLtv } from '../attribution/read-contract-ltv.ts';
import { readSettledLtv } from '../attribution/read-settled-ltv.ts';
import { readDrop } from '../drops/read-drop.ts';
import { approveBatch } from '../payouts/approve-batch.ts';
import { createBatch } from '../payouts/create-batch.ts';
import { markPaid } from '../payouts/mark-paid.ts';
import { releaseDueCommissions } from '../payouts/release-due.ts';
import { testDatabases } from '../test/database.ts';
import { makeBrand } from '../test/factories.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { listCreators } from './list-creators.ts';
import { readLtv } from './read-ltv.ts';
import { readOverview } from './read-overview.ts';

const day = (text: string) => new Date(`2026-${text}T00:00:00.000Z`);

describe.each(testDatabases())('the brand’s reports on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    const terms = { attributionWindowDays: 90 };
    // Claims come a minute before their payment, so that the first one finds the contract in force.
    house = await openMoneyHouse(engine, terms, { start: new Date('2025-12-31T23:00:00.000Z') });
  });
  afterEach(() => house.close());

  const rowOf = async (who: MoneyHouse['ana']) =>
    (await listCreators(house.hub, house.brand)).find(
      ({ contractId }) => contractId === who.contract.id,
    );

  async function playExample(inMarch?: () => Promise<void>) {
    const sell = (email: string, at: string, major: number) => {
      house.hub.clock.set(day(at));
      return house.sell(house.ana, { email, capturedMinor: major * 100 });
    };
    const refund = (id: string, at: string, major: number) => {
      house.hub.clock.set(day(at));
      return house.refund(id, major * 100);
    };
    await sell('c1@home.test', '01-01', 40);
    const c2 = await sell('c2@home.test', '01-10', 60);
    await refund(c2.id, '01-15', 60);
    const late = await sell('c1@home.test', '01-20', 30);
    await sell('c1@home.test', '02-10', 50);
    await sell('c3@home.test', '02-20', 100);
    house.hub.clock.set(day('03-01'));
    await inMarch?.();
    await sell('c3@home.test', '03-10', 20);
    await refund(late.id, '03-20', 30);
    await sell('c4@home.test', '03-25', 80);
    house.hub.clock.set(day('04-01'));
  }

  it('show the LTV of the worked example: matured, settled, by month, and as it was known before', async () => {
    await playExample(async () => {
      const march = await rowOf(house.ana);
      expect(march?.ltv[0]).toMatchObject({ valueMinor: 3500, customers: 2, unfinished: 1 });
    });
    const { rows, all } = await readLtv(house.hub, house.brand, { by: 'contract' });
    expect(rows).toHaveLength(1);
    const [row] = rows;
    const figures = (one = row) =>
      one?.cells.map((cell) => [cell.valueMinor, cell.customers, cell.unfinished]);
    expect(figures()).toEqual([
      [5333, 3, 1],
      [4500, 2, 2],
      [9000, 1, 3],
    ]);
    expect(figures(all)).toEqual(figures());
    expect(
      row?.cells.map(({ settledMinor, settledCustomers }) => [settledMinor, settledCustomers]),
    ).toEqual([
      [2000, 2],
      [9000, 1],
      [null, 0],
    ]);
    expect(row?.cells[0]?.repeatRate).toBe(1 / 3);
    expect(row?.soFarMinor).toBe(7250);
    const creator = await rowOf(house.ana);
    expect(creator).toMatchObject({ firstClickOrders: 4, orders: 7, refundRate: 2 / 7 });
    const ben = await rowOf(house.ben);
    expect(ben?.ltv.map(({ valueMinor }) => valueMinor)).toEqual([null, null, null]);

    // Per month of the acquisition, in the brand's zone; March is too young to have a figure.
    const months = await readLtv(house.hub, house.brand, { by: 'month' });
    expect(
      months.rows.map(({ key, customers, cells }) => [key, customers, cells[0]?.valueMinor]),
    ).toEqual([
      ['2026-01', 2, 2000],
      ['2026-02', 1, 12_000],
      ['2026-03', 1, null],
    ]);

    // From the orders themselves, as it was known at any moment.
    const given = { contractId: house.ana.contract.id, currency: 'eur' };
    const april = await readContractLtv(house.hub.db, { ...given, asOf: day('04-01') });
    expect(april.map(({ valueMinor }) => valueMinor)).toEqual([5333, 4500, 9000]);
    expect(april[0]).toMatchObject({ settledMinor: 2000, repeatRate: 1 / 3 });
    const march = await readContractLtv(house.hub.db, { ...given, asOf: day('03-01') });
    expect(march[0]).toMatchObject({ valueMinor: 3500, customers: 2, unfinished: 1 });

    // For fees: only customers whose refunds can no longer come, per month and version when asked.
    const fees = { ...given, days: 30, asOf: day('04-01') } as const;
    const settled = await readSettledLtv(house.hub.db, fees);
    expect(settled).toMatchObject({ valueMinor: 2000, netMinor: 4000, unsettled: 2 });
    expect(settled.customers.map(({ netMinor }) => netMinor)).toEqual([4000, 0]);
    expect(settled.customers[0]?.settledAt).toEqual(day('03-02'));
    const asOf = new Date(day('03-02').getTime() - 1);
    const none = { customers: [], valueMinor: null, netMinor: 0 };
    expect(await readSettledLtv(house.hub.db, { ...fees, asOf })).toMatchObject(none);
    const acquired = { from: day('01-10'), to: day('02-20') };
    expect(await readSettledLtv(house.hub.db, { ...fees, acquired })).toMatchObject({
      ...{ netMinor: 0, valueMinor: 0, unsettled: 0 },
    });
    const contractVersionId = house.ben.contract.version.id;
    expect(await readSettledLtv(house.hub.db, { ...fees, contractVersionId })).toMatchObject(none);
  }, 60_000);

  it('give LTV to who came first, sales to who sold, and what is owed to each', async () => {
    house.days(1);
    await house.sell(house.ana, { email: 'eve@home.test', capturedMinor: 10_000 });
    house.days(1);
    await house.sell(house.ben, { email: 'eve@home.test', capturedMinor: 5000 });
    house.days(40);
    expect(await rowOf(house.ana)).toMatchObject({
      owed: { minor: 1000, currency: 'eur' },
      netSales: { minor: 10_000 },
      firstClickOrders: 1,
      ltv: [{ valueMinor: 15_000, repeatRate: 1 }, { valueMinor: null }, { valueMinor: null }],
    });
    expect(await rowOf(house.ben)).toMatchObject({
      owed: { minor: 250 },
      netSales: { minor: 5000 },
      firstClickOrders: 0,
    });
  });

  it('count an order on the brand’s own day and compare with the days before', async () => {
    const { clock } = house.hub;
    clock.set(new Date('2026-03-09T12:00:00.000Z'));
    await house.sell(house.ana, { capturedMinor: 2000, costMinor: 500 });
    // 23:30 UTC is half past midnight of the 15th in Berlin.
    clock.set(new Date('2026-03-14T23:30:00.000Z'));
    await house.sell(house.ana, { capturedMinor: 10_000, costMinor: 3000 });
    clock.set(new Date('2026-03-15T12:00:00.000Z'));
    const overview = await readOverview(house.hub, house.brand, { days: 3 });
    expect(overview.series).toEqual([
      { day: '2026-03-13', netMinor: 0, orders: 0, netBeforeMinor: 0 },
      { day: '2026-03-14', netMinor: 0, orders: 0, netBeforeMinor: 0 },
      { day: '2026-03-15', netMinor: 10_000, orders: 1, netBeforeMinor: 0 },
    ]);
    expect(overview).toMatchObject({
      netRevenue: { minor: 10_000 },
      margin: { minor: 6000 },
      orders: 1,
      newCustomers: 1,
      netRevenueBefore: { minor: 0 },
      owed: { minor: 1200 },
    });
    const week = await readOverview(house.hub, house.brand, { days: 5 });
    expect(week).toMatchObject({ netRevenueBefore: { minor: 2000 }, ordersBefore: 1 });
    expect(week.marginBefore.minor).toBe(2000 - 500 - 200);
  });

  it('show running drops and what needs attention', async () => {
    const overview = await readOverview(house.hub, house.brand, { days: 30 });
    expect(overview.live).toMatchObject([{ id: house.drop.id, stock: { total: 500 } }]);
    expect(overview.attention).toEqual([]);
    house.days(1);
    expect((await readOverview(house.hub, house.brand, { days: 30 })).live).toEqual([]);
  });

  it('agree with the page of the drop about what refunds of shipping leave', async () => {
    const { hub, brand, ana, drop } = house;
    house.days(1);
    const whole = await house.sell(ana, { capturedMinor: 7390, shippingMinor: 490, costMinor: 0 });
    const most = await house.sell(ana, { capturedMinor: 7390, shippingMinor: 490, costMinor: 0 });
    await house.sell(ana, { capturedMinor: 7390, shippingMinor: 490, costMinor: 0 });
    await house.refund(whole.id, 7390);
    await house.refund(most.id, 7190);
    const overview = await readOverview(hub, brand, { days: 30 });
    const page = await readDrop(hub, { brandId: brand.id, dropId: drop.id });
    expect(page.netRevenueMinor).toBe(6900);
    expect(page.netRevenueMinor).toBe(overview.netRevenue.minor);
    const { captured, refunded, shipping, cost, commission, margin } = page.money;
    expect(margin).toEqual(overview.margin);
    expect(margin.minor).toBe(
      captured.minor - refunded.minor - shipping.minor - cost.minor - commission.minor,
    );
  });

  it('leave a refund that is still on its way out of the drop’s page, as out of every net', async () => {
    const { hub, brand, ana, drop } = house;
    house.days(1);
    const order = await house.sell(ana, { capturedMinor: 10_000 });
    await hub.db.refund.create({
      data: {
        id: 're_pending',
        orderId: order.id,
        amountMinor: 4000n,
        reason: '',
        status: 'pending',
        createdAt: hub.clock.now(),
      },
    });
    const page = await readDrop(hub, { brandId: brand.id, dropId: drop.id });
    expect(page.netRevenueMinor).toBe(10_000);
  });

  it('call ready for payout what a batch would pay, not what is carried', async () => {
    const { hub, brand, ana, ben } = house;
    house.days(1);
    const paid = await house.sell(ana, { capturedMinor: 10_000 });
    house.days(31);
    await releaseDueCommissions(hub);
    const { id: batchId, items } = await createBatch(hub, brand, { createdBy: brand.owner.id });
    await approveBatch(hub, { brandId: brand.id, batchId, approvedBy: brand.owner.id });
    for (const { id } of items) await markPaid(hub, { brandId: brand.id, itemId: id, note: '' });
    await house.refund(paid.id, 10_000);
    await house.sell(ben, { capturedMinor: 30_000 });
    house.days(31);
    await releaseDueCommissions(hub);
    const { attention } = await readOverview(hub, brand, { days: 30 });
    expect(attention.map(({ text }) => text)).toContain('€30.00 ready for payout.');
  });

  it('begin LTV with the first captured order, also when a later one was settled before it', async () => {
    const { hub, ana } = house;
    house.days(2);
    const email = 'eve@home.test';
    await house.sell(ana, { email, capturedMinor: 5000 });
    const capturedAt = new Date(hub.clock.now().getTime() - 3_600_000);
    await house.sell(ana, { email, capturedMinor: 3000, capturedAt });
    house.days(40);
    const row = await rowOf(ana);
    expect(row).toMatchObject({ firstClickOrders: 1, ltvSoFarMinor: 8000 });
    expect(row?.ltv[0]).toMatchObject({ valueMinor: 8000, repeatRate: 1 });
  });

  it('explain an order in words, to its own brand only', async () => {
    house.days(1);
    const order = await house.sell(house.ana);
    const given = { brandId: house.brand.id, orderId: order.id };
    const explained = await explainOrder(house.hub.db, given);
    expect(explained).toMatchObject({ customerKind: 'new', reason: null });
    expect(explained.sentence).toContain('has the LTV credit: the claim was the first touch.');
    const other = await makeBrand(house.hub);
    await expect(explainOrder(house.hub.db, { ...given, brandId: other.id })).rejects.toMatchObject(
      { code: 'not_found' },
    );
  });
});
