import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readClaim } from '../claims/read-claim.ts';
import { releaseClaim } from '../claims/release-claim.ts';
import { releaseLapsedHolds } from '../claims/release-lapsed.ts';
import { movableClock } from '../platform/clock.ts';
import type { OpenDatabase } from '../platform/db.ts';
import type { StripeTestServer } from '../stripe-test-server/start-stripe-test-server.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { TEST_START, type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop, type Shop } from '../test/shop.ts';
import { expectConservedStock } from '../test/stock.ts';
import { testStripe } from '../test/stripe.ts';
import { closeLapsedPayments } from './close-lapsed-payments.ts';
import { giveBackClaim } from './give-back-claim.ts';
import { handleStripeEvent } from './handle-stripe-event.ts';
import { reconcilePayments } from './reconcile-payments.ts';
import { refundOrder } from './refund-order.ts';
import { sendReceipt } from './send-receipt.ts';
import { settlePayment } from './settle-payment.ts';
import { startCheckout } from './start-checkout.ts';

const GOOD_CARD = '4242424242424242';

describe.each(testDatabases())('payments on %s', (engine) => {
  let database: OpenDatabase;
  let stripe: StripeTestServer;
  let hub: TestHub;

  beforeEach(async () => {
    const clock = movableClock(TEST_START);
    const { server, address } = await testStripe(clock);
    stripe = server;
    database = await createTestDatabase(engine);
    hub = testHub(database.db, { clock, stripe: address });
  });
  afterEach(async () => {
    await stripe.close();
    await database.close();
  });

  /** A viewer with a hold who was sent to pay. */
  async function goToPay(shop: Shop) {
    const { claim, access } = await claimOne(hub, shop);
    const proof = { claimId: claim.id, visitorId: null, access };
    const { url } = await startCheckout(hub, proof);
    const sessionId = url.split('/').at(-1)?.split(/[?#]/)[0] ?? '';
    const pay = (card = GOOD_CARD) =>
      stripe.pay(sessionId, { card, email: 'Buyer+live@Example.com', name: 'Bea Buyer' });
    const state = async () => (await readClaim(hub, proof)).state;
    return { claim, proof, sessionId, pay, state };
  }

  const orders = () => hub.db.order.findMany({ include: { lines: true, customer: true } });
  const paidHappenings = () => hub.db.happening.count({ where: { kind: 'order.paid' } });

  it('makes one order out of a paid claim, however often it is told', async () => {
    const shop = await makeShop(hub, { shippingMinor: 490 });
    const { claim, sessionId, pay, state } = await goToPay(shop);
    expect(await state()).toBe('paying');
    expect(await pay()).toBe('succeeded');
    await Promise.all(Array.from({ length: 5 }, () => settlePayment(hub, sessionId)));
    const [order, ...others] = await orders();
    expect(others).toEqual([]);
    expect(order).toMatchObject({
      number: 1001,
      claimId: claim.id,
      capturedMinor: 5390n,
      itemsMinor: 4900n,
      shippingMinor: 490n,
      costMinor: 1500n,
      customer: { emailKey: 'buyer@example.com' },
    });
    expect(await paidHappenings()).toBe(1);
    expect(await state()).toBe('paid');
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('mails a receipt whose lines and shipping sum to what was paid', async () => {
    const shop = await makeShop(hub, { shippingMinor: 490, limitPerCustomer: 3 });
    const { claim, access } = await claimOne(hub, shop, { quantity: 3 });
    const { url } = await startCheckout(hub, { claimId: claim.id, visitorId: null, access });
    const sessionId = url.split('/').at(-1)?.split(/[?#]/)[0] ?? '';
    await stripe.pay(sessionId, { card: GOOD_CARD, email: 'bea@home.test', name: 'Bea Buyer' });
    await settlePayment(hub, sessionId);
    const [order] = await orders();
    await sendReceipt(hub, { orderId: order?.id ?? '' });
    const { text } = await hub.db.outboxMail.findFirstOrThrow();
    const amounts = [...text.matchAll(/^(?:3 × .*|Shipping|Total): €(\d+\.\d\d)$/gm)];
    expect(amounts.map(([, amount]) => amount)).toEqual(['147.00', '4.90', '151.90']);
  });

  it('answers a second request to pay with the same page', async () => {
    const shop = await makeShop(hub);
    const { proof, sessionId } = await goToPay(shop);
    expect((await startCheckout(hub, proof)).url).toContain(sessionId);
    expect(await hub.db.checkoutSession.count()).toBe(1);
  });

  it('keeps the units while the payment page is being closed, then gives them back', async () => {
    const shop = await makeShop(hub, { units: 1 });
    const { sessionId, pay, state } = await goToPay(shop);
    hub.clock.advance(600_000);
    expect(await releaseLapsedHolds(hub)).toBe(0);
    await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'drop_sold_out' });
    await closeLapsedPayments(hub);
    expect(await state()).toBe('expired');
    await expect(pay()).rejects.toThrow();
    const session = await hub.payments.stripe.checkout.sessions.retrieve(sessionId);
    expect(session.status).toBe('expired');
    await claimOne(hub, shop);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('sells the units when the payment was faster than the end of the hold', async () => {
    const shop = await makeShop(hub, { units: 1 });
    const { pay, state } = await goToPay(shop);
    hub.clock.advance(599_000);
    await pay();
    hub.clock.advance(2_000);
    await closeLapsedPayments(hub);
    expect(await state()).toBe('paid');
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('takes released units again for late money while there are some', async () => {
    const shop = await makeShop(hub, { units: 2 });
    const { claim, sessionId, pay, state } = await goToPay(shop);
    await pay();
    await pretendReleased(claim.id);
    expect(await settlePayment(hub, sessionId)).toBe('paid');
    expect(await state()).toBe('paid');
    expect(await orders()).toHaveLength(1);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('sends late money back exactly once when the units are gone', async () => {
    const shop = await makeShop(hub, { units: 1 });
    const { claim, sessionId, pay, state } = await goToPay(shop);
    await pay();
    await pretendReleased(claim.id);
    await claimOne(hub, shop);
    await Promise.all(Array.from({ length: 4 }, () => settlePayment(hub, sessionId)));
    await settlePayment(hub, sessionId);
    expect(await orders()).toEqual([]);
    expect(await state()).toBe('expired');
    const refunds = await hub.payments.stripe.refunds.list();
    expect(refunds.data.map(({ amount }) => amount)).toEqual([4900]);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  /** What a lost answer of the payment service would have led to: units given back too early. */
  async function pretendReleased(claimId: string) {
    await releaseClaim(hub, { claimId, reason: 'expired' }, { whilePaying: true });
  }

  it('holds the units for a delayed method, and gives them back when it fails', async () => {
    const shop = await makeShop(hub, { units: 2 });
    const good = await goToPay(shop);
    const bad = await goToPay(shop);
    expect(await good.pay('delayed_success')).toBe('pending');
    expect(await bad.pay('delayed_failure')).toBe('pending');
    await settlePayment(hub, good.sessionId);
    await settlePayment(hub, bad.sessionId);
    hub.clock.advance(20 * 60_000);
    await releaseLapsedHolds(hub);
    await closeLapsedPayments(hub);
    stripe.runDue();
    await settlePayment(hub, good.sessionId);
    await settlePayment(hub, bad.sessionId);
    expect([await good.state(), await bad.state()]).toEqual(['paid', 'failed']);
    // Money on its way is not captured: the hold of its commission begins when it is there.
    expect(await orders()).toMatchObject([{ capturedAt: hub.clock.now() }]);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('lets a viewer give units back while the payment page is open', async () => {
    const shop = await makeShop(hub, { units: 1 });
    const { proof, pay } = await goToPay(shop);
    expect((await giveBackClaim(hub, proof)).state).toBe('released');
    await expect(pay()).rejects.toThrow();
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('finds a payment that no event told of', async () => {
    const shop = await makeShop(hub);
    const { pay, state } = await goToPay(shop);
    await pay();
    hub.clock.advance(61_000);
    await reconcilePayments(hub);
    expect(await state()).toBe('paid');
    expect(await paidHappenings()).toBe(1);
  });

  it('does each event once, in any order', async () => {
    const shop = await makeShop(hub);
    const { pay } = await goToPay(shop);
    await pay();
    const { data: events } = await hub.payments.stripe.events.list({ limit: 100 });
    for (const event of [...events, ...events].reverse()) await handleStripeEvent(hub, event);
    expect(await orders()).toHaveLength(1);
    expect(await hub.db.stripeEvent.count({ where: { processedAt: null } })).toBe(0);
  });

  it('refunds in parts to the cent, never more than was paid, and writes each refund once', async () => {
    const shop = await makeShop(hub, { priceMinor: 9999 });
    const { pay, sessionId, state } = await goToPay(shop);
    await pay();
    await settlePayment(hub, sessionId);
    const [order] = await orders();
    const asked = { brandId: shop.brand.id, orderId: order?.id ?? '', reason: 'a seam was open' };
    for (const amountMinor of [3333, 3333, 3333]) await refundOrder(hub, { ...asked, amountMinor });
    await expect(refundOrder(hub, asked)).rejects.toMatchObject({ code: 'refund_too_large' });
    expect(await state()).toBe('refunded');
    const { data: events } = await hub.payments.stripe.events.list({ limit: 100 });
    for (const event of events) await handleStripeEvent(hub, event);
    expect(await hub.db.refund.count()).toBe(3);
    expect(await hub.db.happening.count({ where: { kind: 'order.refunded' } })).toBe(3);
  });

  it('makes one refund out of two equal clicks at once', async () => {
    const shop = await makeShop(hub);
    const { pay, sessionId } = await goToPay(shop);
    await pay();
    await settlePayment(hub, sessionId);
    const [order] = await orders();
    const asked = { brandId: shop.brand.id, orderId: order?.id ?? '', reason: 'clicked twice' };
    await Promise.allSettled([
      refundOrder(hub, { ...asked, amountMinor: 1000 }),
      refundOrder(hub, { ...asked, amountMinor: 1000 }),
    ]);
    expect((await hub.payments.stripe.refunds.list()).data).toHaveLength(1);
    expect(await hub.db.refund.count()).toBe(1);
  });

  it('tells another brand that the order does not exist', async () => {
    const shop = await makeShop(hub);
    const stranger = await makeShop(hub);
    const { pay, sessionId } = await goToPay(shop);
    await pay();
    await settlePayment(hub, sessionId);
    const [order] = await orders();
    await expect(
      refundOrder(hub, {
        brandId: stranger.brand.id,
        orderId: order?.id ?? '',
        reason: 'mine now',
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
