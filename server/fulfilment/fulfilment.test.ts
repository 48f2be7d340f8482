import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refundOrder } from '../checkout/refund-order.ts';
import { testDatabases } from '../test/database.ts';
import { makeRefund } from '../test/orders.ts';
import { openStudioShop, type StudioShop } from '../test/studio-shop.ts';
import { findPickUp } from './find-pick-up.ts';
import { finishFulfilment } from './finish-fulfilment.ts';
import { followRefunds } from './follow-refunds.ts';
import { listFulfilments } from './list-fulfilments.ts';
import { readFulfilment } from './read-fulfilment.ts';
import { readPickUp } from './read-pick-up.ts';
import { undoFulfilment } from './undo-fulfilment.ts';
import { writePackingList } from './write-packing-list.ts';

const BERLIN = { line1: 'Weg 1', city: 'Berlin', postalCode: '10119', country: 'DE' };

describe.each(testDatabases())('fulfilment on %s', (engine) => {
  let house: StudioShop;

  beforeEach(async () => {
    house = await openStudioShop(engine);
    await house.addPool(house.studio.location, 3);
  });
  afterEach(() => house.close());

  const pickUp = () => ({ kind: 'pick_up' as const, locationId: house.studio.location });
  const todo = async (location?: string) =>
    (await listFulfilments(house.hub, { brandId: house.brandId, isDone: false, location }))
      .fulfilments;
  /** The one piece of work of an order, with the permission to do it. */
  const workOf = (order: { fulfilments: { id: string }[] }) => {
    const [first] = order.fulfilments;
    if (!first || order.fulfilments.length > 1) throw new Error('not one fulfilment');
    return { brandId: house.brandId, fulfilmentId: first.id };
  };

  it('gives what is collected a code, and asks Stripe for neither an address nor shipping', async () => {
    const order = await house.sell({ delivery: pickUp(), note: 'For Ada' });
    expect(order).toMatchObject({
      delivery: 'pick_up',
      note: 'For Ada',
      shippingMinor: 0n,
      capturedMinor: 4900n,
      shipTo: null,
      lines: [{ location: house.studio.location, quantity: 1 }],
    });
    expect(order.fulfilments).toEqual([
      expect.objectContaining({
        location: house.studio.location,
        delivery: 'pick_up',
        pickUpCode: expect.stringMatching(/^[ACDEFHJKMNPRTUVWXY][ACDEFHJKMNPRTUVWXY3479]{5}$/),
      }),
    ]);
    const session = await house.sessionOf(order);
    expect(session.shipping_address_collection).toBeNull();
    expect(session.shipping_cost).toBeNull();
  });

  it('sends a parcel from every location that an order’s units are at, with no code', async () => {
    await house.hub.db.stockPool.updateMany({
      where: { dropId: house.shop.drop.id, location: 'central' },
      data: { capacity: 1, available: 1 },
    });
    const order = await house.sell({ quantity: 4, address: BERLIN });
    expect(order.fulfilments.every(({ pickUpCode }) => pickUpCode === null)).toBe(true);
    const parcels = (await todo()).map(({ location, lines }) => [location, lines]);
    expect(Object.fromEntries(parcels)).toEqual({
      central: [expect.objectContaining({ quantity: 1 })],
      [house.studio.location]: [expect.objectContaining({ quantity: 3 })],
    });
  });

  it('finds a pick-up by its code, however it was typed, and by the order’s number', async () => {
    const order = await house.sell({ delivery: pickUp(), note: 'For Ada' });
    const code = order.fulfilments[0]?.pickUpCode ?? '';
    const typed = `${code.slice(0, 3)}-${code.slice(3)}`.toLowerCase();
    const found = await findPickUp(house.hub, { brandId: house.brandId, text: typed });
    expect(found).toMatchObject({
      orderNumber: order.number,
      locationName: 'Studio Neukölln',
      note: 'For Ada',
      address: null,
      doneAt: null,
    });
    const byNumber = { brandId: house.brandId, text: `#${order.number}` };
    expect(await findPickUp(house.hub, byNumber)).toEqual(found);
    for (const text of ['AAAAAA', '999999', 'nonsense']) {
      const asked = findPickUp(house.hub, { brandId: house.brandId, text });
      await expect(asked).rejects.toMatchObject({ code: 'pick_up_unknown_code' });
    }
  });

  it('tells the buyer where to collect it, with which code, and when that was done', async () => {
    const order = await house.sell({ delivery: pickUp() });
    const expected = {
      code: order.fulfilments[0]?.pickUpCode,
      locationName: 'Studio Neukölln',
      street: 'Weserstr. 1',
      postalCode: '12043',
      city: 'Berlin',
      note: 'Fri–Sun, 12–18 h',
    };
    expect(await readPickUp(house.hub.db, order.id)).toEqual({ ...expected, doneAt: null });
    await finishFulfilment(house.hub, workOf(order), house.shop.brand.owner.id);
    const doneAt = house.hub.clock.now().getTime();
    expect(await readPickUp(house.hub.db, order.id)).toEqual({ ...expected, doneAt });
    const sent = await house.sell({ address: BERLIN });
    expect(await readPickUp(house.hub.db, sent.id)).toBeNull();
  });

  it('mails the code and the place, and no word of shipping', async () => {
    const order = await house.sell({ delivery: pickUp(), note: 'For Ada' });
    const code = order.fulfilments[0]?.pickUpCode ?? '';
    const { text } = await house.hub.db.outboxMail.findFirstOrThrow();
    expect(text).toContain(`Pick-up code: ${code.slice(0, 3)} ${code.slice(3)}`);
    expect(text).toContain('Collect it at: Studio Neukölln, Weserstr. 1, 12043 Berlin');
    expect(text).toContain('Your note: For Ada');
    expect(text).not.toContain('Shipping');
  });

  it('is handed over once, whoever asks at the same moment', async () => {
    const order = await house.sell({ delivery: pickUp() });
    const which = workOf(order);
    const userId = house.shop.brand.owner.id;
    const asked = await Promise.allSettled(
      Array.from({ length: 6 }, () => finishFulfilment(house.hub, which, userId)),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = asked.flatMap((one) => (one.status === 'rejected' ? one.reason.code : []));
    expect(new Set(reasons)).toEqual(new Set(['fulfilment_done']));
    expect(await readFulfilment(house.hub, which)).toMatchObject({
      doneAt: house.hub.clock.now().getTime(),
      doneByName: house.shop.brand.owner.name,
    });
    expect(await todo()).toEqual([]);
  });

  it('can be taken back for five minutes and not a moment longer', async () => {
    const which = workOf(await house.sell({ delivery: pickUp() }));
    const userId = house.shop.brand.owner.id;
    await finishFulfilment(house.hub, which, userId);
    house.hub.clock.advance(5 * 60_000 - 1);
    expect(await undoFulfilment(house.hub, which)).toMatchObject({ doneAt: null });
    await finishFulfilment(house.hub, which, userId);
    house.hub.clock.advance(5 * 60_000);
    await expect(undoFulfilment(house.hub, which)).rejects.toMatchObject({ code: 'undo_too_late' });
  });

  it('cancels what is not done of an order that is refunded in full, not of a part', async () => {
    const order = await house.sell({ address: BERLIN });
    const which = workOf(order);
    const asked = { brandId: house.brandId, orderId: order.id, reason: 'asked' };
    await refundOrder(house.hub, { ...asked, amountMinor: 100 });
    await house.react();
    expect(await todo()).toHaveLength(1);
    await refundOrder(house.hub, asked);
    await house.react();
    expect(await todo()).toEqual([]);
    const finish = finishFulfilment(house.hub, which, house.shop.brand.owner.id);
    await expect(finish).rejects.toMatchObject({ code: 'fulfilment_canceled' });
  });

  it('brings back what was canceled when the refund fails after all', async () => {
    const order = await house.sell({ address: BERLIN });
    await makeRefund(house.hub, { orderId: order.id, amountMinor: Number(order.capturedMinor) });
    await followRefunds(house.hub, { orderId: order.id });
    expect(await todo()).toEqual([]);
    await house.hub.db.refund.updateMany({
      where: { orderId: order.id },
      data: { status: 'failed' },
    });
    await followRefunds(house.hub, { orderId: order.id });
    expect(await todo()).toHaveLength(1);
  });

  it('leaves done what was handed over before the refund, and cancels it when that is taken back', async () => {
    const order = await house.sell({ delivery: pickUp() });
    const which = workOf(order);
    await finishFulfilment(house.hub, which, house.shop.brand.owner.id);
    await makeRefund(house.hub, { orderId: order.id, amountMinor: Number(order.capturedMinor) });
    await followRefunds(house.hub, { orderId: order.id });
    expect(await readFulfilment(house.hub, which)).toMatchObject({ canceledAt: null });
    await undoFulfilment(house.hub, which);
    const canceledAt = house.hub.clock.now().getTime();
    expect(await readFulfilment(house.hub, which)).toMatchObject({ doneAt: null, canceledAt });
  });

  it('tells each location its own work, and the whole brand how much there is', async () => {
    await house.sell({ delivery: pickUp() });
    await house.sell({ address: BERLIN });
    const { work } = await listFulfilments(house.hub, { brandId: house.brandId, isDone: false });
    const toSend = work.reduce((sum, one) => sum + one.toSend, 0);
    const toHandOver = work.reduce((sum, one) => sum + one.toHandOver, 0);
    expect([toSend, toHandOver]).toEqual([1, 1]);
    const here = await todo(house.studio.location);
    expect(here.every(({ location }) => location === house.studio.location)).toBe(true);
    expect(here.some(({ delivery }) => delivery === 'pick_up')).toBe(true);
  });

  it('packs with an address for parcels, and with the order’s number alone for what is collected', async () => {
    const { location } = house.studio;
    await house.hub.db.stockPool.updateMany({
      where: { dropId: house.shop.drop.id, location: 'central' },
      data: { capacity: 0, available: 0 },
    });
    const sent = await house.sell({ address: BERLIN, note: '=HYPERLINK("x")' });
    const collected = await house.sell({ delivery: pickUp() });
    const { csv } = await writePackingList(house.hub.db, { brandId: house.brandId, location });
    const [, first, second] = csv.split('\r\n');
    expect(first).toContain(`${sent.number},ship,Bea Buyer,Weg 1,,10119,Berlin,,DE,`);
    expect(first).toContain(`"'=HYPERLINK(""x"")"`);
    expect(second).toContain(`${collected.number},pick up,,,,,,,,`);
    expect(csv).not.toContain('@');
  });
});
