import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/ids.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeOrder } from '../test/orders.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { readIncrementalRevenue } from './read-incremental-revenue.ts';

const DAY_MS = 86_400_000;

describe.each(testDatabases())('revenue on top on %s', (engine) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let hub: TestHub;
  let shop: Shop;
  let experimentId: string;
  let exposedAt: Date;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
    shop = await makeShop(hub, { priceMinor: 4000 });
    exposedAt = hub.clock.now();
    const { id } = await hub.db.experiment.create({
      data: {
        ...{ id: newId(exposedAt), brandId: shop.brand.id, dropId: shop.drop.id },
        ...{ assignmentKey: 'a key', holdoutBps: 3000, shopUrl: 'https://shop.test/legging' },
        createdAt: exposedAt,
      },
    });
    experimentId = id;
  });
  afterEach(() => database.close());

  const revenue = (since = exposedAt) => readIncrementalRevenue(hub, shop.brand, since);

  it('is told of finished drops since a moment, with its interval', async () => {
    await expose({ treated: 70, heldOut: 30 });
    await buy(40);
    expect(await revenue()).toBeNull();
    hub.clock.advance(14 * DAY_MS);
    const found = await revenue();
    expect(found).toMatchObject({
      ...{ estimate: { minor: 160_000, currency: 'eur' }, drops: 1, isCertain: true },
    });
    expect(found?.low.minor).toBeLessThan(160_000);
    expect(found?.high.minor).toBeGreaterThan(160_000);
    expect(await revenue(new Date(shop.drop.startsAt.getTime() + 1))).toBeNull();
  });

  it('is not certain where the visitors were too few to say that the drop brought buyers', async () => {
    await expose({ treated: 7, heldOut: 3 });
    await buy(4);
    hub.clock.advance(14 * DAY_MS);
    const found = await revenue();
    expect(found?.low.minor).toBeGreaterThan(0);
    expect(found?.isCertain).toBe(false);
  });

  /** Visitors who were led to the drop, by name: `treated-0`, `heldOut-0`, … */
  async function expose(sizes: { treated: number; heldOut: number }): Promise<void> {
    const group = (name: 'treated' | 'heldOut') =>
      Array.from({ length: sizes[name] }, (_, at) => ({
        ...{ experimentId, visitorId: `${name}-${at}`, isHeldOut: name === 'heldOut' },
        ...{ contractId: shop.contract.id, clickId: `click-${name}-${at}`, exposedAt },
      }));
    await hub.db.exposure.createMany({ data: [...group('treated'), ...group('heldOut')] });
  }

  /** So many of the treated pay 40.00 a minute after. */
  async function buy(visitors: number): Promise<void> {
    const { brand, drop, contract } = shop;
    const at = new Date(exposedAt.getTime() + 60_000);
    for (let visitor = 0; visitor < visitors; visitor += 1) {
      const sold = { brandId: brand.id, drop, contract, visitorId: `treated-${visitor}` };
      await makeOrder(hub, { ...sold, capturedAt: at, claimedAt: at, capturedMinor: 4000 });
    }
  }
});
