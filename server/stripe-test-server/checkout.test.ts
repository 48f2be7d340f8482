import { expect, test } from 'vitest';
import { CARD, createSession, eventTypes, SHOPPER, startHarness } from './test-harness.ts';

test('a paid session has its payment intent, charge and fee, each with what was asked', async () => {
  const { server, stripe } = await startHarness();
  const session = await createSession(stripe);
  expect(session).toMatchObject({
    status: 'open',
    payment_status: 'unpaid',
    amount_total: 8_000,
    currency: 'usd',
    payment_intent: null,
    livemode: false,
    metadata: { claim: 'claim_1' },
  });
  expect(await server.pay(session.id, { card: CARD, ...SHOPPER })).toBe('succeeded');
  const paid = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ['payment_intent.latest_charge.balance_transaction', 'line_items'],
  });
  expect(paid).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    url: null,
    customer: null,
    customer_details: { email: 'mia@example.com', name: 'Mia Lund' },
    line_items: { data: [{ quantity: 2, amount_total: 8_000 }] },
    payment_intent: {
      status: 'succeeded',
      amount_received: 8_000,
      metadata: { claim: 'claim_1' },
      latest_charge: {
        amount: 8_000,
        payment_method_details: { card: { last4: '4242', brand: 'visa' } },
        balance_transaction: { amount: 8_000, fee: 262, net: 7_738 },
      },
    },
  });
  expect(await eventTypes(stripe)).toEqual([
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.succeeded',
    'checkout.session.completed',
  ]);
});

test('the unit price comes back through the SDK as its decimal', async () => {
  const { stripe } = await startHarness();
  const session = await createSession(stripe);
  const lines = await stripe.checkout.sessions.listLineItems(session.id);
  expect(lines.data[0]?.price?.unit_amount_decimal?.toString()).toBe('4000');
  expect(lines.data[0]?.description).toBe('Harbour Runner, size 40');
});

test('a declined card leaves the session open and the next card pays the same intent', async () => {
  const { server, stripe } = await startHarness();
  const session = await createSession(stripe);
  const cards = ['4000000000000002', '4000000000009995'];
  for (const card of cards) {
    expect(await server.pay(session.id, { card, ...SHOPPER })).toBe('declined');
  }
  const open = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
  expect(open).toMatchObject({
    status: 'open',
    payment_intent: {
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
    },
  });
  expect(await server.pay(session.id, { card: CARD, ...SHOPPER })).toBe('succeeded');
  const types = await eventTypes(stripe);
  expect(types.filter((type) => type === 'payment_intent.payment_failed')).toHaveLength(2);
  expect(types.filter((type) => type === 'payment_intent.created')).toHaveLength(1);
});

test('3-D Secure pays when completed and declines when failed', async () => {
  const { server, stripe } = await startHarness();
  const session = await createSession(stripe);
  const card = '4000002500003155';
  const failing = { card, ...SHOPPER, authenticate: 'fail' } as const;
  expect(await server.pay(session.id, failing)).toBe('declined');
  expect(await server.pay(session.id, { card, ...SHOPPER })).toBe('succeeded');
  const paid = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ['payment_intent.latest_charge'],
  });
  expect(paid.payment_intent).toMatchObject({
    latest_charge: {
      payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } },
    },
  });
});

test('a bank debit completes unpaid and settles later, for better or for worse', async () => {
  const { server, stripe, advance } = await startHarness();
  const lucky = await createSession(stripe);
  const unlucky = await createSession(stripe);
  expect(await server.pay(lucky.id, { card: 'delayed_success', ...SHOPPER })).toBe('pending');
  expect(await server.pay(unlucky.id, { card: 'delayed_failure', ...SHOPPER })).toBe('pending');
  const waiting = await stripe.checkout.sessions.retrieve(lucky.id);
  expect(waiting).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
  advance(5);
  expect(await stripe.checkout.sessions.retrieve(lucky.id)).toMatchObject({
    payment_status: 'paid',
  });
  const failed = await stripe.checkout.sessions.retrieve(unlucky.id, {
    expand: ['payment_intent'],
  });
  expect(failed).toMatchObject({
    status: 'complete',
    payment_status: 'unpaid',
    payment_intent: { status: 'requires_payment_method' },
  });
  const types = await eventTypes(stripe);
  expect(types).toContain('checkout.session.async_payment_succeeded');
  expect(types).toContain('checkout.session.async_payment_failed');
});

test('a session that allows cards only offers no bank debit', async () => {
  const { server, stripe } = await startHarness();
  const session = await createSession(stripe, { allowed_payment_method_types: ['card'] });
  expect(session.payment_method_types).toEqual(['card']);
  const debit = server.pay(session.id, { card: 'delayed_success', ...SHOPPER });
  await expect(debit).rejects.toThrow('card number is incomplete');
});

test('a session expires by itself at its time, and only once', async () => {
  const { stripe, clock, advance, server } = await startHarness();
  const expiresAt = Math.floor(clock.now.getTime() / 1_000) + 1_800;
  const session = await createSession(stripe, { expires_at: expiresAt });
  advance(1_799);
  expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
  advance(1);
  expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('expired');
  server.runDue();
  expect(await eventTypes(stripe)).toEqual(['checkout.session.expired']);
  await expect(server.pay(session.id, { card: CARD, ...SHOPPER })).rejects.toThrow('no payment');
});

test('a paid session stays complete past its time', async () => {
  const { stripe, server, advance } = await startHarness();
  const session = await createSession(stripe);
  await server.pay(session.id, { card: CARD, ...SHOPPER });
  advance(86_401);
  expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('complete');
  expect(await eventTypes(stripe)).not.toContain('checkout.session.expired');
});

test('a session that ends unpaid takes its started payment along, challenge and all', async () => {
  const { stripe } = await startHarness();
  const session = await createSession(stripe);
  const form = { ...SHOPPER, number: '4000002500003155', expiry: '12/40', cvc: '123' };
  await fetch(session.url ?? '', {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
  await stripe.checkout.sessions.expire(session.id);
  const late = await fetch(`${session.url}/challenge`, {
    method: 'POST',
    body: new URLSearchParams({ answer: 'complete' }),
  });
  expect(late.status).toBe(410);
  const intents = await stripe.paymentIntents.list();
  expect(intents.data).toMatchObject([{ status: 'canceled', latest_charge: null }]);
});

test('expiring is refused once paid, and paying is refused once expired', async () => {
  const { stripe, server } = await startHarness();
  const paid = await createSession(stripe);
  await server.pay(paid.id, { card: CARD, ...SHOPPER });
  await expect(stripe.checkout.sessions.expire(paid.id)).rejects.toMatchObject({
    statusCode: 400,
    type: 'StripeInvalidRequestError',
  });
  const expired = await createSession(stripe);
  expect((await stripe.checkout.sessions.expire(expired.id)).status).toBe('expired');
  await expect(server.pay(expired.id, { card: CARD, ...SHOPPER })).rejects.toThrow('no payment');
});

test('a session that asks for it gets a customer, an address and shipping in its total', async () => {
  const { stripe, server } = await startHarness();
  const rate = (name: string, amount: number) => ({
    shipping_rate_data: {
      display_name: name,
      type: 'fixed_amount' as const,
      fixed_amount: { amount, currency: 'usd' },
    },
  });
  const session = await createSession(stripe, {
    customer_creation: 'always',
    shipping_address_collection: { allowed_countries: ['DE', 'US'] },
    shipping_options: [rate('Standard', 590), rate('Express', 1_490)],
  });
  expect(session.amount_total).toBe(8_590);
  await server.pay(session.id, { card: CARD, ...SHOPPER });
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['customer'] });
  expect(paid).toMatchObject({
    shipping_cost: { amount_total: 590 },
    collected_information: { shipping_details: { address: { country: 'US' } } },
    customer: { email: 'mia@example.com', name: 'Mia Lund' },
  });
});

test('sessions of a payment intent are found, with their charge expanded in the list', async () => {
  const { stripe, server } = await startHarness();
  const session = await createSession(stripe);
  await createSession(stripe);
  await server.pay(session.id, { card: CARD, ...SHOPPER });
  const paid = await stripe.checkout.sessions.retrieve(session.id);
  const found = await stripe.checkout.sessions.list({
    payment_intent: String(paid.payment_intent),
    expand: ['data.payment_intent.latest_charge'],
  });
  expect(found.data).toHaveLength(1);
  expect(found.data[0]?.payment_intent).toMatchObject({ latest_charge: { paid: true } });
});

test('two hundred orders are paid, each by itself', async () => {
  const { stripe, server } = await startHarness();
  for (let order = 0; order < 200; order += 1) {
    const session = await createSession(stripe);
    await server.pay(session.id, { card: CARD, ...SHOPPER });
  }
  const all = await stripe.checkout.sessions.list({ limit: 100 }).autoPagingToArray({ limit: 500 });
  expect(new Set(all.map((session) => session.id)).size).toBe(200);
});
