import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lockDrop } from '../drops/lock-drop.ts';
import type { OpenDatabase, Reader, Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { WebhookEvent } from '../protocol/webhooks.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop, type Shop } from '../test/shop.ts';
import {
  changeEndpoint,
  createEndpoint,
  disableEndpoint,
  enableEndpoint,
  removeEndpoint,
} from '../webhooks/manage-endpoints.ts';
import { issueToken, readClaimToken } from './issue-token.ts';
import { loadBatch } from './load-batch.ts';
import { runBatch } from './run-batch.ts';
import { saveBatch } from './save-batch.ts';

describe.each(testDatabases())('whoever wants to know of claims on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;
  let shop: Shop;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
    shop = await makeShop(hub, { units: 20 });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await database.close();
  });

  const told = () => hub.db.happening.count({ where: { kind: 'claims.held' } });
  const settings = (...eventTypes: WebhookEvent[]) => ({
    ...{ url: 'https://example.com/hook', description: '', eventTypes },
  });
  const create = (...eventTypes: WebhookEvent[]) => {
    const owner = { brandId: shop.brand.id, createdBy: shop.brand.owner.id };
    return createEndpoint(hub, owner, settings(...eventTypes));
  };
  /** As another node does it. */
  const insertElsewhere = (db: Reader) =>
    db.webhookEndpoint.create({
      data: {
        ...{ id: newId(hub.clock.now()), brandId: shop.brand.id, ...settings() },
        ...{ eventTypes: '["claim.held"]', secret: '', createdAt: hub.clock.now() },
        createdBy: shop.brand.owner.id,
      },
    });
  const isTold = async () => {
    const before = await told();
    await claimOne(hub, shop);
    return (await told()) > before;
  };

  it('is not asked for while the drop is locked', async () => {
    const { token } = await issueToken(hub, { dropSlug: shop.drop.slug, visitorId: 'bea' });
    const command = {
      ...{
        kind: 'hold' as const,
        claimId: newId(hub.clock.now()),
        token: readClaimToken(hub, token),
      },
      ...{ idempotencyKey: 'a-wish-of-beas', requestHash: 'hash' },
      wish: {
        items: [{ skuId: shop.sku.id, quantity: 1 }],
        delivery: { kind: 'ship' as const },
        note: null,
      },
    };
    const batch = { dropId: shop.drop.id, orders: [{ command }], now: hub.clock.now() };
    // Whoever asked after this would find somebody.
    const lock = async (tx: Tx, dropId: string) => {
      const seq = await lockDrop(tx, dropId);
      await insertElsewhere(tx);
      return seq;
    };
    const result = await runBatch(hub.db, batch, { lock, load: loadBatch, save: saveBatch });
    expect(result?.decisions).toMatchObject([{ kind: 'hold' }]);
    expect(await told()).toBe(0);
  });

  it('is told of the next claim when an endpoint begins to want it, and of none after it stops', async () => {
    expect(await isTold()).toBe(false);
    const { endpoint } = await create('claim.held');
    const which = { brandId: shop.brand.id, endpointId: endpoint.id };
    expect(await isTold()).toBe(true);
    await changeEndpoint(hub, which, settings('order.paid'));
    expect(await isTold()).toBe(false);
    await changeEndpoint(hub, which, settings('order.paid', 'claim.held'));
    expect(await isTold()).toBe(true);
    await disableEndpoint(hub, which);
    expect(await isTold()).toBe(false);
    await enableEndpoint(hub, which);
    expect(await isTold()).toBe(true);
    await removeEndpoint(hub, which);
    expect(await isTold()).toBe(false);
  });

  it('is known five seconds later when another node was asked', async () => {
    const now = vi.spyOn(performance, 'now');
    // Whole, so that a difference of two is exact.
    const atMs = Math.ceil(performance.now());
    now.mockReturnValue(atMs);
    expect(await isTold()).toBe(false);
    await insertElsewhere(hub.db);
    now.mockReturnValue(atMs + 4_999);
    expect(await isTold()).toBe(false);
    now.mockReturnValue(atMs + 5_000);
    expect(await isTold()).toBe(true);
  });
});
