import { expect, test } from 'vitest';
import { createSession, SHOPPER, startHarness } from './test-harness.ts';

const FORM = {
  method: 'card',
  email: SHOPPER.email,
  name: SHOPPER.name,
  number: '4242 4242 4242 4242',
  expiry: '12 / 40',
  cvc: '123',
};

test('the page says that it is a test and shows lines, total and seller', async () => {
  const { stripe } = await startHarness({ merchantName: 'Tidewater & Co' });
  const session = await createSession(stripe);
  const page = await read(session.url);
  expect(page.status).toBe(200);
  expect(page.text).toContain('Test payment page — no real money moves');
  expect(page.text).toContain('Harbour Runner, size 40');
  expect(page.text).toContain('$80.00');
  expect(page.text).toContain('Tidewater &amp; Co');
  expect(page.policy).toContain("default-src 'none'");
  expect(page.policy).not.toContain('unsafe-inline');
});

test('paying leads to the success address with the session filled in', async () => {
  const { stripe } = await startHarness();
  const session = await createSession(stripe);
  const answer = await send(session.url, FORM);
  const there = `http://127.0.0.1:4870/thanks?session=${session.id}`;
  expect(answer).toMatchObject({ status: 303, location: there });
  expect(await send(session.url, FORM)).toMatchObject({ status: 303, location: there });
  const charges = await stripe.charges.list();
  expect(charges.data).toHaveLength(1);
});

test('behind a proxy the page is addressed there and its own redirects stay there', async () => {
  const { stripe, server } = await startHarness({
    pageBaseUrl: () => 'https://hub.example/stripe-test',
  });
  const session = await createSession(stripe);
  expect(session.url).toBe(`https://hub.example/stripe-test/c/pay/${session.id}`);
  const form = { ...FORM, number: '4000002500003155' };
  const answer = await send(`${server.url}/c/pay/${session.id}`, form);
  expect(answer.location).toBe(`/stripe-test/c/pay/${session.id}/challenge`);
});

test('a decline says why, keeps the person and forgets the card', async () => {
  const { stripe } = await startHarness();
  const session = await createSession(stripe);
  const answer = await send(session.url, { ...FORM, number: '4000000000009995' });
  expect(answer.status).toBe(402);
  expect(answer.text).toContain('Your card has insufficient funds.');
  expect(answer.text).toContain('value="mia@example.com"');
  expect(answer.text).not.toContain('value="4000000000009995"');
});

test('wrong fields are named at the field, and nothing is charged', async () => {
  const { stripe } = await startHarness();
  const session = await createSession(stripe);
  const wrong: [Partial<typeof FORM>, string, string][] = [
    [{ number: '4242424242424241' }, 'number', 'Your card number is invalid.'],
    [{ number: '4242' }, 'number', 'Your card number is incomplete.'],
    [{ number: '4111111111111111' }, 'number', 'but used a non test card'],
    [{ expiry: '12 / 20' }, 'expiry', 'expiration year is in the past.'],
    [{ expiry: '13 / 40' }, 'expiry', 'expiration date is invalid.'],
    [{ cvc: '1' }, 'cvc', 'security code is incomplete.'],
    [{ email: 'mia' }, 'email', 'Your email is invalid.'],
    [{ name: '' }, 'name', 'Required'],
  ];
  for (const [change, field, message] of wrong) {
    const answer = await send(session.url, { ...FORM, ...change });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(answer.text).toContain(`aria-describedby="${field}-error"`);
  }
  expect((await stripe.paymentIntents.list()).data).toHaveLength(0);
});

test('3-D Secure goes over a page with two answers', async () => {
  const { stripe } = await startHarness();
  const session = await createSession(stripe);
  const challenged = await send(session.url, { ...FORM, number: '4000002500003155' });
  expect(challenged).toMatchObject({ status: 303, location: `/c/pay/${session.id}/challenge` });
  const page = await read(`${session.url}/challenge`);
  expect(page.text).toContain('Complete');
  const failed = await send(`${session.url}/challenge`, { answer: 'fail' });
  expect(failed.text).toContain('unable to authenticate');
  expect(failed.text).toContain('value="mia@example.com"');
  await send(session.url, { ...FORM, number: '4000002500003155' });
  const passed = await send(`${session.url}/challenge`, { answer: 'complete' });
  expect(passed.location).toContain(session.id);
  expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
});

test('closed and unknown pages are friendly and take no payment', async () => {
  const { stripe, server } = await startHarness();
  const expired = await createSession(stripe);
  await stripe.checkout.sessions.expire(expired.id);
  const gone = await send(expired.url, FORM);
  expect(gone.status).toBe(410);
  expect(gone.text).toContain('expired');
  expect(gone.text).toContain('href="http://127.0.0.1:4870/d/spring"');
  const paid = await createSession(stripe);
  await send(paid.url, FORM);
  expect((await read(paid.url)).text).toContain('Already paid');
  expect(await read(`${server.url}/c/pay/cs_test_unknown`)).toMatchObject({ status: 404 });
});

test('what the seller wrote cannot become markup', async () => {
  const { stripe } = await startHarness();
  const name = '"><script>alert(1)</script>';
  const session = await createSession(stripe, {
    branding_settings: { display_name: name },
    customer_email: 'a"onfocus="x@example.com',
  });
  const page = await read(session.url);
  expect(page.text).not.toContain('<script>alert(1)');
  expect(page.text).not.toContain('"onfocus="');
});

test('the shopper chooses the shipping and the total follows', async () => {
  const { stripe } = await startHarness();
  const rate = (name: string, amount: number) => ({
    shipping_rate_data: {
      display_name: name,
      type: 'fixed_amount' as const,
      fixed_amount: { amount, currency: 'usd' },
    },
  });
  const session = await createSession(stripe, {
    shipping_address_collection: { allowed_countries: ['DE'] },
    shipping_options: [rate('Standard', 590), rate('Express', 1_490)],
  });
  const express = session.shipping_options[1]?.shipping_rate;
  const address = { shippingName: 'Mia', line1: 'Elbe 1', city: 'Hamburg', postalCode: '20095' };
  const form = { ...FORM, ...address, country: 'DE', shippingRate: String(express) };
  expect((await send(session.url, form)).status).toBe(303);
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
  expect(paid).toMatchObject({ amount_total: 9_490, payment_intent: { amount: 9_490 } });
});

async function read(url: string | null) {
  const response = await fetch(url ?? '');
  const policy = response.headers.get('content-security-policy') ?? '';
  return { status: response.status, text: await response.text(), policy };
}

async function send(url: string | null, form: Record<string, string>) {
  const response = await fetch(url ?? '', {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
  const location = response.headers.get('location');
  return { status: response.status, text: await response.text(), location };
}
