import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { movableClock } from '../platform/clock.ts';
import type { OpenDatabase } from '../platform/db.ts';
import type { StripeTestServer } from '../stripe-test-server/start-stripe-test-server.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { TEST_START, type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop } from '../test/shop.ts';
import { testStripe } from '../test/stripe.ts';
import { handleStripeEvent } from './handle-stripe-event.ts';
import { reconcilePayments } from './reconcile-payments.ts';
import { recordDispute } from './record-dispute.ts';
import { startCheckout } from './start-checkout.ts';

const DISPUTING_CARD = '4000000000000259';
const A_MINUTE = 60_000;

describe.each(testDatabases())('disputes on %s', (engine) => {
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

  /** A payment that the payer's bank contests a minute later; nobody has told the hub anything. */
  async function payAndDispute() {
    const shop = await makeShop(hub);
    const { claim, access } = await claimOne(hub, shop);
    const { url } = await startCheckout(hub, { claimId: claim.id, visitorId: null, access });
    const sessionId = url.split('/').at(-1)?.split(/[?#]/)[0] ?? '';
    await stripe.pay(sessionId, { card: DISPUTING_CARD, email: 'bea@home.test', name: 'Bea' });
    hub.clock.advance(A_MINUTE);
    const [dispute] = (await hub.payments.stripe.disputes.list()).data;
    return dispute?.id ?? '';
  }
  const events = async () =>
    (await hub.payments.stripe.events.list({ limit: 100 })).data.toReversed();
  const tell = async (...types: string[]) => {
    for (const event of await events()) {
      if (types.length === 0 || types.includes(event.type)) await handleStripeEvent(hub, event);
    }
  };
  const disputes = () => hub.db.dispute.findMany();
  const told = () => hub.db.happening.count({ where: { kind: 'order.disputed' } });

  it('are written with their order, once however often they are told', async () => {
    const id = await payAndDispute();
    await tell();
    for (const event of await events())
      await handleStripeEvent(hub, { ...event, id: `${event.id}2` });
    const order = await hub.db.order.findFirstOrThrow();
    expect(await disputes()).toMatchObject([
      { id, orderId: order.id, amountMinor: 4900n, status: 'open', reason: 'fraudulent' },
    ]);
    expect(await told()).toBe(1);
  });

  it.each(['won', 'lost'] as const)('that are %s end so, told in whichever order', async (end) => {
    const id = await payAndDispute();
    await tell('checkout.session.completed');
    stripe.closeDispute(id, end);
    for (const event of (await events()).toReversed()) await handleStripeEvent(hub, event);
    expect(await disputes()).toMatchObject([{ id, status: end, decidedAt: hub.clock.now() }]);
    expect(await told()).toBe(1);
  });

  it('wait for no order: news of a dispute settles the payment that it overtook', async () => {
    const id = await payAndDispute();
    await tell('charge.dispute.created');
    expect(await hub.db.order.count()).toBe(1);
    expect(await disputes()).toMatchObject([{ id, status: 'open' }]);
  });

  it('do not go back to open when late news says so', async () => {
    const id = await payAndDispute();
    await tell();
    stripe.closeDispute(id, 'lost');
    await tell('charge.dispute.closed');
    const stored = await hub.db.dispute.findUniqueOrThrow({ where: { id } });
    hub.clock.advance(A_MINUTE);
    await recordDispute(hub, stored.orderId, {
      ...stored,
      amountMinor: 4900,
      status: 'open',
      toldAt: hub.clock.now(),
    });
    expect(await disputes()).toMatchObject([{ status: 'lost' }]);
  });

  it('keep what was asked for last when an earlier answer comes after it', async () => {
    const id = await payAndDispute();
    await tell();
    const asked = hub.clock.now();
    const { orderId, ...before } = await hub.db.dispute.findUniqueOrThrow({ where: { id } });
    hub.clock.advance(A_MINUTE);
    stripe.closeDispute(id, 'won');
    await tell('charge.dispute.closed');
    const late = { ...before, amountMinor: 4900, status: 'lost' as const, toldAt: asked };
    await recordDispute(hub, orderId, late);
    expect(await disputes()).toMatchObject([{ status: 'won', toldAt: hub.clock.now() }]);
  });

  it('are found by the reconciler when nobody told of their end, however old they are', async () => {
    const id = await payAndDispute();
    await tell();
    hub.clock.advance(40 * 86_400_000);
    stripe.closeDispute(id, 'won');
    hub.clock.advance(4 * 3_600_000);
    await reconcilePayments(hub);
    expect(await disputes()).toMatchObject([{ id, status: 'won' }]);
  });

  it('of a payment that is not ours are left alone', async () => {
    await payAndDispute();
    await hub.db.checkoutSession.deleteMany();
    await tell();
    expect(await disputes()).toEqual([]);
  });
});
