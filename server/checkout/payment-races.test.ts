import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readClaim } from '../claims/read-claim.ts';
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
import { settlePayment } from './settle-payment.ts';
import { startCheckout } from './start-checkout.ts';

const HOLD_MS = 600_000;
const CARD = '4242424242424242';

describe.each(testDatabases())('a payment and the end of its hold on %s', (engine) => {
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

  async function goToPay(shop: Shop, email = 'bea@buyer.test') {
    const { claim, access } = await claimOne(hub, shop);
    const proof = { claimId: claim.id, visitorId: null, access };
    const { url } = await startCheckout(hub, proof);
    const sessionId = url.split('/').at(-1)?.split(/[?#]/)[0] ?? '';
    return {
      claimId: claim.id,
      sessionId,
      pay: () => stripe.pay(sessionId, { card: CARD, email, name: 'Bea Buyer' }),
      read: () => readClaim(hub, proof),
    };
  }

  const refunds = async () => (await hub.payments.stripe.refunds.list({ limit: 100 })).data;

  it('one second before the end: paid', async () => {
    const shop = await makeShop(hub, { units: 1 });
    const { sessionId, pay, read } = await goToPay(shop);
    hub.clock.advance(HOLD_MS - 1_000);
    await pay();
    expect(await settlePayment(hub, sessionId)).toBe('paid');
    expect(await read()).toMatchObject({ state: 'paid' });
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('one second after the end with stock left: paid', async () => {
    const shop = await makeShop(hub, { units: 1 });
    const { claimId, sessionId, pay, read } = await goToPay(shop);
    // The page stayed open although its hold is over: nobody has closed it yet.
    await releaseByHand(claimId);
    hub.clock.advance(HOLD_MS + 1_000);
    await pay();
    expect(await settlePayment(hub, sessionId)).toBe('paid');
    expect(await read()).toMatchObject({ state: 'paid' });
    expect(await refunds()).toEqual([]);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('one second after the end without stock: sent back once, however often it is told', async () => {
    const shop = await makeShop(hub, { units: 1 });
    const { claimId, sessionId, pay, read } = await goToPay(shop);
    await releaseByHand(claimId);
    await claimOne(hub, shop);
    hub.clock.advance(1_000);
    await pay();
    for (let told = 0; told < 3; told += 1) {
      expect(await settlePayment(hub, sessionId)).toBe('sent_back');
    }
    expect(await refunds()).toHaveLength(1);
    expect((await read()).order).toBeNull();
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('each of many holds, raced by two settlements and one end, has one winner', async () => {
    const holds = 24;
    const shop = await makeShop(hub, { units: holds });
    const paying = await Promise.all(
      Array.from({ length: holds }, (_, n) => goToPay(shop, `buyer${n}@buyer.test`)),
    );
    hub.clock.advance(HOLD_MS + 1_000);
    await Promise.all(
      paying.flatMap(({ sessionId, pay }, n) => [
        n % 2 === 0 ? pay().catch(() => undefined) : Promise.resolve(),
        settlePayment(hub, sessionId),
        settlePayment(hub, sessionId),
        closeLapsedPayments(hub),
      ]),
    );
    hub.clock.advance(11_000);
    await closeLapsedPayments(hub);
    for (const { sessionId } of paying) await settlePayment(hub, sessionId);
    const claims = await hub.db.claim.findMany({ where: { dropId: shop.drop.id } });
    const orders = await hub.db.order.findMany({ where: { dropId: shop.drop.id } });
    expect(
      claims.filter(({ paidAt, releasedAt }) => (paidAt === null) === (releasedAt === null)),
    ).toEqual([]);
    expect(new Set(orders.map(({ claimId }) => claimId)).size).toBe(orders.length);
    expect(orders.length).toBe(claims.filter(({ paidAt }) => paidAt).length);
    const paidIntents = await hub.payments.stripe.paymentIntents.list({ limit: 100 });
    const captured = paidIntents.data.filter(({ status }) => status === 'succeeded').length;
    expect(captured).toBe(orders.length + (await refunds()).length);
    await expectConservedStock(hub.db, shop.drop.id);
  }, 120_000);

  it('sends the money of an address back that has reached the limit in another browser', async () => {
    const shop = await makeShop(hub, { units: 5, limitPerCustomer: 1 });
    const first = await goToPay(shop, 'Bea+one@buyer.test');
    const second = await goToPay(shop, 'bea@buyer.test');
    await first.pay();
    await second.pay();
    expect(await settlePayment(hub, first.sessionId)).toBe('paid');
    expect(await settlePayment(hub, second.sessionId)).toBe('sent_back');
    expect(await settlePayment(hub, second.sessionId)).toBe('sent_back');
    expect(await refunds()).toHaveLength(1);
    expect(await second.read()).toMatchObject({ state: 'failed', releaseReason: 'limit_reached' });
    const [pool] = await hub.db.stockPool.findMany({ where: { dropId: shop.drop.id } });
    expect(pool).toMatchObject({ available: 4, held: 0, sold: 1 });
    await expectConservedStock(hub.db, shop.drop.id);
  });

  /** What happens to a hold when its payment page was closed, without closing it at the payment service. */
  async function releaseByHand(claimId: string): Promise<void> {
    const paying = { payingAt: null, expiresAt: hub.clock.now() };
    await hub.db.claim.update({ where: { id: claimId }, data: paying });
    expect(await releaseLapsedHolds(hub)).toBe(1);
  }
});
