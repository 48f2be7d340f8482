import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { releaseClaim } from '../../claims/release-claim.ts';
import type { Db } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { createTestDatabase, testDatabases } from '../database.ts';
import { testHub } from '../hub.ts';
import { claimOne, makeShop, type Shop } from '../shop.ts';
import { findLosses, History } from './history.ts';

/** The crash suites are worth what this checker notices; each loss below is made on purpose. */
describe.each(testDatabases())('the history of what viewers were told, on %s', (engine) => {
  let db: Db;
  let close: () => Promise<void>;
  let shop: Shop;
  let history: History;
  let claimId: string;

  beforeEach(async () => {
    ({ db, close } = await createTestDatabase(engine));
    const hub = testHub(db);
    shop = await makeShop(hub, { units: 10 });
    history = new History();
    history.drops.add(shop.drop.id);
    for (const key of ['first-wish', 'second-wish']) {
      const { claim } = await claimOne(hub, shop, { key, visitorId: `visitor-${key}` });
      const wish = { dropId: shop.drop.id, skuId: shop.sku.id, key, token: '', cookie: '' };
      history.held.set(claim.id, wish);
      claimId = claim.id;
    }
    const given = await claimOne(hub, shop, { key: 'third-wish' });
    await releaseClaim(hub, { claimId: given.claim.id, reason: 'viewer' });
    history.givenBack.add(given.claim.id);
    const wish = { dropId: shop.drop.id, skuId: shop.sku.id, token: '', cookie: '' };
    history.held.set(given.claim.id, { ...wish, key: 'third-wish' });
  });
  afterEach(() => close());

  const losses = () => findLosses(db, history);

  it('agrees with a database that kept everything', async () => {
    expect(await losses()).toEqual([]);
  });

  it('names a claim that was acknowledged and is gone', async () => {
    await db.claim.delete({ where: { id: claimId } });
    expect(await losses()).toContain(`claim ${claimId} was acknowledged and is gone`);
  });

  it('names a claim that is there under another key', async () => {
    const wish = { dropId: shop.drop.id, skuId: shop.sku.id, token: '', cookie: '' };
    history.held.set(claimId, { ...wish, key: 'another-wish' });
    expect(await losses()).toContain(`claim ${claimId} is not what was acknowledged`);
  });

  it('names a second claim that nobody asked for', async () => {
    const claim = await db.claim.findUniqueOrThrow({ where: { id: claimId } });
    const id = newId(claim.heldAt);
    await db.claim.create({ data: { ...claim, id, idempotencyKey: 'doubled' } });
    expect(await losses()).toContain(`claim ${id} was made and nobody asked for it`);
  });

  it('names a claim right that was taken without being used up', async () => {
    await db.claimTokenUse.deleteMany({ where: { claimId } });
    expect(await losses()).toEqual(['3 claims were made with 2 claim rights']);
  });

  it('names units that were given back and are still held', async () => {
    const [id = ''] = history.givenBack;
    await db.claim.update({ where: { id }, data: { releasedAt: null } });
    expect(await losses()).toContain(`claim ${id} was given back and is still held`);
  });

  it('names a unit that leaked out of a counter', async () => {
    const poolId = shop.drop.pools[0]?.id ?? '';
    await db.stockPool.update({
      where: { id: poolId },
      data: { available: { increment: 1 }, held: { decrement: 1 } },
    });
    await db.gate.updateMany({ data: { usedUnits: { decrement: 1 } } });
    expect(await losses()).toEqual([
      `held in pool ${poolId}, by claims: 1 stored, 2 counted`,
      `held in pool ${poolId}, by movements: 1 stored, 2 counted`,
      `used of gate ${shop.drop.gates[0]?.id}: 1 stored, 2 counted`,
    ]);
  });

  it('names a movement that was not written and an allowance that was not given back', async () => {
    await db.stockMovement.deleteMany({ where: { claimId } });
    await db.customerAllowance.updateMany({
      where: { customerKey: 'visitor:visitor-first-wish' },
      data: { usedUnits: 2 },
    });
    expect(await losses()).toEqual([
      `held in pool ${shop.drop.pools[0]?.id}, by movements: 2 stored, 1 counted`,
      'used by customer visitor:visitor-first-wish: 2 stored, 1 counted',
    ]);
  });

  it('names an order and a click that are gone', async () => {
    history.ordered.set(claimId, 1001);
    const signed = Buffer.from('click-1.k.link-1.contract-1..visitor-1').toString('base64url');
    history.confirmed.add(`k1.${signed}.mac`);
    expect(await losses()).toEqual([
      `order 1001 of claim ${claimId} is gone`,
      'click click-1 was confirmed and is not on record',
    ]);
  });
});
