import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refundOrder } from '../../checkout/refund-order.ts';
import { settlePayment } from '../../checkout/settle-payment.ts';
import { startCheckout } from '../../checkout/start-checkout.ts';
import { movableClock } from '../../platform/clock.ts';
import type { OpenDatabase } from '../../platform/db.ts';
import { settleReactions } from '../../platform/happenings.ts';
import { reactions } from '../../reactions.ts';
import { keepReports } from '../../reports/keep-reports.ts';
import type { StripeTestServer } from '../../stripe-test-server/start-stripe-test-server.ts';
import { createTestDatabase, testDatabases } from '../database.ts';
import { makeBrand, makeContract, makeCreator, makeDrop, makeSku } from '../factories.ts';
import { TEST_START, type TestHub, testHub } from '../hub.ts';
import { expectBalancedLedger } from '../ledger.ts';
import { claimOne } from '../shop.ts';
import { testStripe } from '../stripe.ts';

/** Yen have no decimals: what is a cent elsewhere is a whole yen here, at Stripe too. */
describe.each(testDatabases())('a brand that sells in yen, on %s', (engine) => {
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

  it('charges, books and takes back whole yen, and says so in its mail', async () => {
    const { order, sessionId, brand } = await sellFor(4_999, { newCustomerBps: 1_111 });
    const session = await hub.payments.stripe.checkout.sessions.retrieve(sessionId);
    expect(session).toMatchObject({ amount_total: 4_999, currency: 'jpy' });
    expect(order).toMatchObject({ capturedMinor: 4_999n, currency: 'jpy' });
    const mails = await hub.db.outboxMail.findMany();
    expect(mails.map(({ text }) => text).join()).toContain('Total: ¥4,999\n');
    // 4,999 × 11.11 % = 555.3889; 4,000 × 11.11 % = 444.4.
    expect(await earned()).toEqual(['jpy', 555n]);

    hub.clock.advance(60_000);
    const asked = { brandId: brand.id, orderId: order.id, amountMinor: 999, reason: 'too small' };
    await refundOrder(hub, asked);
    await settle();
    expect(await earned()).toEqual(['jpy', 444n]);
    await expectBalancedLedger(hub.db);
  });

  async function sellFor(priceMinor: number, terms: { newCustomerBps: number }) {
    const brand = await makeBrand(hub, { currency: 'jpy', timeZone: 'Asia/Tokyo' });
    const creator = await makeCreator(hub);
    const agreed = { brandId: brand.id, creatorId: creator.id, currency: 'jpy', terms };
    const contract = await makeContract(hub, agreed);
    const sku = await makeSku(hub, { brandId: brand.id, priceMinor });
    const sold = { skuId: sku.id, contractIds: [contract.id], units: 5, priceMinor };
    const drop = await makeDrop(hub, { brandId: brand.id, ...sold });
    const { claim, access } = await claimOne(hub, { drop, sku });
    const { url } = await startCheckout(hub, { claimId: claim.id, visitorId: null, access });
    const sessionId = url.split('/').at(-1)?.split(/[?#]/)[0] ?? '';
    await stripe.pay(sessionId, { card: '4242424242424242', email: 'kei@home.jp', name: 'Kei' });
    await settlePayment(hub, sessionId);
    await settle();
    return { brand, sessionId, order: await hub.db.order.findFirstOrThrow() };
  }

  async function settle() {
    await settleReactions(hub, reactions);
    await keepReports(hub);
  }

  /** What is owed, by currency, as the ledger has it. */
  async function earned() {
    const { db } = hub;
    const [row] = await db.ledgerEntry.groupBy({
      by: ['currency'],
      where: { account: 'creator_pending' },
      _sum: { amountMinor: true },
    });
    return [row?.currency, row?._sum.amountMinor];
  }
});
