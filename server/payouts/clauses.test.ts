// long: one section per clause, all with the same house and the same few words.
import { afterEach, describe, expect, it } from 'vitest';
import { reattributeOrder } from '../attribution/reattribute-order.ts';
import { mergeCustomers } from '../customers/merge-customers.ts';
import { explainOrder } from '../explanations/explain-order.ts';
import { newId } from '../platform/ids.ts';
import type { ContractTerms } from '../protocol/contracts.ts';
import { testDatabases } from '../test/database.ts';
import { makeDrop, makeSku } from '../test/factories.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { bookDropFees } from './book-drop-fees.ts';
import { createBatch } from './create-batch.ts';
import { readMyStatement } from './read-statement.ts';
import { releaseDueCommissions } from './release-due.ts';
import { settleLtvFees } from './settle-ltv-fees.ts';

const DAY_MS = 86_400_000;
const NO_CAPS = { orderMinor: null, dropMinor: null, monthMinor: null };

describe.each(testDatabases())('the clauses of a contract on %s', (engine) => {
  let house: MoneyHouse;
  afterEach(async () => {
    await expectBalancedLedger(house.hub.db);
    await house.close();
  });

  // 1 September, a whole month before its end; 10 % for new customers, 5 % for others.
  const open = async (terms: Partial<ContractTerms> = {}) => {
    const start = new Date('2026-09-01T10:00:00Z');
    house = await openMoneyHouse(engine, terms, { start });
  };
  const owed = async (who = house.ana) => {
    const { pending, available, paid } = await house.balances(who.creator.id);
    return pending + available + paid;
  };
  const worthOf = async (orderId: string) => {
    const lines = await house.hub.db.commissionLine.findMany({
      where: { orderId },
      include: { entries: { where: { account: 'brand_payable' } } },
    });
    const worth: Record<string, number> = {};
    for (const { kind, entries } of lines) {
      for (const { amountMinor } of entries) worth[kind] = (worth[kind] ?? 0) - Number(amountMinor);
    }
    return worth;
  };
  const memos = async () =>
    (await house.hub.db.ledgerTransaction.findMany({ orderBy: { id: 'asc' } })).map(
      ({ memo }) => memo,
    );
  const explain = (orderId: string) =>
    explainOrder(house.hub.db, { brandId: house.brand.id, orderId, timeZone: 'Europe/Berlin' });
  const sell = (capturedMinor: number, who = house.ana, email?: string) =>
    house.sell(who, { capturedMinor, ...(email ? { email } : {}) });

  describe('tiers', () => {
    const steps = [{ from: 100_000, plusBps: 500 }];

    it('raise earlier lines by posted differences when they are retroactive, and never by edits', async () => {
      await open({ tiers: { period: 'month', basis: 'revenue', mode: 'retroactive', steps } });
      const first = await sell(60_000);
      const before = await house.hub.db.ledgerEntry.findMany({ orderBy: { id: 'asc' } });
      const second = await sell(60_000);
      expect(await worthOf(first.id)).toEqual({ drop_sale: 9_000 });
      expect(await worthOf(second.id)).toEqual({ drop_sale: 9_000 });
      const after = await house.hub.db.ledgerEntry.findMany({ orderBy: { id: 'asc' } });
      expect(after.slice(0, before.length)).toEqual(before);
      expect(await memos()).toEqual([
        '10 % of €600.00 net = €60.00',
        'Other sales of the period: 10 % of €600.00 net = €60.00 + tier €30.00, so €30.00 is added',
        '10 % of €600.00 net = €60.00 + tier €30.00',
      ]);
    });

    it('fall back when a refund brings the month below the step, and return when the refund fails', async () => {
      await open({ tiers: { period: 'month', basis: 'revenue', mode: 'retroactive', steps } });
      const first = await sell(60_000);
      const second = await sell(60_000);
      await house.refund(second.id, 30_000);
      expect(await worthOf(first.id)).toEqual({ drop_sale: 6_000 });
      expect(await worthOf(second.id)).toEqual({ drop_sale: 3_000 });
      await house.refund(second.id, 30_000);
      expect(await owed()).toBe(6_000);
    });

    it('count each month of the brand’s zone and each creator alone', async () => {
      await open({ tiers: { period: 'month', basis: 'revenue', mode: 'marginal', steps } });
      await sell(100_000);
      await sell(100_000, house.ben);
      house.hub.clock.set(new Date('2026-09-30T21:59:00Z'));
      const last = await sell(10_000);
      house.hub.clock.set(new Date('2026-09-30T22:00:00Z'));
      const next = await sell(10_000);
      expect(await worthOf(last.id)).toEqual({ drop_sale: 1_500 });
      expect(await worthOf(next.id)).toEqual({ drop_sale: 1_000 });
    });

    it('of a released line are added to what is available', async () => {
      await open({
        tiers: {
          period: 'drop',
          basis: 'orders',
          mode: 'retroactive',
          steps: [{ from: 2, plusBps: 1000 }],
        },
      });
      await sell(10_000);
      house.days(31);
      await releaseDueCommissions(house.hub);
      await sell(10_000);
      expect(await house.balances(house.ana.creator.id)).toEqual({
        ...{ pending: 2_000, available: 2_000, paid: 0 },
      });
    });
  });

  describe('caps', () => {
    it('per drop give the rest to the next order, name themselves, and open again after a refund', async () => {
      await open({ caps: { ...NO_CAPS, dropMinor: 1_500 } });
      const first = await sell(10_000);
      const second = await sell(10_000);
      const third = await sell(10_000);
      expect(await worthOf(second.id)).toEqual({ drop_sale: 500 });
      expect((await explain(second.id)).reasons.map(({ code }) => code)).toContain('CAP_REACHED');
      expect((await explain(second.id)).credits[0]?.arithmetic).toBe(
        '10 % of €100.00 net = €10.00, cut to the contract’s cap per drop: €5.00',
      );
      expect((await explain(first.id)).reasons).toEqual([]);
      expect((await explain(third.id)).credits[0]?.arithmetic).toMatch(/cap per drop: €0.00$/);
      await house.refund(first.id, 10_000);
      expect(await worthOf(second.id)).toEqual({ drop_sale: 1_000 });
      expect(await worthOf(third.id)).toEqual({ drop_sale: 500 });
      expect(await owed()).toBe(1_500);
    });

    it('per order and per month hold together with the joint cap', async () => {
      await open({
        newCustomerBps: 9_000,
        caps: { ...NO_CAPS, orderMinor: 4_000, monthMinor: 7_000 },
      });
      expect(await worthOf((await sell(5_000)).id)).toEqual({ drop_sale: 2_500 });
      expect(await worthOf((await sell(20_000)).id)).toEqual({ drop_sale: 4_000 });
      expect(await worthOf((await sell(20_000)).id)).toEqual({ drop_sale: 500 });
      house.days(40);
      expect(await worthOf((await sell(20_000)).id)).toEqual({ drop_sale: 4_000 });
    });

    it('per drop hold over the end of a month', async () => {
      await open({ caps: { ...NO_CAPS, dropMinor: 1_500 } });
      const first = await sell(10_000);
      house.hub.clock.set(new Date('2026-10-01T00:00:00Z'));
      const second = await sell(10_000);
      expect(await worthOf(second.id)).toEqual({ drop_sale: 500 });
      await house.refund(first.id, 10_000);
      expect(await worthOf(second.id)).toEqual({ drop_sale: 1_000 });
    });
  });

  it('an override pays in its drop alone, and the line says so', async () => {
    await open();
    const { hub, brand, ana } = house;
    const sku = await makeSku(hub, { brandId: brand.id });
    const contractIds = [ana.contract.id];
    const special = await makeDrop(hub, {
      brandId: brand.id,
      skuId: sku.id,
      contractIds,
      units: 9,
    });
    const rate = (bps: number) => ({ bps, flatMinor: 0 });
    await house.agree(ana, {
      dropOverrides: [
        { dropId: special.id, newCustomer: rate(2_500), existingCustomer: rate(500) },
      ],
    });
    const inDrop = await house.sell(ana, { drop: special, capturedMinor: 10_000 });
    const outside = await sell(10_000);
    expect(await worthOf(inDrop.id)).toEqual({ drop_sale: 2_500 });
    expect(await worthOf(outside.id)).toEqual({ drop_sale: 1_000 });
    expect(await memos()).toContain('Override of this drop: 25 % of €100.00 net = €25.00');
  });

  it('an amount per order is cut by refunds in proportion', async () => {
    await open({ newCustomerBps: 0, newCustomerFlatMinor: 900 });
    const { id } = await sell(10_000);
    expect(await owed()).toBe(900);
    await house.refund(id, 3_333);
    expect(await owed()).toBe(600);
    await house.refund(id, 6_667);
    expect(await owed()).toBe(0);
  });

  describe('the recurring clause', () => {
    const recurring = { months: 2, bps: 400 };

    it('pays who brought the customer on repeat orders outside any drop, by the terms at that time', async () => {
      await open({ recurring });
      await sell(10_000, house.ana, 'eve@home.test');
      await house.agree(house.ana, { recurring: null });
      house.days(59);
      const again = await house.shop('eve@home.test', 10_000);
      expect(await worthOf(again)).toEqual({ recurring: 400 });
      expect((await explain(again)).credits[1]).toMatchObject({
        arithmetic: 'Recurring clause: 4 % of €100.00 net = €4.00',
        amount: { minor: 400 },
      });
      house.days(1);
      expect(await worthOf(await house.shop('eve@home.test', 10_000))).toEqual({});
      await house.refund(again, 5_000);
      expect(await worthOf(again)).toEqual({ recurring: 200 });
    });

    it('pays nothing for customers whom nobody brought, and nothing twice where another creator sells', async () => {
      await open({ recurring });
      await house.shop('organic@home.test');
      expect(await worthOf(await house.shop('organic@home.test'))).toEqual({});
      await sell(10_000, house.ana, 'eve@home.test');
      const sold = await sell(10_000, house.ben, 'eve@home.test');
      expect(await worthOf(sold.id)).toEqual({ drop_sale: 500 });
    });

    it('goes with the customer when a person decides anew who brought them', async () => {
      await open({ recurring });
      const first = await sell(10_000, house.ana, 'eve@home.test');
      const again = await house.shop('eve@home.test', 10_000);
      await reattributeOrder(house.hub, {
        ...{ brandId: house.brand.id, orderId: first.id, contractId: house.ben.contract.id },
        ...{ reason: 'It was Ben', userId: house.brand.owner.id },
      });
      await house.settle();
      expect(await owed(house.ana)).toBe(1_000);
      expect(await owed(house.ben)).toBe(400);
      expect(await worthOf(again)).toEqual({ recurring: 400 });
    });

    it('is cut by the caps of the terms that it goes by, also when a merge brings others', async () => {
      await open({ recurring, caps: { ...NO_CAPS, orderMinor: 100 } });
      await sell(10_000, house.ana, 'eve@home.test');
      await house.agree(house.ana, { caps: null });
      await sell(10_000, house.ana, 'eve@work.test');
      const again = await house.shop('eve@work.test', 10_000);
      expect(await worthOf(again)).toEqual({ recurring: 400 });
      const customers = await house.hub.db.customer.findMany({ select: { id: true } });
      const [one, two] = customers.map(({ id }) => id);
      const both = { customerIds: [one ?? '', two ?? ''] as const, reason: 'One person' };
      await mergeCustomers(house.hub, { ...both, brandId: house.brand.id, userId: 'u' });
      await house.settle();
      expect(await worthOf(again)).toEqual({ recurring: 100 });
    });

    it('survives the end of the contract for the days that were agreed', async () => {
      await open({ recurring, survivalDays: 10 });
      await sell(10_000, house.ana, 'eve@home.test');
      await house.hub.db.contract.update({
        where: { id: house.ana.contract.id },
        data: { endedAt: house.hub.clock.now() },
      });
      house.days(9);
      expect(await worthOf(await house.shop('eve@home.test', 10_000))).toEqual({ recurring: 400 });
      house.days(1);
      expect(await worthOf(await house.shop('eve@home.test', 10_000))).toEqual({});
    });
  });

  describe('the LTV clause', () => {
    const ltv = {
      ...({ days: 30, thresholdMinor: 10_000, bps: 1_000, flatMinor: 0 } as const),
      ...{ minimumCustomers: 2, capMinor: null },
    };
    // September has settled when its last second, 30 days and 30 days of refunds are over.
    const septemberSettles = new Date(Date.parse('2026-09-30T22:00:00Z') + 60 * DAY_MS);
    const settleAt = async (at: Date) => {
      house.hub.clock.set(at);
      await settleLtvFees(house.hub);
    };

    it('pays a settled cohort once, from its very millisecond, by the terms at the acquisition', async () => {
      await open({ ltv });
      const eve = await sell(10_000, house.ana, 'eve@home.test');
      const bea = await sell(10_000, house.ana, 'bea@home.test');
      const more = await house.shop('eve@home.test', 10_000);
      // PostgreSQL puts a row that was touched behind the others.
      await house.hub.db.order.update({ where: { id: eve.id }, data: { channel: 'touched' } });
      await house.agree(house.ana, { ltv: null });
      await settleAt(new Date(septemberSettles.getTime() - 1));
      expect(await worthOf(more)).toEqual({});
      await settleAt(septemberSettles);
      await settleLtvFees(house.hub);
      // 10 % of 300.00 − 2 × 100.00 = 10.00, by net and largest remainder.
      expect(await worthOf(more)).toEqual({ ltv_fee: 333 });
      const ofFirsts = [await worthOf(eve.id), await worthOf(bea.id)];
      expect(ofFirsts).toEqual([
        { drop_sale: 1_000, ltv_fee: 334 },
        { drop_sale: 1_000, ltv_fee: 333 },
      ]);
      expect((await explain(more)).credits[1]?.arithmetic).toBe(
        'LTV clause: 2 customers of 2026-09, settled LTV 30 €150.00: 10 % of the excess over €100.00 each = €10.00; this order’s part €3.33',
      );
      await releaseDueCommissions(house.hub);
      expect((await house.balances(house.ana.creator.id)).available).toBe(3_000);
      const { items } = await createBatch(house.hub, house.brand, { createdBy: 'x' });
      expect(items[0]?.amount.minor).toBe(3_000);
    });

    it('is counted anew after a late refund, and what was paid is netted', async () => {
      await open({ ltv });
      await sell(20_000, house.ana, 'eve@home.test');
      const bea = await sell(20_000, house.ana, 'bea@home.test');
      await settleAt(septemberSettles);
      expect(await owed()).toBe(4_000 + 2_000);
      await house.refund(bea.id, 10_000);
      // 300.00 − 200.00 = 100.00, of which 10 %; and 5 of the commission went with the refund.
      expect(await owed()).toBe(3_000 + 1_000);
      await house.refund(bea.id, 10_000);
      expect(await owed()).toBe(2_000);
      expect(await worthOf(bea.id)).toEqual({ drop_sale: 0, ltv_fee: 0 });
    });

    it('pays nobody below the minimum cohort, and a month at a time', async () => {
      await open({ ltv });
      const eve = await sell(90_000, house.ana, 'eve@home.test');
      house.days(30);
      await sell(90_000, house.ana, 'bea@home.test');
      await settleAt(new Date('2027-03-01T00:00:00Z'));
      expect(await worthOf(eve.id)).toEqual({ drop_sale: 9_000 });
    });

    it('is the first that the joint cap takes away, also when the sale is worth more later', async () => {
      await open({
        ...{ newCustomerBps: 4_500, ltv: { ...ltv, minimumCustomers: 1, bps: 9_000 } },
        tiers: {
          ...({ period: 'month', basis: 'orders', mode: 'retroactive' } as const),
          steps: [{ from: 2, plusBps: 300 }],
        },
      });
      const eve = await sell(20_000, house.ana, 'eve@home.test');
      await settleAt(septemberSettles);
      expect(await worthOf(eve.id)).toEqual({ drop_sale: 9_000, ltv_fee: 1_000 });
      const lines = await house.hub.db.commissionLine.findMany({
        ...{ where: { orderId: eve.id }, orderBy: { id: 'asc' } },
      });
      expect(lines.map(({ cappedBy }) => cappedBy)).toEqual([null, 'joint']);
      expect((await explain(eve.id)).reasons.map(({ code }) => code)).toContain('CAP_REACHED');
      // A late order of September, told only now, makes the tier.
      await house.sell(house.ana, {
        ...{ capturedMinor: 10_000, email: 'late@home.test' },
        capturedAt: new Date('2026-09-20T00:00:00Z'),
      });
      expect(await worthOf(eve.id)).toEqual({ drop_sale: 9_600, ltv_fee: 400 });
    });

    it('stops at its own cap', async () => {
      await open({ ltv: { ...ltv, capMinor: 700 } });
      const eve = await sell(20_000, house.ana, 'eve@home.test');
      await sell(20_000, house.ana, 'bea@home.test');
      await settleAt(septemberSettles);
      expect(await worthOf(eve.id)).toMatchObject({ ltv_fee: 350 });
      expect((await explain(eve.id)).reasons.map(({ code }) => code)).toEqual(['CAP_REACHED']);
    });
  });

  it('read the months in the zone in which they were agreed, also when the brand moves', async () => {
    const ltv = {
      ...({ days: 30, thresholdMinor: 1_000, bps: 1_000, flatMinor: 0 } as const),
      ...{ minimumCustomers: 1, capMinor: null },
    };
    await open({ caps: { ...NO_CAPS, monthMinor: 1_000 }, ltv });
    const { hub, ana, brand } = house;
    await house.agree(ana, { holdDays: 29 });
    hub.clock.set(new Date('2026-09-30T21:30:00Z'));
    const september = await sell(10_000);
    hub.clock.set(new Date('2026-10-02T10:00:00Z'));
    const october = await sell(10_000);
    await hub.db.brand.update({
      where: { id: brand.id },
      data: { timeZone: 'Pacific/Auckland' },
    });
    await house.refund(october.id, 1_000);
    expect(await worthOf(september.id)).toEqual({ drop_sale: 1_000 });
    expect(await worthOf(october.id)).toEqual({ drop_sale: 900 });
    hub.clock.set(new Date(Date.parse('2026-09-30T22:00:00Z') + 60 * DAY_MS));
    await settleLtvFees(hub);
    expect(await worthOf(september.id)).toEqual({ drop_sale: 1_000, ltv_fee: 900 });
  });

  describe('the fee per drop', () => {
    it('is booked once when the drop is over, by the version that held when it began', async () => {
      await open({ dropFeeMinor: 5_000 });
      await house.agree(house.ana, { dropFeeMinor: 100 });
      const { hub, ana, ben } = house;
      await bookDropFees(hub);
      expect(await owed(ana)).toBe(0);
      hub.clock.set(house.drop.endsAt);
      await bookDropFees(hub);
      await bookDropFees(hub);
      expect([await owed(ana), await owed(ben)]).toEqual([5_000, 5_000]);
      const statement = await readMyStatement(
        hub.db,
        { id: ana.creator.id, displayName: '', timeZone: 'Europe/Berlin' },
        { from: '2026-09-01', to: '2026-09-30' },
      );
      expect(statement.sections[0]?.rows).toMatchObject([
        {
          kind: 'line',
          orderNumber: null,
          memo: expect.stringMatching(/^Fee for the drop “.+”: €50.00$/),
        },
      ]);
      house.days(30);
      await releaseDueCommissions(hub);
      expect(await house.balances(ana.creator.id)).toMatchObject({ available: 5_000 });
    });

    it('is booked for the others when one cannot be', async () => {
      await open({ dropFeeMinor: 5_000 });
      const { hub, ana, ben } = house;
      const { contract } = ana;
      const before = await hub.db.contractVersion.findFirstOrThrow({
        where: { contractId: contract.id },
      });
      const at = hub.clock.now();
      // A version that nothing can read.
      await hub.db.contractVersion.create({
        data: { ...before, id: newId(at), number: 2, terms: '{"dropFeeMinor":7000}' },
      });
      hub.clock.set(house.drop.endsAt);
      await bookDropFees(hub);
      expect([await owed(ana), await owed(ben)]).toEqual([0, 5_000]);
    });

    it('is not read again every minute once its drop is a week old, and not forgotten either', async () => {
      await open({ dropFeeMinor: 5_000 });
      const { hub, ana, ben } = house;
      hub.clock.set(new Date(house.drop.endsAt.getTime() + 8 * DAY_MS));
      await bookDropFees(hub, 'recent');
      expect([await owed(ana), await owed(ben)]).toEqual([0, 0]);
      await bookDropFees(hub);
      expect([await owed(ana), await owed(ben)]).toEqual([5_000, 5_000]);
    });

    it('is booked behind more gates than are read at once', async () => {
      await open({ dropFeeMinor: 5_000 });
      const { hub, ana, drop } = house;
      await hub.db.gate.createMany({
        data: Array.from({ length: 450 }, (_, n) => ({
          ...{ id: `0-${String(n).padStart(3, '0')}`, audience: `group-${n}` },
          ...{ dropId: drop.id, contractId: ana.contract.id },
        })),
      });
      hub.clock.set(drop.endsAt);
      await bookDropFees(hub, 'recent');
      expect([await owed(ana), await owed(house.ben)]).toEqual([5_000, 5_000]);
    });

    it('is not owed for a drop that never began, nor under a contract that had ended', async () => {
      await open({ dropFeeMinor: 5_000 });
      const { hub, brand, ana, ben } = house;
      const sku = await makeSku(hub, { brandId: brand.id });
      const contractIds = [ana.contract.id];
      const startsAt = new Date(hub.clock.now().getTime() + DAY_MS);
      const given = { brandId: brand.id, skuId: sku.id, contractIds, units: 9, startsAt };
      const never = await makeDrop(hub, given);
      const endedAt = new Date(startsAt.getTime() - 1);
      await hub.db.drop.update({ where: { id: never.id }, data: { endedAt } });
      await hub.db.contract.update({
        where: { id: ben.contract.id },
        data: { endedAt: hub.clock.now() },
      });
      house.days(3);
      await house.agree(ben, {});
      await bookDropFees(hub);
      expect([await owed(ana), await owed(ben)]).toEqual([5_000, 0]);
    });
  });
});
