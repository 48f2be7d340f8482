// long: one device with one lease, and everything that can come between its sales and their record.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listOrders } from '../checkout/list-orders.ts';
import { refundOrder } from '../checkout/refund-order.ts';
import { addLocation } from '../fulfilment/add-location.ts';
import { settleReactions } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import { reactions } from '../reactions.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeContract, makeCreator, makeDrop } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop, type Shop } from '../test/shop.ts';
import { expectConservedStock } from '../test/stock.ts';
import { addDevice } from './add-device.ts';
import { giveBackLease } from './give-back-lease.ts';
import { leaseToDevice } from './lease-to-device.ts';
import { listIncidents } from './list-incidents.ts';
import { pairDevice } from './pair-device.ts';
import { type Device, readDevice } from './read-device.ts';
import { readMatrix } from './read-matrix.ts';
import { releaseLease } from './release-lease.ts';
import { resolveIncident } from './resolve-incident.ts';
import { revokeDevice } from './revoke-device.ts';
import { syncSales } from './sync-sales.ts';
import { takeMoney } from './take-money.ts';

const ADDRESS = { country: 'DE', postalCode: '12047', city: '', street: '', pickUpNote: '' };

describe.each(testDatabases())('a pop-up on %s', (engine) => {
  let hub: TestHub;
  let close: () => Promise<void>;
  let shop: Shop;
  let device: Device;
  let serial = 0;

  beforeEach(async () => {
    const opened = await createTestDatabase(engine);
    hub = testHub(opened.db);
    close = opened.close;
    shop = await makeShop(hub, { limitPerCustomer: 2, priceMinor: 5000, units: 0 });
    const brandId = shop.brand.id;
    const place = await addLocation(hub, { brandId, name: 'Market', hasPickUp: true, ...ADDRESS });
    await hub.db.stockPool.create({
      data: {
        ...{ id: newId(hub.clock.now()), dropId: shop.drop.id, skuId: shop.sku.id },
        ...{ location: place.id ?? '', capacity: 5, available: 5 },
      },
    });
    const { code } = await addDevice(hub, { brandId, locationId: place.id ?? '', name: 'Till 1' });
    const { key, ...paired } = await pairDevice(hub, code.toLowerCase().replace('-', ' '));
    expect(paired).toEqual({ brandId, brandName: shop.brand.name });
    device = await readDevice(hub, key);
    await expect(pairDevice(hub, code)).rejects.toMatchObject({ code: 'pair_code_unknown' });
  });
  afterEach(async () => {
    await expectConservedStock(hub.db, shop.drop.id);
    await close();
  });

  const where = () => ({
    ...{ dropId: shop.drop.id, skuId: shop.sku.id },
    gateId: shop.drop.gates[0]?.id ?? '',
  });
  const lease = (leasedUnits: number) => leaseToDevice(hub, device, { ...where(), leasedUnits });
  const sale = (
    given: { price?: number; quantity?: number; at?: number; queued?: boolean } = {},
  ) => {
    serial += 1;
    return {
      ...where(),
      saleKey: `sale-of-the-device-${serial}`,
      quantity: given.quantity ?? 1,
      unitPriceMinor: given.price ?? 5000,
      soldAt: given.at ?? hub.clock.now().getTime(),
      isConfirmed: !given.queued,
    };
  };
  const incidents = async () =>
    (await listIncidents(hub, { brandId: device.brandId, isResolved: false })).map(
      ({ kind }) => kind,
    );
  const pool = () =>
    hub.db.stockPool.findFirstOrThrow({
      where: { dropId: shop.drop.id, location: device.location },
    });

  it('leases a total once, however often the device asks, and never more than is there', async () => {
    await Promise.all([lease(3), lease(3), lease(3)]);
    expect(await pool()).toMatchObject({ available: 2, leased: 3 });
    await expect(lease(6)).rejects.toMatchObject({ code: 'not_enough_units' });
    const { leaseId } = await lease(4);
    await giveBackLease(hub, device, { leaseId, returnedUnits: 1 });
    await giveBackLease(hub, device, { leaseId, returnedUnits: 1 });
    expect(await pool()).toMatchObject({ available: 2, leased: 3 });
    const matrix = await readMatrix(hub, device);
    expect(matrix.device.brandId).toBe(shop.brand.id);
    const [drop] = matrix.drops;
    expect(drop?.items[0]).toMatchObject({
      priceMinor: 5000,
      available: 2,
      leases: [{ leasedUnits: 4, confirmedUnits: 0, returnedUnits: 1 }],
    });
  });

  it('records a sale within its lease once, as an order paid at the counter with commission', async () => {
    await lease(3);
    const told = sale({ quantity: 2 });
    const first = await syncSales(hub, device, [told]);
    expect(first).toMatchObject([{ state: 'recorded', incidents: [] }]);
    expect(await syncSales(hub, device, [told])).toMatchObject([{ state: 'recorded' }]);
    expect(await pool()).toMatchObject({ available: 2, leased: 1, sold: 2 });
    await settleReactions(hub, reactions);
    const orders = await hub.db.order.findMany({ include: { commissions: true } });
    expect(orders).toMatchObject([
      {
        ...{ source: 'counter', paymentIntentId: null, capturedMinor: 10_000n },
        ...{ contractId: shop.contract.id, commissions: [{ contractId: shop.contract.id }] },
      },
    ]);
    expect(await hub.db.claim.findMany()).toMatchObject([{ resilience: 'offline_confirmed' }]);
    const [order] = await hub.db.order.findMany();
    const refunding = { brandId: device.brandId, orderId: order?.id ?? '', reason: 'broken' };
    await expect(refundOrder(hub, refunding)).rejects.toMatchObject({ code: 'refund_at_counter' });
    expect(await listOrders(hub, { brandId: device.brandId })).toBeDefined();
  });

  it('credits each buyer to the creator of their own gate, whoever sold first on the device', async () => {
    const gates = [where().gateId, (await gateOfAnotherCreator()).id];
    for (const gateId of gates) {
      hub.clock.advance(60_000);
      await leaseToDevice(hub, device, { ...where(), gateId, leasedUnits: 1 });
      await syncSales(hub, device, [{ ...sale(), gateId }]);
      await settleReactions(hub, reactions);
    }
    const orders = await hub.db.order.findMany({
      include: { customer: { include: { acquisition: true } }, decision: true },
      orderBy: { capturedAt: 'asc' },
    });
    expect(new Set(orders.map(({ contractId }) => contractId)).size).toBe(2);
    for (const { contractId, customer, decision } of orders) {
      expect(customer.acquisition).toMatchObject({ contractId, touchKind: 'claim' });
      expect(decision).toMatchObject({ ltvContractId: contractId, reason: null });
      expect(JSON.parse(decision?.candidates ?? '[]')).toHaveLength(1);
    }
  });

  async function gateOfAnotherCreator() {
    const creator = await makeCreator(hub);
    const given = { brandId: device.brandId, creatorId: creator.id };
    const { id: contractId } = await makeContract(hub, given);
    const data = { id: newId(hub.clock.now()), dropId: shop.drop.id, contractId };
    return hub.db.gate.create({ data });
  }

  it('keeps on record what was sold against the rules, and leaves an incident for each', async () => {
    await lease(3);
    await hub.db.drop.update({
      where: { id: shop.drop.id },
      data: { endedAt: hub.clock.now(), lockSeq: { increment: 1 } },
    });
    const told = sale({ quantity: 3, price: 4000 });
    expect(await syncSales(hub, device, [told])).toMatchObject([{ state: 'recorded' }]);
    expect((await incidents()).sort()).toEqual(['drop_ended', 'limit_reached', 'price_differs']);
    const all = await listIncidents(hub, { brandId: device.brandId, isResolved: false });
    const differs = all.find(({ kind }) => kind === 'price_differs');
    expect(differs?.detail).toMatchObject({ paidMinor: 12_000, ruleMinor: 15_000 });
    const settled = { brandId: device.brandId, incidentId: differs?.id ?? '', resolution: 'Fine.' };
    await resolveIncident(hub, settled, 'Lou');
    await expect(resolveIncident(hub, settled, 'Lou')).rejects.toMatchObject({ code: 'not_found' });
    expect(await incidents()).toHaveLength(2);
  });

  it('has no unit for a sale beyond what is there: the incident says what was paid', async () => {
    await lease(5);
    const told = [sale({ quantity: 2 }), sale({ quantity: 2 }), sale({ quantity: 2 })];
    const outcomes = await syncSales(hub, device, told);
    expect(outcomes.map(({ state }) => state)).toEqual(['recorded', 'recorded', 'refused']);
    expect(outcomes[2]).toMatchObject({ reason: 'drop_sold_out' });
    await syncSales(hub, device, told);
    expect(await incidents()).toEqual(['not_recorded']);
  });

  it('settles by itself that a sale was not recorded, once it is recorded after all', async () => {
    await lease(5);
    const told = sale();
    const taken = [sale({ quantity: 2 }), sale({ quantity: 2 }), sale()];
    await syncSales(hub, device, taken);
    expect(await syncSales(hub, device, [told])).toMatchObject([{ state: 'refused' }]);
    expect(await incidents()).toEqual(['not_recorded']);
    await hub.db.stockPool.updateMany({
      where: { dropId: shop.drop.id, location: device.location },
      data: { capacity: { increment: 1 }, available: { increment: 1 } },
    });
    await hub.db.drop.update({
      where: { id: shop.drop.id },
      data: { lockSeq: { increment: 1 } },
    });
    const again = await syncSales(hub, device, [told]);
    expect(again).toMatchObject([{ state: 'recorded', incidents: ['beyond_lease'] }]);
    expect(await syncSales(hub, device, [told])).toEqual(again);
    expect(await incidents()).toEqual(['beyond_lease']);
    const [settled] = await listIncidents(hub, { brandId: device.brandId, isResolved: true });
    expect(settled).toMatchObject({ kind: 'not_recorded', resolvedBy: 'Till 1' });
  });

  it('holds a queued claim by the rules of now, and sells it when the money was taken', async () => {
    const told = sale({ queued: true, quantity: 2 });
    const [held] = await syncSales(hub, device, [told, sale({ queued: true, quantity: 3 })]);
    expect(held).toMatchObject({ state: 'held', totalMinor: 10_000 });
    expect(await incidents()).toEqual(['queued_refused']);
    const claimId = held?.state === 'held' ? held.claimId : '';
    expect(await hub.db.order.count()).toBe(0);
    await takeMoney(hub, device, claimId);
    await takeMoney(hub, device, claimId);
    expect(await hub.db.order.findMany()).toMatchObject([{ source: 'counter' }]);
    expect(await hub.db.claim.findMany()).toMatchObject([{ resilience: 'queued' }]);
  });

  it('keeps leased what a lost device may have sold, until a manager says otherwise', async () => {
    const { leaseId } = await lease(4);
    await revokeDevice(hub, { brandId: device.brandId, deviceId: device.id });
    expect(await pool()).toMatchObject({ available: 1, leased: 4 });
    await releaseLease(hub, { brandId: device.brandId, leaseId });
    expect(await pool()).toMatchObject({ available: 5, leased: 0 });
    expect(await incidents()).toEqual(['lease_overridden']);
    expect(await syncSales(hub, device, [sale()])).toMatchObject([{ state: 'recorded' }]);
    expect((await incidents()).sort()).toEqual(['beyond_lease', 'lease_overridden']);
  });

  it('tells a device of the newest drops, and of every one that it still has units of', async () => {
    const { leaseId } = await lease(1);
    const newest: string[] = [];
    for (let days = 1; days <= 51; days += 1) newest.unshift(await makeLaterDrop(days));
    const told = async () => (await readMatrix(hub, device)).drops.map(({ dropId }) => dropId);
    expect(await told()).toEqual([shop.drop.id, ...newest.slice(0, 50).reverse()]);
    await giveBackLease(hub, device, { leaseId, returnedUnits: 1 });
    expect(await told()).not.toContain(shop.drop.id);
  });

  async function makeLaterDrop(days: number): Promise<string> {
    const { id: dropId } = await makeDrop(hub, {
      ...{ brandId: device.brandId, skuId: shop.sku.id, contractIds: [shop.contract.id], units: 0 },
      startsAt: new Date(hub.clock.now().getTime() + days * 86_400_000),
    });
    await hub.db.stockPool.create({
      data: {
        ...{ id: newId(hub.clock.now()), dropId, skuId: shop.sku.id },
        ...{ location: device.location, capacity: 1, available: 1 },
      },
    });
    return dropId;
  }

  /** The same browser under the key of a new device of the same brand and place. */
  async function pairAnew(): Promise<void> {
    const { brandId, locationId } = device;
    await revokeDevice(hub, { brandId, deviceId: device.id });
    const { code } = await addDevice(hub, { brandId, locationId, name: 'Till 2' });
    device = await readDevice(hub, (await pairDevice(hub, code)).key);
  }

  it('has sold when it says that it has, though it reports under a new key after the drop', async () => {
    const told = sale();
    await pairAnew();
    hub.clock.advance(2 * 86_400_000);
    const [outcome] = await syncSales(hub, device, [told]);
    expect(outcome).toMatchObject({ state: 'recorded', incidents: ['beyond_lease'] });
    const [order] = await hub.db.order.findMany();
    expect(order?.capturedAt.getTime()).toBe(told.soldAt);
  });

  it('takes the time of its lease for a sale that it says was earlier: its clock was wrong', async () => {
    hub.clock.advance(3_600_000);
    await lease(1);
    const told = sale({ at: hub.clock.now().getTime() - 3_600_000 });
    const [outcome] = await syncSales(hub, device, [told]);
    expect(outcome).toMatchObject({ state: 'recorded', incidents: ['clock_wrong'] });
    const [order] = await hub.db.order.findMany();
    expect(order?.capturedAt).toEqual(hub.clock.now());
  });

  it('says again under a new key that a sale is on record, and that a claim is held', async () => {
    await lease(2);
    const told = [sale(), sale({ queued: true })];
    const first = await syncSales(hub, device, told);
    expect(first).toMatchObject([{ state: 'recorded' }, { state: 'held' }]);
    await pairAnew();
    expect(await syncSales(hub, device, told)).toEqual(first);
    expect(await incidents()).toEqual([]);
  });

  it('takes the money under a new key for a claim that it held under the old one', async () => {
    const [held] = await syncSales(hub, device, [sale({ queued: true })]);
    const claimId = held?.state === 'held' ? held.claimId : '';
    await pairAnew();
    await takeMoney(hub, device, claimId);
    expect(await hub.db.order.findMany()).toMatchObject([{ source: 'counter', claimId }]);
    const other = await makeShop(hub);
    const stranger = { ...device, brandId: other.brand.id };
    await expect(takeMoney(hub, stranger, claimId)).rejects.toMatchObject({ code: 'not_found' });
    const { claim } = await claimOne(hub, other);
    await expect(takeMoney(hub, stranger, claim.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('says again what did not go by the rules, when its first answer was lost', async () => {
    await lease(3);
    const told = sale({ price: 4000 });
    const first = await syncSales(hub, device, [told]);
    expect(first).toMatchObject([{ state: 'recorded', incidents: ['price_differs'] }]);
    expect(await syncSales(hub, device, [told])).toEqual(first);
  });

  it('leaves no incident about units that a manager could not release', async () => {
    const { leaseId } = await lease(4);
    // The database refuses what would leave fewer than none.
    await hub.db.stockPool.updateMany({
      where: { dropId: shop.drop.id, location: device.location },
      data: { leased: 0, capacity: 1 },
    });
    const released = releaseLease(hub, { brandId: device.brandId, leaseId });
    await expect(released).rejects.toThrow();
    expect(await incidents()).toEqual([]);
    await hub.db.stockPool.updateMany({
      where: { dropId: shop.drop.id, location: device.location },
      data: { leased: 4, capacity: 5 },
    });
  });

  it('releases no unit of whose release no incident could be written', async () => {
    const { leaseId } = await lease(4);
    await hub.db.$executeRawUnsafe('ALTER TABLE incident RENAME TO incident_away');
    await expect(releaseLease(hub, { brandId: device.brandId, leaseId })).rejects.toThrow();
    expect(await pool()).toMatchObject({ available: 1, leased: 4 });
    await hub.db.$executeRawUnsafe('ALTER TABLE incident_away RENAME TO incident');
    await releaseLease(hub, { brandId: device.brandId, leaseId });
    expect(await pool()).toMatchObject({ available: 5, leased: 0 });
    const [left] = await listIncidents(hub, { brandId: device.brandId, isResolved: false });
    expect(left).toMatchObject({ kind: 'lease_overridden', detail: { units: 4 } });
  });

  it('takes room in the cap of its gate with the units', async () => {
    const gateId = where().gateId;
    await hub.db.gate.update({ where: { id: gateId }, data: { capUnits: 3 } });
    await lease(2);
    await expect(lease(4)).rejects.toMatchObject({ code: 'gate_full' });
    await syncSales(hub, device, [sale({ quantity: 2 })]);
    const gate = await hub.db.gate.findUniqueOrThrow({ where: { id: gateId } });
    expect(gate.usedUnits).toBe(2);
  });
});
