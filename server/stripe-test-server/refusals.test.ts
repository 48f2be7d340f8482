import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { CARD, connect, createSession, SHOPPER, startHarness } from './test-harness.ts';

test('a wrong key is refused with 401 and an answer that does not repeat it', async () => {
  const { server } = await startHarness();
  const stranger = connect(server.port, 'sk_test_somebody_else_entirely');
  await expect(createSession(stranger)).rejects.toMatchObject({
    statusCode: 401,
    type: 'StripeAuthenticationError',
    message: 'Invalid API Key provided: sk_test_****rely',
  });
});

test('an unknown id is a 404 that names it', async () => {
  const { stripe } = await startHarness();
  const missing = { statusCode: 404, code: 'resource_missing' };
  await expect(stripe.checkout.sessions.retrieve('cs_test_none')).rejects.toMatchObject({
    ...missing,
    message: "No such checkout.session: 'cs_test_none'",
  });
  await expect(stripe.paymentIntents.retrieve('pi_none')).rejects.toMatchObject(missing);
  await expect(stripe.charges.retrieve('ch_none')).rejects.toMatchObject(missing);
  await expect(stripe.customers.retrieve('cus_none')).rejects.toMatchObject(missing);
  await expect(stripe.refunds.retrieve('re_none')).rejects.toMatchObject(missing);
  await expect(stripe.events.retrieve('evt_none')).rejects.toMatchObject(missing);
});

test('bad session parameters are refused by name', async () => {
  const { stripe, clock } = await startHarness();
  const now = Math.floor(clock.now.getTime() / 1_000);
  const refused: [Partial<Stripe.Checkout.SessionCreateParams>, object][] = [
    [{ expires_at: now + 1_799 }, { param: 'expires_at' }],
    [{ expires_at: now + 86_401 }, { param: 'expires_at' }],
    [{ success_url: 'not a url' }, { param: 'success_url', code: 'url_invalid' }],
    [{ success_url: 'javascript:alert(1)' }, { param: 'success_url', code: 'url_invalid' }],
    [{ line_items: [] }, { param: 'line_items', code: 'parameter_missing' }],
    [{ customer: 'cus_none' }, { param: 'customer', code: 'resource_missing' }],
    [{ customer_email: 'nobody' }, { param: 'customer_email', code: 'email_invalid' }],
    [{ mode: 'subscription' }, { param: 'mode' }],
    [{ allowed_payment_method_types: ['sepa_debit'] }, { param: 'allowed_payment_method_types' }],
  ];
  for (const [params, error] of refused) {
    await expect(createSession(stripe, params)).rejects.toMatchObject(error);
  }
});

test('a misspelt parameter is refused instead of ignored', async () => {
  const { stripe } = await startHarness();
  const misspelt = { sucess_url: 'http://127.0.0.1/', metadata: {} };
  await expect(createSession(stripe, misspelt)).rejects.toMatchObject({
    code: 'parameter_unknown',
    param: 'sucess_url',
  });
});

test('odd forms get a 4xx, never a 5xx', async () => {
  const { server } = await startHarness();
  const bodies = [
    '__proto__[x]=1&mode=payment',
    'line_items[0][__proto__][quantity]=1&mode=payment',
    `a${'[b]'.repeat(200)}=1`,
    'line_items=1&mode=payment',
    'line_items[0]=x&mode=payment',
    'line_items[0][quantity]=1e9&mode=payment',
    'mode[]=payment',
    '=&&&[]=&[',
    `x=${'y'.repeat(300_000)}`,
  ];
  for (const body of bodies) {
    const response = await fetch(`${server.url}/v1/checkout/sessions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_dropcast' },
      body,
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  }
});

test('the same key gets the same answer, and another request with it is refused', async () => {
  const { stripe, server } = await startHarness();
  const first = await stripe.customers.create({ email: 'a@example.com' }, KEY);
  const again = await stripe.customers.create({ email: 'a@example.com' }, KEY);
  expect(again.id).toBe(first.id);
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  await expect(stripe.customers.create({ email: 'b@example.com' }, KEY)).rejects.toMatchObject({
    statusCode: 400,
    rawType: 'idempotency_error',
  });
  const session = await createSession(stripe);
  await server.pay(session.id, { card: CARD, ...SHOPPER });
  await expect(stripe.refunds.create({ payment_intent: 'pi_x' }, KEY)).rejects.toMatchObject({
    rawType: 'idempotency_error',
  });
});

test('fifty equal requests at once with one key make one object', async () => {
  const { stripe } = await startHarness();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => stripe.customers.create({ email: 'a@example.com' }, KEY)),
  );
  expect(new Set(answers.map((customer) => customer.id)).size).toBe(1);
});

test('a refused parameter does not use up the key; a refused deed does', async () => {
  const { stripe, server } = await startHarness();
  await expect(createSessionWithKey(stripe, 'nobody')).rejects.toMatchObject({
    code: 'email_invalid',
  });
  const session = await createSessionWithKey(stripe, 'mia@example.com');
  await server.pay(session.id, { card: CARD, ...SHOPPER });
  const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id);
  const refund = { payment_intent: String(intent), amount: 9_000 };
  const once = { idempotencyKey: 'refund-1' };
  await expect(stripe.refunds.create(refund, once)).rejects.toMatchObject({
    code: 'amount_too_large',
  });
  const again = stripe.refunds.create(refund, once);
  await expect(again).rejects.toMatchObject({
    code: 'amount_too_large',
    headers: { 'idempotent-replayed': 'true' },
  });
});

test('every answer carries a request id and the API version that was asked for', async () => {
  const { stripe } = await startHarness();
  const customer = await stripe.customers.create({});
  expect(customer.lastResponse.requestId).toMatch(/^req_/);
  expect(customer.lastResponse.apiVersion).toBe(Stripe.API_VERSION);
});

const KEY = { idempotencyKey: 'one-key' };

function createSessionWithKey(stripe: Stripe, email: string) {
  return stripe.checkout.sessions.create(
    {
      mode: 'payment',
      customer_email: email,
      success_url: 'http://127.0.0.1/',
      line_items: [
        {
          quantity: 1,
          price_data: { currency: 'usd', unit_amount: 8_000, product_data: { name: 'Cap' } },
        },
      ],
    },
    { idempotencyKey: 'session-1' },
  );
}
