import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveCreditBack } from '../benefits/give-credit-back.ts';
import { setCreditAside } from '../benefits/set-credit-aside.ts';
import { markPaying } from '../claims/mark-paying.ts';
import { readClaim } from '../claims/read-claim.ts';
import { releaseClaim } from '../claims/release-claim.ts';
import { movableClock } from '../platform/clock.ts';
import type { OpenDatabase } from '../platform/db.ts';
import { settleReactions } from '../platform/happenings.ts';
import { reactions } from '../reactions.ts';
import type { StripeTestServer } from '../stripe-test-server/start-stripe-test-server.ts';
import { balanceOf, expectSoundCredit, grantCredit } from '../test/credit.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { TEST_START, type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop, type Shop } from '../test/shop.ts';
import { expectConservedStock } from '../test/stock.ts';
import { testStripe } from '../test/stripe.ts';
import { closeLapsedPayments } from './close-lapsed-payments.ts';
import { giveBackClaim } from './give-back-claim.ts';
import { reconcilePayments } from './reconcile-payments.ts';
import { refundOrder } from './refund-order.ts';
import { netOfOrder } from './rules/net-of-order.ts';
import { settlePayment } from './settle-payment.ts';
import { startCheckout } from './start-checkout.ts';

const BEA = 'bea@home.test';

describe.each(testDatabases())('store credit at the checkout on %s', (engine) => {
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
    await expectSoundCredit(hub.db);
    await stripe.close();
    await database.close();
  });

  async function holdOf(shop: Shop) {
    const { claim, access } = await claimOne(hub, shop);
    return { claimId: claim.id, visitorId: null, access };
  }

  /** A viewer with a hold who was sent to pay with Bea's credit. */
  async function goToPay(shop: Shop) {
    const proof = await holdOf(shop);
    const { url } = await startCheckout(hub, { ...proof, creditOf: BEA });
    return { ...proof, ...payable(url) };
  }

  function payable(url: string) {
    const sessionId = url.split('/').at(-1)?.split(/[?#]/)[0] ?? '';
    const pay = (card = '4242424242424242', email = BEA) =>
      stripe.pay(sessionId, { card, email, name: 'Bea Buyer' });
    return { sessionId, pay };
  }

  async function shopWith(creditMinor: number, given: Parameters<typeof makeShop>[1] = {}) {
    const shop = await makeShop(hub, { units: 60, limitPerCustomer: 60, ...given });
    const bea = { brandId: shop.brand.id, emailKey: BEA };
    await grantCredit(hub, bea, creditMinor);
    return { shop, bea, balance: () => balanceOf(hub.db, bea) };
  }

  const kinds = async () =>
    (await hub.db.creditEntry.findMany({ orderBy: { id: 'asc' } })).map(
      ({ kind, amountMinor }) => `${kind} ${amountMinor}`,
    );

  it('pays a part of the articles, and money pays the rest', async () => {
    const { shop, balance } = await shopWith(500, { shippingMinor: 490 });
    const { sessionId, pay, ...proof } = await goToPay(shop);
    expect(await balance()).toBe(0);
    expect((await readClaim(hub, proof)).creditMinor).toBe(500);
    await pay();
    await Promise.all([settlePayment(hub, sessionId), settlePayment(hub, sessionId)]);
    const order = await hub.db.order.findFirstOrThrow();
    expect(order).toMatchObject({
      capturedMinor: 4890n,
      creditMinor: 500n,
      itemsMinor: 4900n,
      shippingMinor: 490n,
    });
    const [charge] = (await hub.payments.stripe.charges.list()).data;
    expect(charge?.amount).toBe(4890);
    // Creators earn on money, not on what the brand gave.
    const money = {
      capturedMinor: 4890,
      taxMinor: 0,
      shippingMinor: 490,
      refunds: [],
      disputes: [],
    };
    expect(netOfOrder(money)).toBe(4400);
    expect(await kinds()).toEqual(['earned 500', 'set_aside -500']);
  });

  it('leaves the smallest charge to be paid, and shipping', async () => {
    const { shop, balance } = await shopWith(10_000);
    const { pay } = await goToPay(shop);
    expect(await balance()).toBe(10_000 - 4_850);
    await pay();
    const shipped = await shopWith(10_000, { shippingMinor: 490 });
    const other = await goToPay(shipped.shop);
    expect(await shipped.balance()).toBe(10_000 - 4_900);
    const session = await hub.payments.stripe.checkout.sessions.retrieve(other.sessionId);
    expect(session).toMatchObject({
      amount_total: 490,
      total_details: { amount_discount: 4_900, amount_shipping: 490 },
    });
  });

  it('is never spent twice by 50 payments at once', async () => {
    const { shop, balance } = await shopWith(12_345);
    const holds = [];
    for (let n = 0; n < 50; n += 1) holds.push(await holdOf(shop));
    const used = await Promise.all(
      holds.map(({ claimId }) => setCreditAside(hub, { claimId, emailKey: BEA })),
    );
    expect(used.reduce((sum, minor) => sum + minor, 0)).toBe(12_345);
    expect(used.filter((minor) => minor > 0).sort((a, b) => b - a)).toEqual([4850, 4850, 2645]);
    expect(await balance()).toBe(0);
  });

  it('is set aside once for one claim, however often and for whomever it is asked', async () => {
    const { shop, balance } = await shopWith(700);
    const proof = await holdOf(shop);
    const answers = await Promise.all(
      [BEA, BEA, 'joe@home.test', BEA].map((creditOf) =>
        startCheckout(hub, { ...proof, creditOf }),
      ),
    );
    answers.push(await startCheckout(hub, proof));
    const amounts = new Set<number | null>();
    for (const { url } of answers) {
      const { sessionId } = payable(url);
      const session = await hub.payments.stripe.checkout.sessions.retrieve(sessionId);
      amounts.add(session.amount_total);
    }
    expect(await balance()).toBeLessThanOrEqual(700);
    const last = answers.at(-1);
    const { sessionId, pay } = payable(last?.url ?? '');
    await pay();
    await settlePayment(hub, sessionId);
    const { creditMinor } = await hub.db.order.findFirstOrThrow();
    expect(await balance()).toBe(700 - Number(creditMinor));
  });

  it('goes back once when the hold runs out, is given back, or its payment fails', async () => {
    const { shop, balance } = await shopWith(1_500);
    const lapsed = await goToPay(shop);
    expect(await balance()).toBe(0);
    hub.clock.advance(601_000);
    await Promise.all([closeLapsedPayments(hub), settlePayment(hub, lapsed.sessionId)]);
    await settlePayment(hub, lapsed.sessionId);
    expect(await balance()).toBe(1_500);

    const returned = await goToPay(shop);
    await giveBackClaim(hub, returned);
    await settlePayment(hub, returned.sessionId);
    expect(await balance()).toBe(1_500);

    const failed = await goToPay(shop);
    await failed.pay('delayed_failure');
    await settlePayment(hub, failed.sessionId);
    expect(await balance()).toBe(0);
    hub.clock.advance(1_200_000);
    stripe.runDue();
    await settlePayment(hub, failed.sessionId);
    expect(await balance()).toBe(1_500);
    expect((await kinds()).filter((kind) => kind.startsWith('given_back'))).toHaveLength(3);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('goes back when nothing came between setting it aside and the payment page', async () => {
    const { shop, balance } = await shopWith(1_500);
    const { claimId } = await holdOf(shop);
    await markPaying(hub, claimId);
    await setCreditAside(hub, { claimId, emailKey: BEA });
    hub.clock.advance(601_000);
    await closeLapsedPayments(hub);
    expect(await balance()).toBe(1_500);
    expect(await hub.db.claim.findFirst()).toMatchObject({ releaseReason: 'expired' });
  });

  it('goes back when the process ended between the release and it', async () => {
    const { shop, balance } = await shopWith(1_500);
    const { claimId, sessionId } = await goToPay(shop);
    await hub.payments.stripe.checkout.sessions.expire(sessionId);
    await releaseClaim(hub, { claimId, reason: 'expired' }, { whilePaying: true });
    expect(await balance()).toBe(0);
    hub.clock.advance(61_000);
    await reconcilePayments(hub);
    expect(await balance()).toBe(1_500);
  });

  it('is taken again for late money while it is there, else the money goes back once', async () => {
    const { shop, balance } = await shopWith(1_500);
    const kept = await goToPay(shop);
    await kept.pay();
    await pretendLost(kept.claimId);
    expect(await balance()).toBe(1_500);
    expect(await settlePayment(hub, kept.sessionId)).toBe('paid');
    expect(await balance()).toBe(0);

    await grantCredit(hub, { brandId: shop.brand.id, emailKey: BEA }, 1_500);
    const late = await goToPay(shop);
    await late.pay();
    await pretendLost(late.claimId);
    const other = await holdOf(shop);
    await setCreditAside(hub, { ...other, emailKey: BEA });
    expect(await settlePayment(hub, late.sessionId)).toBe('sent_back');
    // What comes later changes nothing any more.
    await grantCredit(hub, { brandId: shop.brand.id, emailKey: BEA }, 5_000);
    expect(await settlePayment(hub, late.sessionId)).toBe('sent_back');
    expect(await balance()).toBe(5_000);
    const refunds = await hub.payments.stripe.refunds.list();
    expect(refunds.data.map(({ amount }) => amount)).toEqual([3_400]);
    expect(await hub.db.order.count()).toBe(1);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  /** What a lost answer of the payment service would have led to. */
  async function pretendLost(claimId: string) {
    await releaseClaim(hub, { claimId, reason: 'expired' }, { whilePaying: true });
    await giveCreditBack(hub, claimId);
  }

  it('stays spent while a part of the money goes back, and goes back with the last of it', async () => {
    const { shop, balance } = await shopWith(500);
    const { sessionId, pay } = await goToPay(shop);
    await pay();
    await settlePayment(hub, sessionId);
    const { id: orderId } = await hub.db.order.findFirstOrThrow();
    const asked = { brandId: shop.brand.id, orderId, reason: 'a seam was open' };
    const refund = async (amountMinor?: number) => {
      const view = await refundOrder(hub, { ...asked, amountMinor });
      await settleReactions(hub, reactions);
      await settleReactions(hub, reactions);
      return [view.state, await balance()];
    };
    expect(await refund(1_000)).toEqual(['part_refunded', 0]);
    await expect(refund(3_401)).rejects.toMatchObject({ code: 'refund_too_large' });
    expect(await refund()).toEqual(['refunded', 500]);
    expect(await kinds()).toEqual(['earned 500', 'set_aside -500', 'given_back 500']);
  });
});
