import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../platform/db.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop } from '../test/shop.ts';

describe.each(testDatabases())('a drop that is known from the last batch on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
  });
  afterEach(() => database.close());

  it('is read again when a row is not what it was, as after a repair by hand', async () => {
    const shop = await makeShop(hub, { units: 5 });
    await claimOne(hub, shop);
    const where = { dropId: shop.drop.id };
    await hub.db.stockPool.updateMany({ where, data: { available: 0, capacity: 1 } });
    await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'drop_sold_out' });
  });
});
