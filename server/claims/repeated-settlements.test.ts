import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../platform/db.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop, type Shop } from '../test/shop.ts';
import { expectConservedStock } from '../test/stock.ts';
import { confirmClaim, type Settlement } from './confirm-claim.ts';
import { releaseClaim } from './release-claim.ts';

describe.each(testDatabases())('payments that are told twice at once on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;
  let shop: Shop;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
    shop = await makeShop(hub, { units: 3 });
  });
  afterEach(() => database.close());

  function pay(claimId: string, payerKey: string | null): Promise<Settlement> {
    const record = async () => {};
    const which = { claimId, dropId: shop.drop.id, payerKey, destination: null };
    return confirmClaim(hub, { ...which, record });
  }

  it('send money over the limit back, and leave everybody else in the batch alone', async () => {
    const third = await claimOne(hub, shop);
    const [first, second] = [await claimOne(hub, shop), await claimOne(hub, shop)];
    expect(await pay(first.claim.id, 'email:bea@home.test')).toBe('sold');
    const [told, again, other] = await Promise.allSettled([
      pay(second.claim.id, 'email:bea@home.test'),
      pay(second.claim.id, 'email:bea@home.test'),
      pay(third.claim.id, 'email:carl@home.test'),
    ]);
    expect([told, again, other]).toMatchObject([
      { value: 'send_money_back' },
      { value: 'send_money_back' },
      { value: 'sold' },
    ]);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('send late money back whose units are gone', async () => {
    const { claim } = await claimOne(hub, shop);
    await releaseClaim(hub, { claimId: claim.id, reason: 'viewer' });
    await Promise.all([claimOne(hub, shop), claimOne(hub, shop), claimOne(hub, shop)]);
    const told = await Promise.allSettled([pay(claim.id, null), pay(claim.id, null)]);
    expect(told).toMatchObject([{ value: 'send_money_back' }, { value: 'send_money_back' }]);
    await expectConservedStock(hub.db, shop.drop.id);
  });
});
