import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readClaim } from '../claims/read-claim.ts';
import { releaseClaim } from '../claims/release-claim.ts';
import { movableClock } from '../platform/clock.ts';
import type { OpenDatabase } from '../platform/db.ts';
import { listAttention } from '../reports/list-attention.ts';
import type { StripeTestServer } from '../stripe-test-server/start-stripe-test-server.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { flakyStripe } from '../test/flaky-stripe.ts';
import { TEST_START, type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop, type Shop } from '../test/shop.ts';
import { expectConservedStock } from '../test/stock.ts';
import { testStripe } from '../test/stripe.ts';
import { closeLapsedPayments } from './close-lapsed-payments.ts';
import { forgetOldEvents } from './forget-old-events.ts';
import { handleStripeEvent } from './handle-stripe-event.ts';
import { readOrder } from './list-orders.ts';
import { reconcilePayments } from './reconcile-payments.ts';
import { recordRefund } from './record-refunds.ts';
import { refundOrder } from './refund-order.ts';
import { settlePayment } from './settle-payment.ts';
import { startCheckout } from './start-checkout.ts';

const CREATE_SESSION = 'POST /v1/checkout/sessions';
const CREATE_REFUND = 'POST /v1/refunds';

describe.each(testDatabases())('faults around a payment on %s', (engine) => {
  let database: OpenDatabase;
  let stripe: StripeTestServer;
  let line: Awaited<ReturnType<typeof flakyStripe>>;
  let hub: TestHub;

  beforeEach(async () => {
    const clock = movableClock(TEST_START);
    const { server, address } = await testStripe(clock);
    stripe = server;
    line = await flakyStripe(server.port);
    database = await createTestDatabase(engine);
    hub = testHub(database.db, { clock, stripe: { ...address, port: line.port } });
  });
  afterEach(async () => {
    await line.close();
    await stripe.close();
    await database.close();
  });

  const pay = (url: string, card = '4242424242424242') =>
    stripe.pay(sessionOf(url), { card, email: 'bea@home.test', name: 'Bea Buyer' });
  const sessionOf = (url: string) => url.split('/').at(-1)?.split(/[?#]/)[0] ?? '';
  const refundsAtStripe = async () => (await hub.payments.stripe.refunds.list()).data;

  async function hold(shop: Shop, visitorId?: string) {
    const { claim, access } = await claimOne(hub, shop, visitorId ? { visitorId } : {});
    return { claim, proof: { claimId: claim.id, visitorId: null, access } };
  }

  async function sell(shop: Shop, card?: string) {
    const { proof } = await hold(shop);
    const { url } = await startCheckout(hub, proof);
    await pay(url, card);
    await settlePayment(hub, sessionOf(url));
    const order = await hub.db.order.findUniqueOrThrow({ where: { claimId: proof.claimId } });
    return { brandId: shop.brand.id, orderId: order.id, reason: 'a seam was open' };
  }

  async function loseUnitsTo(shop: Shop, claimId: string) {
    await releaseClaim(hub, { claimId, reason: 'expired' }, { whilePaying: true });
    await claimOne(hub, shop);
  }

  it('finds the payment page again whose address was lost on the way', async () => {
    const shop = await makeShop(hub);
    const { proof } = await hold(shop);
    line.cut('after', CREATE_SESSION);
    await expect(startCheckout(hub, proof)).rejects.toMatchObject({ code: 'payment_unavailable' });
    line.mend();
    hub.clock.advance(95_000);
    const { url } = await startCheckout(hub, proof);
    expect((await hub.payments.stripe.checkout.sessions.list()).data).toHaveLength(1);
    expect(await pay(url)).toBe('succeeded');
  });

  it('opens one payment page for two clicks in different seconds', async () => {
    const shop = await makeShop(hub);
    const { proof } = await hold(shop);
    const first = startCheckout(hub, proof);
    hub.clock.advance(1_500);
    const urls = (await Promise.all([first, startCheckout(hub, proof)])).map(({ url }) => url);
    expect(new Set(urls).size).toBe(1);
  });

  it('keeps the units of a page that cannot be closed, says so, and gives them back in the end', async () => {
    const shop = await makeShop(hub, { units: 1 });
    const { proof } = await hold(shop);
    const { url } = await startCheckout(hub, proof);
    const attention = async () =>
      (await listAttention(hub, shop.brand)).filter(({ text }) => text.startsWith('Incident'));
    const triesIn = async (seconds: number) => {
      let tries = 0;
      for (let second = 0; second < seconds; second += 5) {
        tries += await closeLapsedPayments(hub);
        hub.clock.advance(5_000);
      }
      return tries;
    };
    // Stripe still says "open": somebody could pay.
    line.cut('before', `POST /v1/checkout/sessions/${sessionOf(url)}/expire`);
    hub.clock.advance(600_000);
    expect(await triesIn(60)).toBe(6);
    expect(await triesIn(120)).toBe(2);
    await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'drop_sold_out' });
    expect(await attention()).toEqual([]);
    hub.clock.advance(600_000);
    expect(await attention()).toHaveLength(1);
    line.mend();
    expect(await closeLapsedPayments(hub)).toBe(1);
    expect((await readClaim(hub, proof)).state).toBe('expired');
    expect(await attention()).toEqual([]);
    await expect(pay(url)).rejects.toThrow();
    await claimOne(hub, shop);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('sends late money back although the first attempt broke in the middle', async () => {
    const shop = await makeShop(hub, { units: 1 });
    const { claim, proof } = await hold(shop);
    const { url } = await startCheckout(hub, proof);
    await pay(url);
    await loseUnitsTo(shop, claim.id);
    line.cut('before', CREATE_REFUND);
    await expect(settlePayment(hub, sessionOf(url))).rejects.toThrow();
    expect(await refundsAtStripe()).toEqual([]);
    line.mend();
    hub.clock.advance(61_000);
    await reconcilePayments(hub);
    await reconcilePayments(hub);
    expect((await refundsAtStripe()).map(({ amount }) => amount)).toEqual([4900]);
    expect((await readClaim(hub, proof)).state).toBe('expired');
    expect(await settlePayment(hub, sessionOf(url))).toBe('sent_back');
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('counts units that late money took again against the limit per customer', async () => {
    const shop = await makeShop(hub, { units: 5, limitPerCustomer: 1 });
    const { claim, proof } = await hold(shop, 'one-person');
    const { url } = await startCheckout(hub, proof);
    await pay(url);
    await releaseClaim(hub, { claimId: claim.id, reason: 'expired' }, { whilePaying: true });
    expect(await settlePayment(hub, sessionOf(url))).toBe('paid');
    await expect(hold(shop, 'one-person')).rejects.toMatchObject({ code: 'limit_reached' });
  });

  it('sends late money back when its buyer has used the limit up meanwhile', async () => {
    const shop = await makeShop(hub, { units: 5, limitPerCustomer: 1 });
    const { claim, proof } = await hold(shop, 'one-person');
    const { url } = await startCheckout(hub, proof);
    await pay(url);
    await releaseClaim(hub, { claimId: claim.id, reason: 'expired' }, { whilePaying: true });
    await hold(shop, 'one-person');
    expect(await settlePayment(hub, sessionOf(url))).toBe('sent_back');
    expect(await refundsAtStripe()).toHaveLength(1);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('carries out a repeated event whose first delivery broke off', async () => {
    const shop = await makeShop(hub);
    const { claim, proof } = await hold(shop);
    const { url } = await startCheckout(hub, proof);
    await pay(url);
    const { data: events } = await hub.payments.stripe.events.list({
      type: 'checkout.session.completed',
    });
    const [event] = events;
    if (!event) throw new Error('Stripe has the event');
    const { id, type } = event;
    await hub.db.stripeEvent.create({
      data: { id, type, objectId: sessionOf(url), receivedAt: hub.clock.now() },
    });
    await handleStripeEvent(hub, event);
    expect((await readClaim(hub, proof)).state).toBe('paid');
    expect(await hub.db.order.count({ where: { claimId: claim.id } })).toBe(1);
  });

  it('asks for an event again that could not be carried out, and keeps no kind without meaning', async () => {
    const shop = await makeShop(hub);
    const { proof } = await hold(shop);
    const { url } = await startCheckout(hub, proof);
    await pay(url);
    const { data: events } = await hub.payments.stripe.events.list({ limit: 100 });
    const event = events.find(({ type }) => type === 'checkout.session.completed');
    const other = events.find(({ type }) => type === 'charge.succeeded');
    if (!event || !other) throw new Error('Stripe has the events');
    line.cut('before', `GET /v1/checkout/sessions/${sessionOf(url)}`);
    expect(await handleStripeEvent(hub, event)).toBe(false);
    expect((await readClaim(hub, proof)).state).toBe('paying');
    line.mend();
    expect(await handleStripeEvent(hub, event)).toBe(true);
    expect((await readClaim(hub, proof)).state).toBe('paid');
    expect(await handleStripeEvent(hub, other)).toBe(true);
    expect(await hub.db.stripeEvent.findMany({ select: { id: true } })).toEqual([{ id: event.id }]);
  });

  it('keeps an event for 90 days after it was carried out, and longer while it was not', async () => {
    const event = { type: 'charge.refunded', objectId: 'ch_1', receivedAt: hub.clock.now() };
    const done = { ...event, id: 'evt_done', processedAt: hub.clock.now() };
    await hub.db.stripeEvent.createMany({ data: [done, { ...event, id: 'evt_waiting' }] });
    hub.clock.advance(90 * 86_400_000);
    await forgetOldEvents(hub);
    expect(await hub.db.stripeEvent.count()).toBe(2);
    hub.clock.advance(1);
    await forgetOldEvents(hub);
    expect(await hub.db.stripeEvent.findMany({ select: { id: true } })).toEqual([
      { id: 'evt_waiting' },
    ]);
  });

  it('takes several deliveries of one event at the same moment', async () => {
    const shop = await makeShop(hub);
    const { proof } = await hold(shop);
    await pay((await startCheckout(hub, proof)).url);
    const { data: events } = await hub.payments.stripe.events.list({ limit: 100 });
    const deliveries = [...events, ...events, ...events].map((event) =>
      handleStripeEvent(hub, event),
    );
    await Promise.all(deliveries);
    expect(await hub.db.order.count()).toBe(1);
    expect(await hub.db.stripeEvent.count({ where: { processedAt: null } })).toBe(0);
  });

  it('gives no second refund to whoever did not hear of the first', async () => {
    const asked = { ...(await sell(await makeShop(hub))), amountMinor: 1000, refundedMinor: 0 };
    await refundOrder(hub, asked);
    hub.clock.advance(60_000);
    await expect(refundOrder(hub, asked)).rejects.toMatchObject({ code: 'refund_changed' });
    expect(await refundsAtStripe()).toHaveLength(1);
    await refundOrder(hub, { ...asked, refundedMinor: 1000 });
    expect(await refundsAtStripe()).toHaveLength(2);
  });

  it('gives a refund that failed at the bank back to the order, and refunds anew', async () => {
    const asked = await sell(await makeShop(hub), '4000000000005126');
    const amountMinor = 1000;
    expect((await refundOrder(hub, { ...asked, amountMinor })).refundedMinor).toBe(1000);
    hub.clock.advance(60_000);
    stripe.runDue();
    await reconcilePayments(hub);
    expect(await readOrder(hub, asked)).toMatchObject({ refundedMinor: 0, state: 'paid' });
    expect(await hub.db.happening.count({ where: { kind: 'order.refunded' } })).toBe(2);
    expect((await refundOrder(hub, { ...asked, amountMinor })).refundedMinor).toBe(1000);
    expect(await refundsAtStripe()).toHaveLength(2);
  });

  it('learns of a refund that was made in the dashboard of the payment service', async () => {
    const asked = await sell(await makeShop(hub));
    const { paymentIntentId } = await hub.db.order.findFirstOrThrow();
    const payment_intent = paymentIntentId ?? '';
    await hub.payments.stripe.refunds.create({ payment_intent, amount: 4900 });
    await reconcilePayments(hub);
    expect(await readOrder(hub, asked)).toMatchObject({ refundedMinor: 4900, state: 'refunded' });
    await expect(refundOrder(hub, asked)).rejects.toMatchObject({ code: 'refund_too_large' });
  });

  it('never takes a refund back to an earlier state by news that comes late', async () => {
    const asked = await sell(await makeShop(hub));
    await refundOrder(hub, { ...asked, amountMinor: 1000 });
    const [refund] = await refundsAtStripe();
    if (!refund) throw new Error('Stripe has the refund');
    const statusNow = async () => (await hub.db.refund.findFirstOrThrow()).status;
    await recordRefund(hub, asked.orderId, { ...refund, status: 'pending' });
    expect(await statusNow()).toBe('succeeded');
    await recordRefund(hub, asked.orderId, { ...refund, status: 'failed' });
    await recordRefund(hub, asked.orderId, { ...refund, status: 'succeeded' });
    expect(await statusNow()).toBe('failed');
  });
});
