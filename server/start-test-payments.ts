import { join } from 'node:path';
import type { Clock } from './platform/clock.ts';
import type { Env } from './platform/env.ts';
import type { Secrets } from './platform/secrets-file.ts';
import type { StripeAddress } from './platform/stripe.ts';
import {
  type StripeTestServer,
  startStripeTestServer,
} from './stripe-test-server/start-stripe-test-server.ts';

type Parts = { env: Env; secrets: Secrets; port: number; clock: Clock };

export type TestPayments = {
  /** Null on a node that uses another node's. */
  server: StripeTestServer | null;
  /** Where it is, for the person at the terminal. */
  url: string;
  address: StripeAddress;
};

/**
 * Starts the built-in payment server that a hub without a Stripe key talks to. It keeps its state
 * beside the database and stays on the same port, so that a payment page survives a restart. Of
 * several nodes on one machine one starts it, and the others are told where it is. A hub with a key
 * has it too, on any port and without a word from it: rehearsals are paid there.
 */
export async function startTestPayments({
  env,
  secrets,
  port,
  clock,
}: Parts): Promise<TestPayments> {
  const isOnlyForRehearsals = env.STRIPE_SECRET_KEY !== undefined;
  const { testStripeKey: secretKey, testStripeWebhookSecret: webhookSecret } = secrets;
  if (env.STRIPE_TEST_SERVER_URL) {
    const { origin: url, hostname: host, port: at } = new URL(env.STRIPE_TEST_SERVER_URL);
    const address = { secretKey, webhookSecret, host, port: Number(at || 80) };
    return { server: null, url, address };
  }
  const server = await startStripeTestServer({
    port: isOnlyForRehearsals || env.PORT === 0 ? 0 : port + 1,
    databaseFile: join(env.DATA_DIR, 'stripe-test.db'),
    now: () => clock.now(),
    secretKey,
    webhook: {
      url: () => (isOnlyForRehearsals ? null : `http://127.0.0.1:${port}/webhooks/stripe`),
      secret: webhookSecret,
    },
  });
  const address = { secretKey, webhookSecret, host: '127.0.0.1', port: server.port };
  return { server, url: server.url, address };
}
