import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Stripe from 'stripe';
import { finishOnboarding, type OnboardingOutcome } from './accounts.ts';
import { answerApiRequest } from './answer-api-request.ts';
import { answerPageRequest } from './answer-page-request.ts';
import { closeDispute, openDispute } from './disputes.ts';
import type { EmittedType } from './events.ts';
import { paySession, type SimulatedPayment } from './pay-session.ts';
import { runAgenda } from './run-agenda.ts';
import { openStore } from './store.ts';
import {
  acknowledgePending,
  type DeliveryChaos,
  startWebhookDelivery,
  type WebhookEndpoint,
} from './webhook-delivery.ts';
import { randomId, type World } from './world.ts';

export interface StripeTestServerOptions {
  /** 0 takes any free port. */
  port: number;
  host?: '127.0.0.1';
  /** The server's own SQLite file; `:memory:` forgets on close. */
  databaseFile: string;
  now: () => Date;
  /** The key that requests must carry as Bearer, `sk_test_…`. */
  secretKey: string;
  webhook: WebhookEndpoint & {
    /** Stripe's "enabled events" of the endpoint; a sensible set for payments when unset. */
    events?: readonly EmittedType[];
  };
  /** The name on the payment page for sessions without `branding_settings[display_name]`. */
  merchantName?: string;
  /** How long bank debits and refund updates take, by `now`; 5 when unset. */
  delayedSeconds?: number;
  /** Where shoppers reach `/c/pay/…` when it is not this server's own address (a proxy). */
  pageBaseUrl?: () => string | null;
  chaos?: DeliveryChaos;
}

export interface StripeTestServer {
  port: number;
  url: string;
  close(): Promise<void>;
  /** Runs what is due and attempts every waiting webhook once, due or not. */
  deliverPending(): Promise<void>;
  /** Drops waiting webhooks, for a receiver that has read the events another way; says how many. */
  acknowledgePending(): number;
  /** Pays a session as a shopper would, through the same form as the page. */
  pay(sessionId: string, payment: SimulatedPayment): Promise<'succeeded' | 'declined' | 'pending'>;
  /** Does what the clock says is due (expiry, debits, refunds) without waiting for the timer. */
  runDue(): void;
  openDispute(chargeId: string, amountMinor?: number): Stripe.Dispute;
  closeDispute(disputeId: string, status: 'won' | 'lost'): Stripe.Dispute;
  /** Fills in the onboarding form of a connected account, as its owner would. */
  onboard(accountId: string, outcome: OnboardingOutcome): Stripe.Account;
}

/**
 * Starts a server on the loopback interface that speaks the part of Stripe's API that the hub uses,
 * keeps state over restarts, signs webhooks as Stripe does, and serves a test payment page.
 */
export async function startStripeTestServer(
  options: StripeTestServerOptions,
): Promise<StripeTestServer> {
  let ownUrl = '';
  const events = new Set<string>(options.webhook.events ?? DELIVERED_EVENTS);
  const world: World = {
    store: openStore(options.databaseFile),
    now: options.now,
    newId: randomId,
    cause: { id: null, idempotency_key: null },
    merchantName: options.merchantName ?? 'Test shop',
    delayedSeconds: options.delayedSeconds ?? 5,
    delivers: (type) => events.has(type),
    pageBaseUrl: () => options.pageBaseUrl?.() ?? ownUrl,
  };
  const { webhook, chaos = {} } = options;
  const delivery = startWebhookDelivery(world, { webhook, chaos });
  const act = <T>(work: () => T): T => {
    runAgenda(world);
    const result = work();
    setImmediate(delivery.pushDue);
    return result;
  };

  const server = createServer((request, response) => {
    runAgenda(world);
    void answer(world, { request, response }, options.secretKey).finally(delivery.pushDue);
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 20_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  }).catch((error: unknown) => {
    world.store.close();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  ownUrl = `http://127.0.0.1:${port}`;
  const timer = setInterval(() => act(() => undefined), TICK_MS);
  timer.unref();

  return {
    port,
    url: ownUrl,
    async close() {
      clearInterval(timer);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await delivery.stop();
      world.store.close();
    },
    async deliverPending() {
      runAgenda(world);
      await delivery.pushAll();
    },
    acknowledgePending: () => acknowledgePending(world),
    pay: async (sessionId, payment) => act(() => paySession(world, sessionId, payment)),
    runDue: () => act(() => undefined),
    openDispute: (chargeId, amountMinor) =>
      act(() => world.store.atomically(() => openDispute(world, chargeId, amountMinor))),
    closeDispute: (disputeId, status) =>
      act(() => world.store.atomically(() => closeDispute(world, disputeId, status))),
    onboard: (accountId, outcome) =>
      act(() => world.store.atomically(() => finishOnboarding(world, accountId, outcome))),
  };
}

const TICK_MS = 250;

/** What a shop that takes one-off payments and pays creators subscribes to. */
const DELIVERED_EVENTS: readonly EmittedType[] = [
  'checkout.session.completed',
  'checkout.session.expired',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'charge.succeeded',
  'charge.refunded',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'account.updated',
  'transfer.created',
  'transfer.reversed',
  'payout.paid',
  'payout.failed',
  'refund.created',
  'refund.updated',
  'refund.failed',
];

async function answer(
  world: World,
  exchange: { request: IncomingMessage; response: ServerResponse },
  secretKey: string,
): Promise<void> {
  try {
    const isApi = exchange.request.url?.startsWith('/v1/') ?? false;
    if (isApi) await answerApiRequest(world, exchange, secretKey);
    else await answerPageRequest(world, exchange);
  } catch (error) {
    if (exchange.response.headersSent) exchange.response.destroy();
    else exchange.response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
    exchange.response.end(`The Stripe test server failed: ${String(error)}`);
  }
}
