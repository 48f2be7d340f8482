import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideOrder } from '../../attribution/decide-order.ts';
import { handleStripeEvent } from '../../checkout/handle-stripe-event.ts';
import { reconcilePayments } from '../../checkout/reconcile-payments.ts';
import { startCheckout } from '../../checkout/start-checkout.ts';
import { adjustCommission } from '../../payouts/adjust-commission.ts';
import { followDisputes } from '../../payouts/follow-disputes.ts';
import { postCommission } from '../../payouts/post-commission.ts';
import { movableClock } from '../../platform/clock.ts';
import type { OpenDatabase } from '../../platform/db.ts';
import { settleReactions } from '../../platform/happenings.ts';
import { DEFAULT_TERMS } from '../../protocol/contracts.ts';
import type { StripeTestServer } from '../../stripe-test-server/start-stripe-test-server.ts';
import { createTestDatabase, testDatabases } from '../database.ts';
import { TEST_START, type TestHub, testHub } from '../hub.ts';
import { expectBalancedLedger } from '../ledger.ts';
import { claimOne, makeShop } from '../shop.ts';
import { testStripe } from '../stripe.ts';

const REACTIONS = {
  'order.paid': [decideOrder],
  'order.decided': [postCommission, followDisputes],
  'order.refunded': [adjustCommission],
  'order.disputed': [followDisputes],
};

/** 640 payments are ten thousand deliveries; a few say the same sooner. */
const PAYMENTS = Number(process.env.STRIPE_EVENTS_PAYMENTS ?? 16);

describe.each(testDatabases())('news of the payment service on %s', (engine) => {
  let database: OpenDatabase;
  let stripe: StripeTestServer;
  let hub: TestHub;
  let random: () => number;

  beforeEach(async () => {
    const clock = movableClock(TEST_START);
    const { server, address } = await testStripe(clock);
    stripe = server;
    database = await createTestDatabase(engine);
    hub = testHub(database.db, { clock, stripe: address });
    random = seeded(20_261_127);
  });
  afterEach(async () => {
    await expectBalancedLedger(hub.db);
    await stripe.close();
    await database.close();
  });

  /** Claims that were paid, some refunded in parts, some disputed and decided; nobody told the hub. */
  async function trade(orders: number): Promise<Stripe.Event[]> {
    const shop = await makeShop(hub, { units: orders });
    for (let at = 0; at < orders; at += 20) {
      const some = Array.from({ length: Math.min(20, orders - at) }, (_, i) => at + i);
      await Promise.all(some.map((number) => buy(shop, number)));
    }
    hub.clock.advance(10_000);
    stripe.runDue();
    const events: Stripe.Event[] = [];
    for await (const event of hub.payments.stripe.events.list({ limit: 100 })) events.push(event);
    return events.toReversed();
  }

  async function buy(shop: Awaited<ReturnType<typeof makeShop>>, number: number): Promise<void> {
    const { claim, access } = await claimOne(hub, shop);
    const { url } = await startCheckout(hub, { claimId: claim.id, visitorId: null, access });
    const sessionId = url.split('/').at(-1)?.split(/[?#]/)[0] ?? '';
    const card = number % 7 === 3 ? '4000000000005126' : '4242424242424242';
    await stripe.pay(sessionId, { card, email: `b${number}@home.test`, name: 'Bea' });
    const session = await hub.payments.stripe.checkout.sessions.retrieve(sessionId, {
      expand: ['payment_intent'],
    });
    const intent = session.payment_intent as Stripe.PaymentIntent;
    const amounts = [[], [], [1000], [4900], [1633, 1633, 1634], [3333]][number % 6] ?? [];
    for (const amount of amounts) {
      await hub.payments.stripe.refunds.create({ payment_intent: intent.id, amount });
    }
    if (number % 5 !== 0 || amounts.includes(4900) || amounts.length === 3) return;
    const dispute = stripe.openDispute(String(intent.latest_charge));
    if (number % 10 === 0) stripe.closeDispute(dispute.id, number % 20 === 0 ? 'won' : 'lost');
  }

  async function deliver(events: readonly Stripe.Event[]): Promise<void> {
    for (let at = 0; at < events.length; at += 16) {
      await Promise.all(events.slice(at, at + 16).map((event) => handleStripeEvent(hub, event)));
      if (at % 1600 === 0) await settleReactions(hub, REACTIONS);
    }
    await settleReactions(hub, REACTIONS);
  }

  /** What every payment is worth to its creator, from the payment service's own books. */
  async function owedByTheBooks(): Promise<Map<string, number>> {
    const owed = new Map<string, number>();
    const disputes = await everything(hub.payments.stripe.disputes.list({ limit: 100 }));
    for (const charge of await everything(hub.payments.stripe.charges.list({ limit: 100 }))) {
      if (charge.status !== 'succeeded') continue;
      const disputed = disputes
        .filter((one) => one.charge === charge.id && one.status !== 'won')
        .reduce((sum, { amount }) => sum + amount, 0);
      const net = Math.max(0, charge.amount - charge.amount_refunded - disputed);
      const earned = Math.floor((net * DEFAULT_TERMS.newCustomerBps + 5000) / 10_000);
      owed.set(String(charge.payment_intent), earned);
    }
    return owed;
  }

  /** What the ledger says that every payment is worth to its creator. */
  async function owedByTheLedger(): Promise<Map<string, number>> {
    const lines = await hub.db.commissionLine.findMany({
      include: { order: true, entries: { where: { creatorId: { not: null } } } },
    });
    return new Map(
      lines.map(({ order, entries }) => [
        String(order?.paymentIntentId),
        entries.reduce((sum, { amountMinor }) => sum + Number(amountMinor), 0),
      ]),
    );
  }

  /** Each event one to four times, in no order. */
  function shuffled(events: readonly Stripe.Event[]): Stripe.Event[] {
    return events
      .flatMap((event) => Array.from({ length: 1 + Math.floor(random() * 4) }, () => event))
      .map((event) => ({ event, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ event }) => event);
  }

  it('leads to the ledger of the payment service’s books when it comes in order', async () => {
    await deliver(await trade(8));
    expect(await owedByTheLedger()).toEqual(await owedByTheBooks());
  }, 180_000);

  it('leads to the same ledger shuffled and repeated one to four times', async () => {
    await deliver(shuffled(await trade(PAYMENTS)));
    expect(await owedByTheLedger()).toEqual(await owedByTheBooks());
    expect(await hub.db.order.count()).toBe((await owedByTheBooks()).size);
  }, 600_000);

  it('that never came is found by the reconciler in one cycle', async () => {
    const events = await trade(20);
    const lost = new Set(events.filter(() => random() < 0.05).map(({ id }) => id));
    // Whatever chance says, a payment of which no news came at all is among them.
    const silent = events.find(({ type }) => type === 'checkout.session.completed');
    const session = silent?.data.object as Stripe.Checkout.Session;
    for (const event of events) {
      if (JSON.stringify(event).includes(String(session.payment_intent))) lost.add(event.id);
    }
    await deliver(shuffled(events.filter(({ id }) => !lost.has(id))));
    expect(await owedByTheLedger()).not.toEqual(await owedByTheBooks());
    hub.clock.advance(120_000);
    await reconcilePayments(hub);
    await settleReactions(hub, REACTIONS);
    expect(await owedByTheLedger()).toEqual(await owedByTheBooks());
  }, 180_000);
});

async function everything<T>(list: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of list) found.push(one);
  return found;
}

/** The same numbers every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
