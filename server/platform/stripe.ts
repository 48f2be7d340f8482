import Stripe from 'stripe';

/** The payment service as the hub sees it: the official client, and what its webhooks are signed with. */
export type Payments = {
  stripe: Stripe;
  webhookSecret: string;
  /** True for the built-in test server and for Stripe's own test mode. */
  isTest: boolean;
};

/** Where the client finds Stripe. `host` is set for the built-in test server only. */
export type StripeAddress = {
  secretKey: string;
  webhookSecret: string;
  host?: string;
  port?: number;
};

/** Opens the official client; nothing else in the hub speaks to Stripe. */
export function openPayments({ secretKey, webhookSecret, host, port }: StripeAddress): Payments {
  const local = host && port ? { host, port, protocol: 'http' as const } : {};
  return {
    stripe: new Stripe(secretKey, {
      ...local,
      maxNetworkRetries: 2,
      timeout: 10_000,
      telemetry: false,
    }),
    webhookSecret,
    isTest: !secretKey.startsWith('sk_live_'),
  };
}
