import type { Clock } from '../platform/clock.ts';
import type { StripeAddress } from '../platform/stripe.ts';
import {
  type StripeTestServer,
  startStripeTestServer,
} from '../stripe-test-server/start-stripe-test-server.ts';

/** A Stripe-compatible server that lives in the test's time; it delivers no webhooks by itself. */
export async function testStripe(
  clock: Clock,
): Promise<{ server: StripeTestServer; address: StripeAddress }> {
  const secretKey = 'sk_test_suite';
  const webhookSecret = 'whsec_suite';
  const server = await startStripeTestServer({
    port: 0,
    databaseFile: ':memory:',
    now: () => clock.now(),
    secretKey,
    webhook: { url: () => null, secret: webhookSecret },
  });
  return { server, address: { secretKey, webhookSecret, host: '127.0.0.1', port: server.port } };
}
