import { afterEach, describe, expect, it } from 'vitest';
import { decideOrder } from '../attribution/decide-order.ts';
import { inTransaction } from '../platform/db.ts';
import type { TierClause } from '../protocol/contracts.ts';
import { readLines, readTerms, sumsByHand, worthByHand } from '../test/contract-money.ts';
import { testDatabases } from '../test/database.ts';
import { makeDrop, makeSku } from '../test/factories.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { makeOrder } from '../test/orders.ts';
import { countAffectedLines } from './count-affected-lines.ts';
import { forgetCounts } from './counts.store.ts';
import { listLines } from './lines.store.ts';
import { postCommission } from './post-commission.ts';
import { recountCommissions } from './recount-commissions.ts';

const NO_CAPS = { orderMinor: null, dropMinor: null, monthMinor: null };
const MARGINAL: TierClause = {
  ...{ period: 'month', basis: 'revenue', mode: 'marginal' },
  steps: [{ from: 25_000, plusBps: 333 }],
};
const RETROACTIVE: TierClause = {
  ...{ period: 'month', basis: 'orders', mode: 'retroactive' },
  steps: [
    { from: 2, plusBps: 211 },
    { from: 5, plusBps: 500 },
  ],
};

describe.each(testDatabases())('counting what an order moves on %s', (engine) => {
  let house: MoneyHouse;
  afterEach(async () => {
    await expectBalancedLedger(house.hub.db);
    await house.close();
  });

  const open = async (terms: Parameters<typeof openMoneyHouse>[1]) => {
    house = await openMoneyHouse(engine, terms, { start: new Date('2026-09-01T10:00:00Z') });
  };
  const sell = async (capturedMinor = 9_999, capturedAt?: Date) => {
    house.hub.clock.advance(1_000);
    const at = capturedAt ? { capturedAt } : {};
    return house.sell(house.ana, { capturedMinor, ...at });
  };
  /** How many lines are counted when something about this order changes. */
  const reach = async (orderId: string) => {
    const { id } = await house.hub.db.commissionLine.findFirstOrThrow({ where: { orderId } });
    const [seed] = await listLines(house.hub.db, [id]);
    if (!seed) throw new Error('the order has no line');
    const change = { seed, causes: new Set([id]), isOpened: false };
    return (await countAffectedLines(house.hub.db, change)).lines.length;
  };
  /** Every line and every kept sum is what a recount of everything comes to. */
  const expectSound = async () => {
    const { db } = house.hub;
    const lines = await readLines(db);
    const worths = worthByHand(lines, await readTerms(db));
    const posted = await db.ledgerEntry.groupBy({
      ...{ by: ['lineId'], where: { account: 'brand_payable' }, _sum: { amountMinor: true } },
      orderBy: { lineId: 'asc' },
    });
    const owed = new Map(posted.map(({ lineId, _sum }) => [lineId, 0 - Number(_sum.amountMinor)]));
    for (const [id, worth] of worths) expect(owed.get(id) ?? 0).toBe(worth);
    const sums = sumsByHand(lines, worths);
    for (const { period, ...kept } of await db.commissionPeriod.findMany()) {
      const { revenueMinor, orders, worthMinor } = kept;
      expect(`${revenueMinor} ${orders} ${worthMinor}`).toBe(sums.get(period));
    }
    return lines.length;
  };

  it.each([
    ['marginal tiers', { tiers: MARGINAL }],
    ['a cap per month', { caps: { ...NO_CAPS, monthMinor: 2_500 } }],
    ['a cap per drop', { caps: { ...NO_CAPS, dropMinor: 2_500 } }],
    ['both', { tiers: MARGINAL, caps: { ...NO_CAPS, dropMinor: 2_500 } }],
  ])('takes with %s the lines after it, and for the last order its own alone', async (_, terms) => {
    await open(terms);
    const orders = [await sell(), await sell(), await sell(), await sell()];
    const reaches = [];
    for (const { id } of orders) reaches.push(await reach(id));
    expect(reaches).toEqual([4, 3, 2, 1]);
    await house.refund(orders[1]?.id ?? '', 5_000);
    await expectSound();
  });

  it('takes the whole month for a retroactive step only when it is reached or left', async () => {
    await open({ tiers: RETROACTIVE });
    await sell();
    const second = await sell();
    expect(await reach(second.id)).toBe(1);
    await sell();
    await sell();
    const fifth = await sell();
    await expectSound();
    const bookings = () => house.hub.db.ledgerTransaction.count();
    expect(await bookings()).toBe(5 + 1 + 4);
    await house.refund(fifth.id, 9_999);
    expect(await bookings()).toBe(10 + 5);
    await expectSound();
  });

  it('counts an order again that is told late, and those after it', async () => {
    await open({ tiers: MARGINAL, caps: { ...NO_CAPS, monthMinor: 4_000 } });
    await sell();
    const early = new Date('2026-09-01T09:59:00Z');
    await sell();
    await sell();
    const late = await sell(20_000, early);
    expect(await reach(late.id)).toBe(4);
    await expectSound();
  });

  it('moves no other month, but for a drop that reaches over its end', async () => {
    await open({ tiers: MARGINAL, caps: { ...NO_CAPS, dropMinor: 2_500 } });
    const first = await sell();
    house.hub.clock.set(new Date('2026-10-01T00:00:00Z'));
    await sell();
    await sell();
    const { id: skuId } = await makeSku(house.hub, { brandId: house.brand.id });
    const contractIds = [house.ana.contract.id];
    const given = { brandId: house.brand.id, skuId, contractIds, units: 9 };
    const drop = await makeDrop(house.hub, given);
    house.hub.clock.advance(1_000);
    await house.sell(house.ana, { drop, capturedMinor: 9_999 });
    await expectSound();
    await house.refund(first.id, 9_000);
    await expectSound();
  });

  it.each([
    ['a month and a drop', { tiers: RETROACTIVE, caps: { ...NO_CAPS, dropMinor: 2_500 } }, 2],
    ['a drop', { caps: { ...NO_CAPS, dropMinor: 2_500 } }, 1],
  ])('finds the same without what was kept of %s, as after an update', async (_, terms, rows) => {
    await open(terms);
    await sell();
    const second = await sell();
    await sell();
    const { db } = house.hub;
    await db.commissionPeriod.deleteMany();
    await db.commissionLine.updateMany({ data: { countedMinor: null } });
    await house.refund(second.id, 1_234);
    expect(await db.commissionPeriod.count()).toBe(rows);
    await expectSound();
    await sell();
    await expectSound();
  });

  it('forgets sums of months in another zone when a contract still follows its brand', async () => {
    await open({ tiers: MARGINAL });
    const { db } = house.hub;
    const moveTo = (timeZone: string) =>
      db.brand.update({ where: { id: house.brand.id }, data: { timeZone } });
    await db.contractVersion.updateMany({ data: { timeZone: null } });
    await sell(20_000);
    house.hub.clock.set(new Date('2026-09-30T21:00:00Z'));
    await moveTo('Pacific/Auckland');
    await sell(20_000);
    const kept = await db.commissionPeriod.findMany();
    expect(kept.map(({ period, timeZone }) => [period, timeZone])).toEqual([
      ['2026-10', 'Pacific/Auckland'],
    ]);
    await moveTo('Europe/Berlin');
    await sell(20_000);
    await expectSound();
  });

  it('is put right after an older build, which knows no sums, has booked beside it', async () => {
    await open({ tiers: RETROACTIVE, caps: { ...NO_CAPS, dropMinor: 100_000 } });
    const { db } = house.hub;
    const orders = [await sell(), await sell(), await sell(), await sell()];
    const lines = await db.commissionLine.findMany();
    const periods = await db.commissionPeriod.findMany();
    await house.refund(orders[0]?.id ?? '', 9_999);
    const told = await sell();
    // The refund and the sale have moved money and left no trace in what is kept.
    for (const { id, countedMinor } of lines) {
      await db.commissionLine.update({ where: { id }, data: { countedMinor } });
    }
    await db.commissionLine.updateMany({
      ...{ where: { orderId: told.id }, data: { countedMinor: null } },
    });
    await db.commissionPeriod.deleteMany();
    await db.commissionPeriod.createMany({ data: periods });
    await sell();
    await expect(expectSound()).rejects.toThrow();
    // One that was cut off when it had forgotten what was kept.
    await inTransaction(db, (tx) => forgetCounts(tx, house.ana.contract.id));
    // Ana’s and Ben’s: both have these terms.
    expect(await recountCommissions(house.hub)).toBe(2);
    await expectSound();
    const bookings = await db.ledgerTransaction.count();
    await recountCommissions(house.hub);
    expect(await db.ledgerTransaction.count()).toBe(bookings);
    await expectSound();
  });

  it('adds up when many orders of one contract are told at once, some of them twice', async () => {
    await open({ tiers: RETROACTIVE, caps: { ...NO_CAPS, monthMinor: 9_000 } });
    const { hub, ana, brand, drop } = house;
    const version = await hub.db.contractVersion.findFirstOrThrow({
      where: { contractId: ana.contract.id },
    });
    const contract = { id: ana.contract.id, version };
    const ids: string[] = [];
    for (let n = 0; n < 9; n += 1) {
      hub.clock.advance(n % 3);
      const sold = { brandId: brand.id, drop, contract, capturedMinor: 9_000 + 77 * n };
      const { id: orderId } = await makeOrder(hub, sold);
      await decideOrder(hub, { orderId });
      ids.push(orderId);
    }
    const told = [...ids.toReversed(), ...ids.slice(0, 3)];
    await Promise.all(told.map((orderId) => postCommission(hub, { orderId })));
    expect(await expectSound()).toBe(9);
  });
});
