import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { onTestFinished } from 'vitest';
import { type StripeTestServerOptions, startStripeTestServer } from './start-stripe-test-server.ts';

const SECRET_KEY = 'sk_test_dropcast';
export const WEBHOOK_SECRET = 'whsec_test_secret';

/** A running server, the official SDK pointed at it, and a clock that tests move. */
export async function startHarness(overrides: Partial<StripeTestServerOptions> = {}) {
  const clock = { now: new Date() };
  const server = await startStripeTestServer({
    port: 0,
    databaseFile: ':memory:',
    now: () => clock.now,
    secretKey: SECRET_KEY,
    webhook: { url: () => null, secret: WEBHOOK_SECRET },
    ...overrides,
  });
  onTestFinished(() => server.close());
  return { server, stripe: connect(server.port), clock, advance: advancing(clock) };
}

/** The official SDK, talking to a test server. */
export function connect(port: number, secretKey = SECRET_KEY): Stripe {
  return new Stripe(secretKey, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 });
}

/** Creates a session of 2 × 40.00 USD and whatever else the test asks for. */
export function createSession(
  stripe: Stripe,
  extra: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Checkout.Session> {
  return stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [
      {
        quantity: 2,
        price_data: {
          currency: 'usd',
          unit_amount: 4_000,
          product_data: { name: 'Harbour Runner, size 40' },
        },
      },
    ],
    success_url: 'http://127.0.0.1:4870/thanks?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://127.0.0.1:4870/d/spring',
    client_reference_id: 'claim_1',
    metadata: { claim: 'claim_1' },
    payment_intent_data: { metadata: { claim: 'claim_1' } },
    ...extra,
  });
}

/** A real HTTP receiver that keeps what arrives, verified by the SDK. */
export async function startReceiver(answer: () => number = () => 200) {
  const received: Stripe.Event[] = [];
  const verifier = connect(1);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signature = String(request.headers['stripe-signature']);
      const body = Buffer.concat(chunks);
      received.push(verifier.webhooks.constructEvent(body, signature, WEBHOOK_SECRET));
      response.writeHead(answer()).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { received, url: `http://127.0.0.1:${port}/webhook` };
}

/** Everything that happened, oldest first. */
export async function eventTypes(stripe: Stripe): Promise<string[]> {
  const events = await stripe.events.list({ limit: 100 });
  return events.data.map((event) => event.type).reverse();
}

function advancing(clock: { now: Date }) {
  return (seconds: number) => {
    clock.now = new Date(clock.now.getTime() + seconds * 1_000);
  };
}

export const SHOPPER = { email: 'mia@example.com', name: 'Mia Lund' };
export const CARD = '4242424242424242';
