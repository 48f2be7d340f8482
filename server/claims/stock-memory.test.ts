import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase } from '../platform/db.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop, type Shop } from '../test/shop.ts';
import { expectConservedStock } from '../test/stock.ts';
import { orderStock } from './claim-batches.ts';
import { holdUnits } from './hold-units.ts';
import { issueToken } from './issue-token.ts';
import { releaseClaim } from './release-claim.ts';
import { runBatch } from './run-batch.ts';

describe.each(testDatabases())('the memory of a sold-out drop on %s', (engine) => {
  let database: OpenDatabase & { url: string };
  let hub: TestHub;
  let shop: Shop;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
    shop = await makeShop(hub, { units: 1 });
  });
  afterEach(() => database.close());

  const releasing = (claimId: string) =>
    ({ kind: 'release', claimId, reason: 'viewer', whilePaying: false }) as const;

  it('is dropped when the outcome of a batch is not known', async () => {
    const { claim } = await claimOne(hub, shop);
    await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'drop_sold_out' });
    const dropId = shop.drop.id;
    // What a batch does whose commit was carried out and whose answer was lost.
    const orders = [{ command: releasing(claim.id) }];
    await runBatch(hub.db, { dropId, orders, now: hub.clock.now() });
    const lost = orderStock(dropId, {
      hub,
      command: { kind: 'offer' },
      andThen: () => Promise.reject(new Error('the answer was lost')),
    });
    await expect(lost).rejects.toThrow('the answer was lost');
    expect((await claimOne(hub, shop)).claim.state).toBe('held');
    await expectConservedStock(hub.db, dropId);
  });

  it.skipIf(engine === 'sqlite')(
    'ends within a moment when a unit comes free on another node',
    async () => {
      const away = await openDatabase({ url: database.url });
      const other = testHub(away.db, { clock: hub.clock });
      Object.assign(other, { keyring: hub.keyring });
      const { claim } = await claimOne(hub, shop);
      await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'drop_sold_out' });
      await releaseClaim(other, { claimId: claim.id, reason: 'viewer' });
      await expect
        .poll(() => claimOne(hub, shop).then(() => 'held', String), { timeout: 10_000 })
        .toBe('held');
      await away.close();
    },
  );

  it.skipIf(engine === 'sqlite')(
    'keeps no answer from whoever claimed on another node',
    async () => {
      const away = await openDatabase({ url: database.url });
      const other = testHub(away.db, { clock: hub.clock });
      Object.assign(other, { keyring: hub.keyring });
      const { claim } = await claimOne(other, shop);
      const { token } = await issueToken(hub, { dropSlug: shop.drop.slug, visitorId: 'bea' });
      const items = [{ skuId: shop.sku.id, quantity: 1 }];
      const wish = { token, items, idempotencyKey: 'a-wish-of-beas' };
      // This node finds it sold out, and the other one has a unit again.
      await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'drop_sold_out' });
      await releaseClaim(other, { claimId: claim.id, reason: 'viewer' });
      const held = await holdUnits(other, wish);
      const told = await Promise.all([1, 2, 3, 4].map(() => holdUnits(hub, wish)));
      expect(told.map((one) => one.claim.id)).toEqual([1, 2, 3, 4].map(() => held.claim.id));
      await expectConservedStock(hub.db, shop.drop.id);
      await away.close();
    },
  );
});
