import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { CARD, createSession, eventTypes, SHOPPER, startHarness } from './test-harness.ts';

test('parts are refunded up to the whole, then nothing more', async () => {
  const { stripe, server } = await startHarness();
  const intent = await payAndFindIntent(stripe, server);
  const first = await stripe.refunds.create({ payment_intent: intent, amount: 3_333 });
  expect(first).toMatchObject({ status: 'succeeded', amount: 3_333, payment_intent: intent });
  const over = stripe.refunds.create({ payment_intent: intent, amount: 4_668 });
  await expect(over).rejects.toMatchObject({ code: 'amount_too_large', param: 'amount' });
  const rest = await stripe.refunds.create({ charge: String(first.charge) });
  expect(rest.amount).toBe(4_667);
  const more = stripe.refunds.create({ payment_intent: intent });
  await expect(more).rejects.toMatchObject({ code: 'charge_already_refunded' });
  const charge = await stripe.charges.retrieve(String(first.charge), { expand: ['refunds'] });
  expect(charge).toMatchObject({ amount_refunded: 8_000, refunded: true });
  expect(charge.refunds?.data.map((refund) => refund.amount)).toEqual([4_667, 3_333]);
  expect((await eventTypes(stripe)).slice(4)).toEqual([
    'refund.created',
    'charge.refunded',
    'refund.created',
    'charge.refunded',
  ]);
});

test('a refund is updated later with the reference of the bank', async () => {
  const { stripe, server, advance } = await startHarness();
  const refund = await stripe.refunds.create({
    payment_intent: await payAndFindIntent(stripe, server),
  });
  expect(refund.destination_details?.card?.reference_status).toBe('pending');
  advance(5);
  const later = await stripe.refunds.retrieve(refund.id);
  expect(later.destination_details?.card?.reference_status).toBe('available');
  expect(await eventTypes(stripe)).toContain('refund.updated');
});

test('a refund that the bank sends back gives the charge its amount again', async () => {
  const { stripe, server, advance } = await startHarness();
  const intent = await payAndFindIntent(stripe, server, '4000000000005126');
  const refund = await stripe.refunds.create({ payment_intent: intent });
  advance(5);
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'failed' });
  const charge = await stripe.charges.retrieve(String(refund.charge));
  expect(charge).toMatchObject({ refunded: false, amount_refunded: 0 });
});

test('a payment that is still under way cannot be refunded', async () => {
  const { stripe, server } = await startHarness();
  const intent = await payAndFindIntent(stripe, server, 'delayed_success');
  await expect(stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
    statusCode: 400,
  });
});

test('a dispute takes the money, and a won one brings it back', async () => {
  const { stripe, server } = await startHarness();
  const intent = await stripe.paymentIntents.retrieve(await payAndFindIntent(stripe, server));
  const dispute = server.openDispute(String(intent.latest_charge));
  expect(dispute).toMatchObject({ amount: 8_000, status: 'needs_response' });
  const refund = stripe.refunds.create({ payment_intent: intent.id });
  await expect(refund).rejects.toMatchObject({ code: 'charge_disputed' });
  server.closeDispute(dispute.id, 'won');
  const closed = await stripe.disputes.retrieve(dispute.id);
  expect(closed.status).toBe('won');
  expect(closed.balance_transactions.map((booked) => booked.amount)).toEqual([-8_000, 8_000]);
  expect((await eventTypes(stripe)).slice(4)).toEqual([
    'charge.dispute.created',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.closed',
    'charge.dispute.funds_reinstated',
  ]);
});

async function payAndFindIntent(
  stripe: Stripe,
  server: Awaited<ReturnType<typeof startHarness>>['server'],
  card = CARD,
): Promise<string> {
  const session = await createSession(stripe);
  await server.pay(session.id, { card, ...SHOPPER });
  return String((await stripe.checkout.sessions.retrieve(session.id)).payment_intent);
}
