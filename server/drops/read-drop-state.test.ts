import { describe, expect, it } from 'vitest';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeBrand, makeContract, makeCreator, makeDrop, makeSku } from '../test/factories.ts';
import { TEST_START, testHub } from '../test/hub.ts';
import { readDropState } from './read-drop-state.ts';

describe.each(testDatabases())('the state of a drop on %s', (engine) => {
  it('holds stock, prices, times and the version of the last change', async () => {
    const database = await createTestDatabase(engine);
    try {
      const hub = testHub(database.db);
      const brand = await makeBrand(hub);
      const creator = await makeCreator(hub);
      const contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
      const sku = await makeSku(hub, { brandId: brand.id });
      const drop = await makeDrop(hub, {
        brandId: brand.id,
        skuId: sku.id,
        contractIds: [contract.id],
        units: 12,
        priceMinor: 3900,
      });
      await hub.db.drop.update({ where: { id: drop.id }, data: { lockSeq: 7 } });

      const state = await readDropState(hub, drop.id);

      expect(state).toMatchObject({
        p: 1,
        d: drop.id,
        v: 7,
        ts: TEST_START.getTime(),
        stock: { total: 12, available: 12, held: 0, sold: 0 },
        items: [[sku.id, 12, 12, 3900, []]],
        facts: {
          publishedAt: TEST_START.getTime(),
          pausedAt: null,
          endedAt: null,
          startsAt: drop.startsAt.getTime(),
          endsAt: drop.endsAt.getTime(),
          available: 12,
        },
      });
      expect((await readDropState(hub, drop.id))?.ep).toBe(state?.ep);
    } finally {
      await database.close();
    }
  });

  it('is nothing for a draft and for an unknown id', async () => {
    const database = await createTestDatabase(engine);
    try {
      const hub = testHub(database.db);
      const brand = await makeBrand(hub);
      const sku = await makeSku(hub, { brandId: brand.id });
      const drop = await makeDrop(hub, {
        brandId: brand.id,
        skuId: sku.id,
        contractIds: [],
        units: 1,
      });
      await hub.db.drop.update({ where: { id: drop.id }, data: { publishedAt: null } });
      expect(await readDropState(hub, drop.id)).toBeNull();
      expect(await readDropState(hub, 'nothing')).toBeNull();
    } finally {
      await database.close();
    }
  });
});
