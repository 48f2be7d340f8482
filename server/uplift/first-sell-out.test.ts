import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { releaseLapsedHolds } from '../claims/release-lapsed.ts';
import { addLocation } from '../fulfilment/add-location.ts';
import { newId } from '../platform/ids.ts';
import { addDevice } from '../popups/add-device.ts';
import { giveBackLease } from '../popups/give-back-lease.ts';
import { leaseToDevice } from '../popups/lease-to-device.ts';
import { pairDevice } from '../popups/pair-device.ts';
import { type Device, readDevice } from '../popups/read-device.ts';
import { syncSales } from '../popups/sync-sales.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop, type Shop } from '../test/shop.ts';
import { expectConservedStock } from '../test/stock.ts';
import { findFirstSellOut } from './uplift.store.ts';

const ADDRESS = { country: 'DE', postalCode: '12047', city: '', street: '', pickUpNote: '' };
const HOUR_MS = 3_600_000;

describe.each(testDatabases())('the first sell-out of ten units at one place on %s', (engine) => {
  let hub: TestHub;
  let close: () => Promise<void>;
  let shop: Shop;
  let device: Device;
  let pool: { id: string };

  beforeEach(async () => {
    const opened = await createTestDatabase(engine);
    ({ close } = opened);
    hub = testHub(opened.db);
    const endsAt = new Date(hub.clock.now().getTime() + 24 * HOUR_MS);
    shop = await makeShop(hub, { limitPerCustomer: 10, priceMinor: 5000, units: 0, endsAt });
    const brandId = shop.brand.id;
    const place = await addLocation(hub, { brandId, name: 'Market', hasPickUp: true, ...ADDRESS });
    const [id, location] = [newId(hub.clock.now()), place.id ?? ''];
    const stock = { dropId: shop.drop.id, skuId: shop.sku.id, capacity: 10, available: 10 };
    pool = await hub.db.stockPool.create({ data: { id, location, ...stock } });
    const { code } = await addDevice(hub, { brandId, locationId: location, name: 'Till 1' });
    device = await readDevice(hub, (await pairDevice(hub, code)).key);
  });
  afterEach(() => close());

  const which = () => ({
    ...{ dropId: shop.drop.id, skuId: shop.sku.id },
    gateId: shop.drop.gates[0]?.id ?? '',
  });
  const hold = (quantity: number) => claimOne(hub, shop, { quantity });
  const lease = (leasedUnits: number) => leaseToDevice(hub, device, { ...which(), leasedUnits });
  async function lapse() {
    hub.clock.advance(HOUR_MS);
    await releaseLapsedHolds(hub);
  }
  async function soldOutAt() {
    await expectConservedStock(hub.db, shop.drop.id);
    return findFirstSellOut(hub.db, shop.drop.id);
  }

  it('never was when a device leases what has lapsed', async () => {
    await hold(6);
    await lapse();
    await lease(5);
    expect(await soldOutAt()).toBeNull();
  });

  it('was when a device had half of them and viewers the rest, though the device gives them back', async () => {
    const { leaseId } = await lease(5);
    hub.clock.advance(1000);
    await hold(5);
    const at = hub.clock.now();
    hub.clock.advance(1000);
    await giveBackLease(hub, device, { leaseId, returnedUnits: 5 });
    expect(await soldOutAt()).toEqual(at);
  });

  it('never was when a device sells what has lapsed, beyond its lease', async () => {
    await hold(6);
    await lapse();
    const sale = { saleKey: 'sale-of-the-device-1', quantity: 5, unitPriceMinor: 5000 };
    const soldAt = hub.clock.now().getTime();
    await syncSales(hub, device, [{ ...which(), ...sale, soldAt, isConfirmed: true }]);
    expect(await hub.db.stockPool.findUnique({ where: { id: pool.id } })).toMatchObject({
      sold: 5,
    });
    expect(await soldOutAt()).toBeNull();
  });

  it('was when all were held, though the parcels leave from units of an audience', async () => {
    const at = hub.clock.now();
    const { dropId, skuId } = which();
    const reserved = { dropId, skuId, location: device.location, audience: 'friends' };
    const other = await hub.db.stockPool.create({
      data: { id: newId(at), ...reserved, capacity: 10, available: 0, sold: 10 },
    });
    const moved = (poolId: string, kind: string, seq: number) => ({
      ...{ id: newId(at), poolId, kind, seq, units: 10 },
      at: new Date(at.getTime() + seq * 1000),
    });
    await hub.db.stockMovement.createMany({
      data: [
        moved(pool.id, 'held', 1),
        moved(pool.id, 'sold', 2),
        moved(pool.id, 'rerouted_out', 2),
        moved(other.id, 'rerouted_in', 2),
      ],
    });
    expect(await findFirstSellOut(hub.db, dropId)).toEqual(new Date(at.getTime() + 1000));
  });
});
