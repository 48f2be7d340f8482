import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

describe.each(testDatabases())('two payment pages of one claim on %s', (engine) => {
  let database: OpenDatabase;
  let stripe: StripeTestServer;
  let hub: TestHub;
  let shop: Shop;

  beforeEach(async () => {
    const clock = movableClock(TEST_START);
    const { server, address } = await testStripe(clock);
    stripe = server;
    database = await createTestDatabase(engine);
    hub = testHub(database.db, { clock, stripe: address });
    shop = await makeShop(hub, { units: 1 });
  });
  afterEach(async () => {
    await stripe.close();
    await database.close();
  });

  /** As two requests at once make them, one with credit and one without. */
  async function twoPages() {
    const { claim, access } = await claimOne(hub, shop);
    const proof = { claimId: claim.id, visitorId: null, access };
    const open = async () => {
      const { url } = await startCheckout(hub, proof);
      return url.split('/').at(-1)?.split(/[?#]/)[0] ?? '';
    };
    const first = await open();
    const hide = (completedAt: Date | null) =>
      hub.db.checkoutSession.update({ where: { id: first }, data: { completedAt } });
    await hide(hub.clock.now());
    const second = await open();
    await hide(null);
    return { claimId: claim.id, first, second };
  }

  it('keep the units while one of them is open', async () => {
    const { claimId, first, second } = await twoPages();
    await hub.payments.stripe.checkout.sessions.expire(first);
    expect(await settlePayment(hub, first)).toBe('expired');
    const claim = await hub.db.claim.findUniqueOrThrow({ where: { id: claimId } });
    expect(claim.releasedAt).toBeNull();
    await stripe.pay(second, { card: '4242424242424242', email: 'bea@home.test', name: 'Bea' });
    expect(await settlePayment(hub, second)).toBe('paid');
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('are both closed before units go back', async () => {
    const { claimId, first, second } = await twoPages();
    hub.clock.advance(11 * 60_000);
    await closeLapsedPayments(hub);
    const claim = await hub.db.claim.findUniqueOrThrow({ where: { id: claimId } });
    expect(claim.releasedAt).not.toBeNull();
    const { sessions } = hub.payments.stripe.checkout;
    const states = await Promise.all([first, second].map((id) => sessions.retrieve(id)));
    expect(states.map(({ status }) => status)).toEqual(['expired', 'expired']);
    await expectConservedStock(hub.db, shop.drop.id);
  });
});
