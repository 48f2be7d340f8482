import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/ids.ts';
import { testDatabases } from '../test/database.ts';
import { makeLink } from '../test/factories.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { makeOrder } from '../test/orders.ts';
import { mergeCustomers } from './merge-customers.ts';
import { undoMerge } from './undo-merge.ts';

const DAY_MS = 86_400_000;

describe.each(testDatabases())('customers on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse(engine);
  });
  afterEach(() => house.close());

  const sell = (seller: MoneyHouse['ana'], given: Parameters<MoneyHouse['sell']>[1] = {}) =>
    house.sell(seller, { capturedMinor: 10_000, ...given });
  const customerOf = async ({ id }: { id: string }) =>
    (await house.hub.db.order.findUniqueOrThrow({ where: { id } })).customerId;
  const pending = async ({ creator }: MoneyHouse['ana']) =>
    (await house.balances(creator.id)).pending;
  const merge = async (one: { id: string }, other: { id: string }) => {
    const customerIds = [await customerOf(one), await customerOf(other)] as [string, string];
    const { mergeId } = await mergeCustomers(house.hub, {
      brandId: house.brand.id,
      customerIds,
      reason: 'The same person wrote to us.',
      userId: house.brand.owner.id,
    });
    await house.settle();
    return mergeId;
  };
  const undo = async (mergeId: string) => {
    await undoMerge(house.hub, {
      brandId: house.brand.id,
      mergeId,
      userId: house.brand.owner.id,
    });
    await house.settle();
  };
  async function click(seller: MoneyHouse['ana'], visitorId: string) {
    const at = house.hub.clock.now();
    const link = await makeLink(house.hub, { contractId: seller.contract.id });
    await house.hub.db.click.create({
      data: {
        ...{ id: newId(at), linkId: link.id, visitorId, at, verdict: 'human' },
        contractVersionId: seller.contract.version.id,
      },
    });
  }
  /** Everything that a merge may change, without its own records. */
  const everything = async () => {
    const { db } = house.hub;
    return {
      orders: await db.order.findMany({
        select: { id: true, customerId: true },
        orderBy: { id: 'asc' },
      }),
      keys: await db.customerKey.findMany({ orderBy: { id: 'asc' } }),
      customers: await db.customer.findMany({ orderBy: { id: 'asc' } }),
      acquisitions: await db.acquisition.findMany({ orderBy: { customerId: 'asc' } }),
      decisions: await db.orderDecision.findMany({ orderBy: { orderId: 'asc' } }),
    };
  };

  it('are known again by every key, and an address that was only typed merges nobody', async () => {
    const first = await sell(house.ana, {
      email: 'Bea.Lee+drop@googlemail.com',
      buyer: { stripeCustomerId: 'cus_1' },
    });
    const sameAddress = await sell(house.ana, { email: 'bealee@gmail.com' });
    const sameStripe = await sell(house.ana, {
      email: 'work@bea.test',
      buyer: { stripeCustomerId: 'cus_1' },
    });
    const other = await sell(house.ana, { email: 'joe@home.test' });
    const typedJoe = await sell(house.ana, {
      email: 'joe@home.test',
      buyer: { provenEmail: 'bealee@gmail.com' },
    });
    const bea = await customerOf(first);
    expect(await customerOf(sameAddress)).toBe(bea);
    expect(await customerOf(sameStripe)).toBe(bea);
    expect(await customerOf(typedJoe)).toBe(bea);
    expect(await customerOf(other)).not.toBe(bea);
    expect(await house.hub.db.customerMerge.count()).toBe(0);
  });

  it('are merged when one purchase shows verified keys of both, and not again once taken apart', async () => {
    const one = await sell(house.ana, { email: 'bea@home.test' });
    house.days(1);
    const two = await sell(house.ben, { buyer: { userId: 'user-bea', email: 'bea@work.test' } });
    expect(await customerOf(two)).not.toBe(await customerOf(one));
    house.days(1);
    const both = { userId: 'user-bea', provenEmail: 'bea@home.test' };
    const three = await sell(house.ben, { email: 'bea@home.test', buyer: both });
    expect(
      new Set([await customerOf(one), await customerOf(two), await customerOf(three)]).size,
    ).toBe(1);
    const merged = await house.hub.db.customerMerge.findFirstOrThrow();
    expect(merged).toMatchObject({ cause: 'shared_key', reason: 'email', mergedBy: null });
    await undo(merged.id);
    const four = await sell(house.ben, { email: 'bea@home.test', buyer: both });
    expect(await customerOf(four)).toBe(await customerOf(two));
    expect(await house.hub.db.customerMerge.count()).toBe(1);
  });

  it('keep the earlier acquisition when merged: the later first order becomes a repeat order', async () => {
    const one = await sell(house.ana, { email: 'bea@home.test' });
    house.days(10);
    const two = await sell(house.ben, { email: 'bea@work.test' });
    expect([await pending(house.ana), await pending(house.ben)]).toEqual([1000, 1000]);
    await merge(two, one);
    // Ben sold to somebody whom the brand knew: 5 % instead of 10 %.
    expect([await pending(house.ana), await pending(house.ben)]).toEqual([1000, 500]);
    const [acquisition, ...more] = await house.hub.db.acquisition.findMany();
    expect(more).toEqual([]);
    expect(acquisition).toMatchObject({
      customerId: await customerOf(one),
      contractId: house.ana.contract.id,
      firstOrderId: one.id,
    });
    const decision = await house.hub.db.orderDecision.findUniqueOrThrow({
      where: { orderId: two.id },
    });
    expect(decision).toMatchObject({
      customerKind: 'existing',
      ltvContractId: house.ana.contract.id,
      reason: 'EXISTING_CUSTOMER',
    });
    await expectBalancedLedger(house.hub.db);
  });

  it('bring the touches of both: the earliest that qualifies before the first order wins', async () => {
    await click(house.ben, 'phone');
    house.days(5);
    const one = await sell(house.ana, { email: 'bea@home.test', visitorId: 'laptop' });
    house.days(5);
    const two = await sell(house.ana, { email: 'bea@work.test', visitorId: 'phone' });
    const brought = async () =>
      (await house.hub.db.acquisition.findMany()).map((a) => a.contractId);
    expect((await brought()).sort()).toEqual([house.ana.contract.id, house.ben.contract.id].sort());
    await merge(one, two);
    expect(await brought()).toEqual([house.ben.contract.id]);
  });

  it('have exactly what they had when a merge is undone, and compensating entries instead of edits', async () => {
    const one = await sell(house.ana, { email: 'bea@home.test' });
    house.days(10);
    const two = await sell(house.ben, { email: 'bea@work.test' });
    const before = await everything();
    const mergeId = await merge(two, one);
    const entries = await house.hub.db.ledgerEntry.findMany({ orderBy: { id: 'asc' } });
    await undo(mergeId);
    expect(await everything()).toEqual(before);
    expect([await pending(house.ana), await pending(house.ben)]).toEqual([1000, 1000]);
    const after = await house.hub.db.ledgerEntry.findMany({ orderBy: { id: 'asc' } });
    expect(after.slice(0, entries.length)).toEqual(entries);
    expect(after.length).toBeGreaterThan(entries.length);
    await expectBalancedLedger(house.hub.db);
    await expect(undo(mergeId)).rejects.toMatchObject({ code: 'merge_undone' });
  });

  it('give an order of the meantime to whose key it came by', async () => {
    const one = await sell(house.ana, { email: 'bea@home.test' });
    house.days(1);
    const two = await sell(house.ben, { email: 'bea@work.test' });
    const [bea, work] = [await customerOf(one), await customerOf(two)];
    const mergeId = await merge(one, two);
    house.days(1);
    const third = await sell(house.ana, { email: 'bea@work.test' });
    expect(await customerOf(third)).toBe(bea);
    await undo(mergeId);
    expect(await customerOf(third)).toBe(work);
    const decision = await house.hub.db.orderDecision.findUniqueOrThrow({
      where: { orderId: third.id },
    });
    expect(decision.ltvContractId).toBe(house.ben.contract.id);
  });

  it('are taken apart in the reverse order only', async () => {
    const later = async (email: string) => {
      house.days(1);
      return sell(house.ana, { email });
    };
    const a = await later('a@home.test');
    const b = await later('b@home.test');
    const c = await later('c@home.test');
    const first = await merge(b, c);
    const second = await merge(a, b);
    await expect(undo(first)).rejects.toMatchObject({ code: 'merge_not_last' });
    await undo(second);
    await undo(first);
    expect(new Set([await customerOf(a), await customerOf(b), await customerOf(c)]).size).toBe(3);
  });

  it('of another brand, the same one twice and merged ones are refused', async () => {
    const one = await sell(house.ana, { email: 'a@home.test' });
    const two = await sell(house.ana, { email: 'b@home.test' });
    const [a, b] = [await customerOf(one), await customerOf(two)];
    const ask = (brandId: string, customerIds: [string, string]) =>
      mergeCustomers(house.hub, { brandId, customerIds, reason: 'why not', userId: 'u' });
    await expect(ask(house.ana.creator.id, [a, b])).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(house.brand.id, [a, a])).rejects.toMatchObject({ code: 'same_customer' });
    await ask(house.brand.id, [a, b]);
    await expect(ask(house.brand.id, [a, b])).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are one when two payments of a new address come at once, and a merge misses no order', async () => {
    const email = 'rush@home.test';
    const order = (given: { email: string }) =>
      makeOrder(house.hub, {
        ...{ brandId: house.brand.id, drop: house.drop, contract: house.ana.contract, ...given },
      });
    await Promise.all([1, 2, 3, 4].map(() => order({ email })));
    expect(await house.hub.db.customer.count()).toBe(1);
    const other = await sell(house.ben, { email: 'other@home.test' });
    const [rush] = await house.hub.db.customer.findMany({ where: { email } });
    const customerIds = [rush?.id ?? '', await customerOf(other)] as [string, string];
    await Promise.all([
      mergeCustomers(house.hub, {
        ...{ brandId: house.brand.id, customerIds, reason: 'race', userId: 'u' },
      }),
      ...[1, 2].map(() => order({ email: 'other@home.test' })),
    ]);
    await house.settle();
    const owners = await house.hub.db.order.findMany({ select: { customerId: true } });
    expect(new Set(owners.map(({ customerId }) => customerId)).size).toBe(1);
    expect(await house.hub.db.acquisition.count()).toBe(1);
    expect(await house.hub.db.orderDecision.count({ where: { isFirstOrder: true } })).toBe(1);
  }, 60_000);

  it('keep an acquisition that no later touch or merge of strangers moves', async () => {
    const one = await sell(house.ana, { email: 'bea@home.test', visitorId: 'v1' });
    await click(house.ben, 'v1');
    house.hub.clock.advance(DAY_MS);
    await sell(house.ben, { email: 'bea@home.test', visitorId: 'v1' });
    const [acquisition] = await house.hub.db.acquisition.findMany();
    expect(acquisition).toMatchObject({ contractId: house.ana.contract.id, firstOrderId: one.id });
  });
});
