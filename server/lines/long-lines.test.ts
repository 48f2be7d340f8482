import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { orderStock } from '../claims/claim-batches.ts';
import { offerUnits } from '../claims/offer-units.ts';
import { releaseClaim } from '../claims/release-claim.ts';
import type { OpenDatabase } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { EVERYONE } from '../protocol/stock-keys.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeContract, makeCreator, makeSku } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { join, makeLineShop } from '../test/line-shop.ts';
import { claimOne, type Shop } from '../test/shop.ts';
import { expectConservedStock } from '../test/stock.ts';
import { readOwnPlace } from '../viewer/read-own-place.ts';

/** More than one batch looks at. */
const MANY = 70;

describe.each(testDatabases())('a line longer than one look on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;
  let shop: Shop;

  beforeAll(async () => {
    database = await createTestDatabase(engine);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    hub = testHub(database.db);
    shop = await makeLineShop(hub, { units: 2, limitPerCustomer: 2 });
  });

  const offerOf = async (visitorId: string) => {
    const own = await readOwnPlace(hub, { dropId: shop.drop.id, visitorId });
    return own?.place.offer ?? null;
  };

  /** So many who stand in front, each with the same wish; written as rows, since joining is not the matter. */
  async function waitInFront(given: {
    skuId: string;
    quantity?: number;
    gateId?: string;
    locationId?: string;
  }) {
    const at = hub.clock.now();
    const { quantity = 1, locationId = null } = given;
    const gateId = given.gateId ?? shop.drop.gates[0]?.id ?? '';
    await hub.db.linePlace.createMany({
      data: Array.from({ length: MANY }, (_, n) => ({
        id: newId(at),
        dropId: shop.drop.id,
        kind: 'waiting',
        gateId,
        contractId: shop.contract.id,
        visitorId: `front-${n}`,
        customerKey: `visitor:front-${n}`,
        skuId: given.skuId,
        quantity,
        delivery: locationId === null ? 'ship' : 'pick_up',
        locationId,
        enteredAt: at,
        salt: 'salt',
        lotId: 'lot',
      })),
    });
    hub.clock.advance(1);
  }

  it('offers an article to whoever waits for it behind many who wait for another', async () => {
    const other = await makeSku(hub, { brandId: shop.brand.id });
    const at = hub.clock.now();
    const dropId = shop.drop.id;
    const item = { id: newId(at), dropId, skuId: other.id };
    await hub.db.dropItem.create({ data: { ...item, priceMinor: 4900n, position: 1 } });
    await hub.db.stockPool.create({ data: { ...item, capacity: 0, available: 0 } });
    const held = await claimOne(hub, shop, { quantity: 2 });
    await waitInFront({ skuId: other.id });
    await join(hub, shop, { visitorId: 'bea', kind: 'waiting' });
    await releaseClaim(hub, { claimId: held.claim.id, reason: 'viewer' });
    expect(await offerOf('bea')).not.toBeNull();
    await expectConservedStock(hub.db, dropId);
  });

  it('offers one unit to whoever wants one behind many who want two', async () => {
    const [first] = [await claimOne(hub, shop), await claimOne(hub, shop)];
    await waitInFront({ skuId: shop.sku.id, quantity: 2 });
    await join(hub, shop, { visitorId: 'bea', kind: 'waiting' });
    await releaseClaim(hub, { claimId: first.claim.id, reason: 'viewer' });
    expect(await offerOf('bea')).not.toBeNull();
    await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'drop_sold_out' });
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('offers to whoever came through a gate with room behind many whose gate is full', async () => {
    const held = await claimOne(hub, shop, { quantity: 2 });
    const creator = await makeCreator(hub);
    const contract = await makeContract(hub, {
      brandId: shop.brand.id,
      creatorId: creator.id,
    });
    const gateId = newId(hub.clock.now());
    await hub.db.gate.create({
      data: { id: gateId, dropId: shop.drop.id, contractId: contract.id, capUnits: 0 },
    });
    await hub.db.drop.update({ where: { id: shop.drop.id }, data: { lockSeq: { increment: 1 } } });
    await waitInFront({ skuId: shop.sku.id, gateId });
    await hub.db.linePlace.create({
      data: {
        id: newId(hub.clock.now()),
        dropId: shop.drop.id,
        kind: 'waiting',
        gateId: shop.drop.gates[0]?.id ?? '',
        contractId: shop.contract.id,
        visitorId: 'bea',
        customerKey: 'visitor:bea',
        skuId: shop.sku.id,
        enteredAt: hub.clock.now(),
        salt: 'salt',
        lotId: 'lot',
      },
    });
    await releaseClaim(hub, { claimId: held.claim.id, reason: 'viewer' });
    expect(await offerOf('bea')).not.toBeNull();
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('offers what is sent behind many who want to collect where nothing is left', async () => {
    const held = await claimOne(hub, shop, { quantity: 2 });
    const at = hub.clock.now();
    const { id: locationId } = await hub.db.location.create({
      data: {
        id: newId(at),
        brandId: shop.brand.id,
        name: 'Mitte',
        hasPickUp: true,
        country: 'DE',
        postalCode: '10115',
        createdAt: at,
      },
    });
    const { id: dropId } = shop.drop;
    await hub.db.stockPool.create({
      data: {
        ...{ id: newId(at), dropId, skuId: shop.sku.id, location: locationId, audience: EVERYONE },
        capacity: 0,
        available: 0,
      },
    });
    await hub.db.drop.update({ where: { id: dropId }, data: { lockSeq: { increment: 1 } } });
    await waitInFront({ skuId: shop.sku.id, locationId });
    await join(hub, shop, { visitorId: 'bea', kind: 'waiting' });
    await releaseClaim(hub, { claimId: held.claim.id, reason: 'viewer' });
    expect(await offerOf('bea')).not.toBeNull();
    await expectConservedStock(hub.db, dropId);
  });

  it('keeps units for whoever is behind the last offer from money that came too late', async () => {
    const many = MANY - 4;
    shop = await makeLineShop(hub, { units: many + 1, limitPerCustomer: many });
    const dropId = shop.drop.id;
    const late = await claimOne(hub, shop);
    await releaseClaim(hub, { claimId: late.claim.id, reason: 'viewer' });
    const held = await claimOne(hub, shop, { quantity: many });
    await claimOne(hub, shop);
    await waitInFront({ skuId: shop.sku.id });
    const { id: claimId } = held.claim;
    const release = { kind: 'release', claimId, reason: 'viewer', whilePaying: false } as const;
    const paying = { claimId: late.claim.id, payerKey: null, destination: null };
    const [, { decision }] = await Promise.all([
      orderStock(dropId, { hub, command: release }),
      orderStock(dropId, { hub, command: { kind: 'confirm', ...paying } }),
    ]);
    expect(decision.kind).toBe('send_money_back');
    await offerUnits(hub, dropId);
    expect(await hub.db.claim.count({ where: { dropId, placeId: { not: null } } })).toBe(many);
    await expectConservedStock(hub.db, dropId);
  });

  it('leaves to newcomers what nobody in it can take', async () => {
    const [first] = [await claimOne(hub, shop), await claimOne(hub, shop)];
    await waitInFront({ skuId: shop.sku.id, quantity: 2 });
    await releaseClaim(hub, { claimId: first.claim.id, reason: 'viewer' });
    expect((await claimOne(hub, shop)).claim.state).toBe('held');
    await expectConservedStock(hub.db, shop.drop.id);
  });
});
