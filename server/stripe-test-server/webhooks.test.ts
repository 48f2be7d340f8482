import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startStripeTestServer } from './start-stripe-test-server.ts';
import {
  CARD,
  connect,
  createSession,
  SHOPPER,
  startHarness,
  startReceiver,
  WEBHOOK_SECRET,
} from './test-harness.ts';

test('a payment reaches the receiver by itself, signed as the SDK expects', async () => {
  const receiver = await startReceiver();
  const webhook = { url: () => receiver.url, secret: WEBHOOK_SECRET };
  const { stripe, server } = await startHarness({ webhook });
  const session = await createSession(stripe);
  await server.pay(session.id, { card: CARD, ...SHOPPER });
  await vi.waitFor(() => expect(receiver.received).toHaveLength(3));
  const completed = receiver.received.find(({ type }) => type === 'checkout.session.completed');
  expect(completed?.data.object).toMatchObject({ id: session.id, payment_status: 'paid' });
  await server.deliverPending();
  const stored = await stripe.events.retrieve(completed?.id ?? '');
  expect(stored.pending_webhooks).toBe(0);
  expect(receiver.received).toHaveLength(3);
});

test('events wait while there is no address and come when there is one', async () => {
  const receiver = await startReceiver();
  const address: { url: string | null } = { url: null };
  const webhook = { url: () => address.url, secret: WEBHOOK_SECRET };
  const { stripe, server } = await startHarness({ webhook });
  const session = await createSession(stripe);
  await server.pay(session.id, { card: CARD, ...SHOPPER });
  await server.deliverPending();
  expect(receiver.received).toHaveLength(0);
  address.url = receiver.url;
  await server.deliverPending();
  expect(receiver.received).toHaveLength(3);
});

test('what a receiver has read another way is not delivered', async () => {
  const receiver = await startReceiver();
  const address: { url: string | null } = { url: null };
  const webhook = { url: () => address.url, secret: WEBHOOK_SECRET };
  const { stripe, server } = await startHarness({ webhook });
  const session = await createSession(stripe);
  await server.pay(session.id, { card: CARD, ...SHOPPER });
  expect(server.acknowledgePending()).toBe(3);
  address.url = receiver.url;
  await server.deliverPending();
  expect(receiver.received).toHaveLength(0);
});

test('a refused event is sent again when its time has come, under the same id', async () => {
  const answers = [500];
  const receiver = await startReceiver(() => answers.shift() ?? 200);
  const webhook = { url: () => receiver.url, secret: WEBHOOK_SECRET };
  const { stripe, server, advance } = await startHarness({ webhook });
  const session = await createSession(stripe);
  await stripe.checkout.sessions.expire(session.id);
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1));
  server.runDue();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(receiver.received).toHaveLength(1);
  advance(2);
  await vi.waitFor(() => expect(receiver.received).toHaveLength(2));
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
});

test('deliveries come twice, shuffled or never when a test asks for it; the list has them all', async () => {
  const receiver = await startReceiver();
  const webhook = { url: () => receiver.url, secret: WEBHOOK_SECRET };
  const rolls = [0.9, 0.1, 0.1, 0.9, 0.9, 0.9];
  const chaos = { duplicateRate: 0.5, dropRate: 0.5, random: () => rolls.shift() ?? 0.9 };
  const { stripe, server } = await startHarness({ webhook, chaos });
  const session = await createSession(stripe);
  await server.pay(session.id, { card: CARD, ...SHOPPER });
  await vi.waitFor(() => expect(receiver.received).toHaveLength(3));
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(2);
  expect((await stripe.events.list({ type: 'c*' })).data).toHaveLength(2);
});

test('events are listed by type, range and page', async () => {
  const { stripe, advance, clock } = await startHarness();
  for (let count = 0; count < 5; count += 1) {
    await stripe.customers.create({ email: `${count}@example.com` });
    advance(60);
  }
  await createSession(stripe);
  const first = await stripe.events.list({ type: 'customer.created', limit: 2 });
  expect(first).toMatchObject({ has_more: true, data: [{}, {}] });
  const all = await stripe.events.list({ type: 'customer.*', limit: 2 }).autoPagingToArray({
    limit: 100,
  });
  expect(new Set(all.map(({ id }) => id)).size).toBe(5);
  const since = Math.floor(clock.now.getTime() / 1_000) - 120;
  expect((await stripe.events.list({ created: { gte: since } })).data).toHaveLength(2);
  expect((await stripe.events.list({ types: ['charge.failed'] })).data).toHaveLength(0);
});

test('a restart loses nothing: sessions, keys, waiting events and what was planned', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stripe-test-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const receiver = await startReceiver();
  const clock = { now: new Date() };
  const address: { url: string | null } = { url: null };
  const options = {
    port: 0,
    databaseFile: join(folder, 'stripe.db'),
    now: () => clock.now,
    secretKey: 'sk_test_dropcast',
    webhook: { url: () => address.url, secret: WEBHOOK_SECRET },
  };
  const before = await startStripeTestServer(options);
  const stripe = connect(before.port);
  const session = await createSession(stripe);
  await before.pay(session.id, { card: 'delayed_success', ...SHOPPER });
  const key = { idempotencyKey: 'k' };
  const customer = await stripe.customers.create({ email: 'a@example.com' }, key);
  await before.close();

  clock.now = new Date(clock.now.getTime() + 6_000);
  address.url = receiver.url;
  const after = await startStripeTestServer(options);
  onTestFinished(() => after.close());
  const again = connect(after.port);
  expect((await again.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
  expect((await again.customers.create({ email: 'a@example.com' }, key)).id).toBe(customer.id);
  await after.deliverPending();
  expect(receiver.received.map(({ type }) => type)).toContain(
    'checkout.session.async_payment_succeeded',
  );
});
