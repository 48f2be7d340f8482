import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeDraft } from '../test/draft.ts';
import { makeSku } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { expectConservedStock } from '../test/stock.ts';
import { createDrop } from './create-drop.ts';
import { openReserves } from './open-reserves.ts';
import { readDropState } from './read-drop-state.ts';
import { readPublicDrop } from './read-public-drop.ts';
import { releaseUnits } from './release-units.ts';

const MINUTE_MS = 60_000;

describe.each(testDatabases())('pools and reserves on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
  });
  afterEach(() => database.close());

  async function makeMembers(brandId: string, name = 'Members') {
    const id = newId(hub.clock.now());
    await hub.db.audience.create({ data: { id, brandId, name, createdAt: hub.clock.now() } });
    return id;
  }

  async function makePlace(brandId: string, hasPickUp = true) {
    const id = newId(hub.clock.now());
    const createdAt = hub.clock.now();
    const address = { country: 'DE', postalCode: '10115', city: 'Berlin', street: 'Weg 1' };
    await hub.db.location.create({
      data: { id, brandId, name: 'Mitte', hasPickUp, pickUpNote: 'Till 7', createdAt, ...address },
    });
    return id;
  }

  /** 20 units for everyone, 12 for members, 3 for everyone at a place where they can be collected. */
  async function makeReserve(given: Record<string, unknown> = {}) {
    const draft = await makeDraft(hub);
    const members = await makeMembers(draft.brand.id);
    const place = await makePlace(draft.brand.id);
    const extraStock = [
      { location: 'central', audience: members, units: 12 },
      { location: place, audience: 'everyone', units: 3 },
    ];
    const rungs = [{ priceMinor: 3900, units: 7, endsAt: null }];
    const input = draft.inputOf({
      items: [{ skuId: draft.sku.id, priceMinor: 4900, units: 20, extraStock, rungs }],
      gates: [
        { contractId: draft.contract.id, capUnits: null },
        {
          contractId: draft.contract.id,
          audience: members,
          capUnits: 10,
          opensAt: draft.startsAt - 15 * MINUTE_MS,
        },
      ],
      reserveEndsAt: draft.startsAt + 15 * MINUTE_MS,
      publish: true,
      ...given,
    });
    const drop = await createDrop(hub, input);
    return { ...draft, drop, members, place };
  }

  it('counts what everybody can claim apart from what is kept for somebody', async () => {
    const { drop, sku, members, place } = await makeReserve();
    const stock = { total: 35, available: 23, reserved: 12, held: 0, sold: 0 };
    expect(drop.stock).toEqual(stock);
    expect(drop.pools).toHaveLength(3);
    const view = await readPublicDrop(hub, { id: drop.id });
    expect(view).toMatchObject({
      stock,
      facts: { available: 23 },
      items: [{ rungs: [{ position: 1, priceMinor: 3900, units: 7, unitsLeft: 7, endsAt: null }] }],
      audiences: [{ audience: members, name: 'Members', reserved: 12, closesAt: null }],
      pickUpPlaces: [{ id: place, name: 'Mitte', note: 'Till 7' }],
      creators: [{}],
    });
    expect(view?.audiences[0]?.opensAt).toBe(drop.startsAt - 15 * MINUTE_MS);
    const state = await readDropState(hub, drop.id);
    expect(state).toMatchObject({ stock, facts: { available: 23 }, waiting: 0, v: view?.version });
    expect(state?.items).toEqual([[sku.id, 23, 35, 4900, [[3900, 7, 7, null]]]]);
  });

  it('opens a reserve to everyone when its time has come, and what comes back to it later', async () => {
    const { drop, members, startsAt } = await makeReserve();
    hub.clock.set(new Date(startsAt + 15 * MINUTE_MS - 1));
    expect(await openReserves(hub)).toBe(0);
    const kept = await hub.db.stockPool.findFirstOrThrow({ where: { audience: members } });
    await hub.db.stockPool.update({ where: { id: kept.id }, data: { available: 10, held: 2 } });
    hub.clock.set(new Date(startsAt + 15 * MINUTE_MS));
    const before = await readDropState(hub, drop.id);
    expect(await openReserves(hub)).toBe(10);
    const after = await readDropState(hub, drop.id);
    expect(after?.stock).toEqual({ total: 35, available: 33, reserved: 0, held: 2, sold: 0 });
    expect(after?.v).toBe((before?.v ?? 0) + 1);
    expect(await openReserves(hub)).toBe(0);
    await hub.db.stockPool.update({ where: { id: kept.id }, data: { available: 2, held: 0 } });
    expect(await openReserves(hub)).toBe(2);
    const view = await readPublicDrop(hub, { id: drop.id });
    expect(view?.stock).toEqual({ total: 35, available: 35, reserved: 0, held: 0, sold: 0 });
    expect(view?.events.slice(1)).toMatchObject([
      { kind: 'reserve_opened', text: '+10 reserved units opened to everyone' },
      { kind: 'reserve_opened', text: '+2 reserved units opened to everyone' },
    ]);
    const moved = await hub.db.stockMovement.groupBy({ by: ['kind'], _sum: { units: true } });
    expect(moved.map(({ kind, _sum }) => [kind, _sum.units]).sort()).toEqual([
      ['moved_in', 12],
      ['moved_out', 12],
    ]);
    await expectConservedStock(hub.db, drop.id);
  });

  it('opens the reserve of a drop that has nothing else by making the pool for everyone', async () => {
    const draft = await makeDraft(hub);
    const place = await makePlace(draft.brand.id);
    const extraStock = [{ location: place, audience: 'past_buyers', units: 4 }];
    const input = draft.inputOf({
      items: [{ skuId: draft.sku.id, priceMinor: 4900, units: 0, extraStock }],
      gates: [{ contractId: draft.contract.id, audience: 'past_buyers', capUnits: null }],
      reserveEndsAt: draft.startsAt,
      publish: true,
    });
    const drop = await createDrop(hub, input);
    expect(drop.stock).toMatchObject({ available: 0, reserved: 4 });
    hub.clock.set(new Date(draft.startsAt));
    await openReserves(hub);
    const pools = await hub.db.stockPool.findMany({ where: { location: place } });
    expect(pools.map(({ audience, capacity }) => [audience, capacity]).sort()).toEqual([
      ['everyone', 4],
      ['past_buyers', 0],
    ]);
  });

  it('leaves the reserve of a drop that is over or never opens it', async () => {
    const over = await makeReserve();
    await makeReserve({ reserveEndsAt: null });
    hub.clock.set(new Date(over.drop.endsAt));
    expect(await openReserves(hub)).toBe(0);
  });

  it('adds units for one audience at one place, and says so in the public log', async () => {
    const { drop, brand, sku, members, place } = await makeReserve();
    const release = { brandId: brand.id, dropId: drop.id, skuId: sku.id, units: 5 };
    const after = await releaseUnits(hub, { ...release, location: place, audience: members });
    expect(after.stock).toMatchObject({ total: 40, available: 23, reserved: 17 });
    expect(after.events.at(-1)?.text).toBe('+5 released for Members (One size)');
    const other = await makeReserve();
    await expect(releaseUnits(hub, { ...release, audience: other.members })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(releaseUnits(hub, { ...release, location: other.place })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('takes no location, audience or add-on of another brand', async () => {
    const draft = await makeDraft(hub);
    const other = await makeDraft(hub);
    const { id: skuId } = draft.sku;
    const stock = { location: 'central', audience: 'everyone', units: 1 };
    const foreign = [
      { extraStock: [{ ...stock, location: await makePlace(other.brand.id) }] },
      { extraStock: [{ ...stock, audience: await makeMembers(other.brand.id) }] },
    ];
    for (const given of foreign) {
      const input = draft.inputOf({ items: [{ skuId, priceMinor: 1, units: 1, ...given }] });
      await expect(createDrop(hub, input)).rejects.toMatchObject({ code: 'not_found' });
    }
    const audience = await makeMembers(other.brand.id, 'Friends');
    const gates = [{ contractId: draft.contract.id, audience, capUnits: null }];
    await expect(createDrop(hub, draft.inputOf({ gates }))).rejects.toMatchObject({
      code: 'not_found',
    });
    const offer = { kind: 'bundle', addOnSkuId: other.sku.id };
    await expect(createDrop(hub, draft.inputOf({ offer }))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('leaves the add-on of a bundle out of what is left, and has one for every unit', async () => {
    const draft = await makeDraft(hub);
    const tote = await makeSku(hub, { brandId: draft.brand.id });
    const input = draft.inputOf({
      offer: { kind: 'bundle', addOnSkuId: tote.id },
      addOnStock: [{ location: 'central', audience: 'everyone', units: 15 }],
    });
    const drop = await createDrop(hub, input);
    expect(drop.missing).toEqual([
      'Set aside an add-on for every unit: Central reserve has 15 for 20.',
    ]);
    expect(drop.stock).toMatchObject({ total: 20, available: 20 });
    const addOnStock = [{ location: 'central', audience: 'everyone', units: 20 }];
    const { id: dropId } = await createDrop(hub, { ...input, addOnStock, publish: true });
    const [{ skuId = '' } = {}] = input.items;
    await releaseUnits(hub, { brandId: draft.brand.id, dropId, skuId, units: 4 });
    const addOns = await hub.db.stockPool.findFirstOrThrow({ where: { dropId, skuId: tote.id } });
    expect(addOns).toMatchObject({ capacity: 24, available: 24 });
    const [published] = await hub.db.drop.findMany({ where: { publishedAt: { not: null } } });
    const view = await readPublicDrop(hub, { id: published?.id ?? '' });
    expect(view).toMatchObject({
      stock: { total: 24 },
      facts: { available: 24 },
      offer: { kind: 'bundle', addOnSkuId: tote.id },
    });
    expect(view?.offer).toHaveProperty('addOnTitle', expect.stringContaining('One size'));
    expect((await readDropState(hub, published?.id ?? ''))?.stock.total).toBe(24);
  });

  it('publishes the hash of the seed with a drop that is decided by lot', async () => {
    const draft = await makeDraft(hub);
    const entriesCloseAt = draft.startsAt + 30 * MINUTE_MS;
    const input = draft.inputOf({ fairness: 'draw', entriesCloseAt, publish: true });
    const drop = await createDrop(hub, input);
    const lot = await hub.db.dropLot.findUniqueOrThrow({ where: { dropId: drop.id } });
    expect(lot.seed).toMatch(/^[0-9a-f]{64}$/);
    const view = await readPublicDrop(hub, { id: drop.id });
    expect(view?.lot).toEqual({ seedHash: lot.seedHash, drawnAt: null });
    expect(JSON.stringify(view)).not.toContain(lot.seed);
    const plain = await createDrop(hub, draft.inputOf({ publish: true }));
    expect(await hub.db.dropLot.count({ where: { dropId: plain.id } })).toBe(0);
  });
});
