import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { balanceOf, expectSoundCredit, grantCredit } from '../test/credit.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeClaim, makeOrder } from '../test/orders.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { setCreditAside } from './set-credit-aside.ts';
import { settleCreditOfRefund } from './settle-credit-of-refund.ts';

const BEA = 'bea@home.test';

describe.each(testDatabases())('credit that an order was paid with, on %s', (engine) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let hub: TestHub;
  let shop: Shop;
  let order: { id: string; claimId: string | null };

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
    shop = await makeShop(hub);
    await grantCredit(hub, bea(), 500);
    const money = { capturedMinor: 4_400, creditMinor: 500 };
    const quote = { itemsMinor: 4_900, totalMinor: 4_900, lines: [] };
    order = await makeOrder(hub, { ...shop, brandId: shop.brand.id, email: BEA, ...money, quote });
    hub.clock.advance(1_000);
    const spent = { claimId: order.claimId ?? '', emailKey: BEA };
    expect(await setCreditAside(hub, spent)).toBe(500);
  });
  afterEach(async () => {
    await expectSoundCredit(hub.db);
    await database.close();
  });

  const bea = () => ({ brandId: shop.brand.id, emailKey: BEA });
  const balance = () => balanceOf(hub.db, bea());
  const since = async (count: number) =>
    (await hub.db.creditEntry.findMany({ orderBy: { id: 'asc' } }))
      .map(({ kind, amountMinor }) => `${kind} ${amountMinor}`)
      .slice(count);

  /** A refund of all money stands so by now; what follows from it comes three times, at once. */
  async function refund(id: string, status: 'pending' | 'succeeded' | 'failed') {
    hub.clock.advance(1_000);
    const known = { orderId: order.id, amountMinor: 4_400n, reason: '' };
    await hub.db.refund.upsert({
      where: { id },
      create: { id, ...known, status, createdAt: hub.clock.now() },
      update: { status },
    });
    await Promise.all([1, 2, 3].map(() => settleCreditOfRefund(hub, { orderId: order.id })));
    return balance();
  }

  it('stays spent while a refund is pending, and when it fails', async () => {
    expect(await refund('re_1', 'pending')).toBe(0);
    expect(await refund('re_1', 'failed')).toBe(0);
    expect(await since(2)).toEqual([]);
  });

  it('goes back once when a pending refund has succeeded', async () => {
    expect(await refund('re_1', 'pending')).toBe(0);
    expect(await refund('re_1', 'succeeded')).toBe(500);
    expect(await since(2)).toEqual(['given_back 500']);
  });

  it('is taken again when a refund that succeeded fails, and goes back with the next', async () => {
    expect(await refund('re_1', 'succeeded')).toBe(500);
    expect(await refund('re_1', 'failed')).toBe(0);
    expect(await refund('re_2', 'succeeded')).toBe(500);
    expect(await since(2)).toEqual(['given_back 500', 'set_aside -500', 'given_back 500']);
  });

  it('is taken again only as far as it is there, and no later credit for the rest', async () => {
    await refund('re_1', 'succeeded');
    hub.clock.advance(1_000);
    const quote = { itemsMinor: 350, totalMinor: 350, lines: [] };
    const { id: claimId } = await makeClaim(hub, { ...shop, ...bea(), visitorId: 'v', quote });
    expect(await setCreditAside(hub, { claimId, emailKey: BEA })).toBe(300);
    expect(await refund('re_1', 'failed')).toBe(0);
    hub.clock.advance(1_000);
    await grantCredit(hub, bea(), 70);
    expect(await refund('re_1', 'failed')).toBe(70);
    expect(await refund('re_2', 'succeeded')).toBe(270);
    expect(await since(4)).toEqual(['set_aside -200', 'earned 70', 'given_back 200']);
  });
});
