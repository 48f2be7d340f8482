import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { renderClaimPage } from '../overlay/claim-page/render-claim-page.tsx';
import { renderCountdownPage } from '../overlay/countdown-page/render-countdown-page.tsx';
import { renderDropPage } from '../overlay/drop-page/render-drop-page.tsx';
import { renderOrdinaryPage } from '../overlay/drop-page/render-ordinary-page.tsx';
import { renderLotPage } from '../overlay/lot-page/render-lot-page.tsx';
import { createAuth } from './accounts/auth.ts';
import { clientAddress, createApp } from './app.ts';
import { offerDemo } from './demo/offer-demo.ts';
import { removeDemo } from './demo/remove-demo.ts';
import { serveControl } from './dock/control.socket.ts';
import { createRedirect } from './links/redirect.routes.ts';
import { startLive } from './live/start-live.ts';
import { createWidgetOrigins } from './live/widget-origins.ts';
import { createMailer } from './mail/create-mailer.ts';
import { recountCommissions } from './payouts/recount-commissions.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { openDatabase } from './platform/db.ts';
import { drain } from './platform/drain.ts';
import { type Env, readEnv } from './platform/env.ts';
import { readEpoch } from './platform/epoch.ts';
import type { Hub } from './platform/hub.ts';
import { newSecret } from './platform/ids.ts';
import { databaseLeases, ownLeases } from './platform/lease.ts';
import { createLog } from './platform/log.ts';
import { applyMigrations } from './platform/migrate.ts';
import { openOutward } from './platform/post-outward.ts';
import { createRateLimits } from './platform/rate-limit.ts';
import { openRedis } from './platform/redis.ts';
import { openSecrets } from './platform/secrets-file.ts';
import { createSignals } from './platform/signals.ts';
import { openPayments } from './platform/stripe.ts';
import { openVapidKeys } from './platform/vapid-keys.ts';
import { rebuildReports } from './reports/rebuild-reports.ts';
import { startSchedule } from './schedule.ts';
import { startTestPayments } from './start-test-payments.ts';
import { tell, tellReady } from './tell.ts';

const DIST_DIR = 'dist';
const DRAIN_MS = 10_000;
/** Whoever sends slower than this holds a connection for nothing. */
const HEADERS_MS = 15_000;
const REQUEST_MS = 60_000;

const { values: flags } = parseArgs({
  options: {
    'no-demo': { type: 'boolean', default: false },
    demo: { type: 'boolean', default: false },
    'remove-demo': { type: 'boolean', default: false },
    'rebuild-reports': { type: 'boolean', default: false },
    'recount-commissions': { type: 'boolean', default: false },
  },
});

try {
  await main(readEnv(process.env));
} catch (error) {
  // What an operator can act on is a sentence; a stack is for bugs.
  console.error(error instanceof Error && !process.env.DEBUG ? error.message : error);
  process.exit(1);
}

/** Opens everything in the order in which it is needed, serves, and closes it in reverse. */
async function main(env: Env): Promise<void> {
  const startedAt = performance.now();
  const log = createLog(env.LOG_LEVEL);
  const secrets = openSecrets(env.SECRETS_FILE ?? join(env.DATA_DIR, 'secrets.json'));
  const databaseUrl = env.DATABASE_URL ?? `file:${env.DATA_DIR}/dropcast.db`;
  await applyMigrations(databaseUrl);
  const {
    db,
    engine,
    close: closeDatabase,
  } = await openDatabase({
    url: databaseUrl,
    writesOnThread: true,
  });

  // While demo history is made, the hub and the test payment server live in the past.
  let time: Clock = systemClock;
  const clock: Clock = { now: () => time.now() };

  const server = createServer((_request, response) => {
    response.writeHead(503, { 'Retry-After': '2', 'Content-Type': 'text/plain' });
    response.end('Dropcast is starting. Reload in a moment.\n');
  });
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  const port = await listen(server, env);
  const publicUrl = (env.PUBLIC_URL ?? `http://127.0.0.1:${port}`).replace(/\/$/, '');

  const test = await startTestPayments({ env, secrets, port, clock });
  const testPayments = env.STRIPE_SECRET_KEY ? null : test;
  const forRehearsals = openPayments(test.address);
  const payments = env.STRIPE_SECRET_KEY
    ? openPayments({
        secretKey: env.STRIPE_SECRET_KEY,
        webhookSecret: env.STRIPE_WEBHOOK_SECRET ?? '',
      })
    : forRehearsals;
  const mailer = createMailer({ db, clock, log }, { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM });
  const hub: Hub = {
    db,
    clock,
    keyring: secrets.keyring,
    payments,
    testPayments: forRehearsals,
    signals: createSignals(),
    outward: openOutward({ loopback: env.WEBHOOKS_TO_LOOPBACK }),
    vapid: openVapidKeys(
      env.VAPID_PRIVATE_KEY ?? secrets.vapidPrivateKey,
      env.VAPID_CONTACT ?? contactOf(publicUrl, env.MAIL_FROM),
    ),
    log,
    publicUrl,
    outboxIsLocal: mailer.outboxIsLocal,
  };
  // Nodes of one database find each other by its epoch, whoever else uses the same Redis.
  const name = await readEpoch(db);
  const redis = env.REDIS_URL ? openRedis(env.REDIS_URL, log) : null;
  const shared = redis && { redis: redis.commands, name };
  const auth = createAuth({
    db,
    engine,
    clock,
    log,
    mailer,
    publicUrl,
    secret: secrets.sessionSecret,
  });

  if (flags['remove-demo'] && (await removeDemo(hub))) tell('Demo data was removed.');
  if (flags['rebuild-reports']) {
    await rebuildReports(hub);
    tell('Reports were counted anew.');
  }
  if (flags['recount-commissions']) {
    const contracts = await recountCommissions(hub);
    tell(`Commissions by period were counted anew, of ${contracts} contracts.`);
  }
  if (testPayments?.server && !flags['no-demo'] && !flags['remove-demo']) {
    await offerDemo(hub, {
      engine,
      isAskedFor: flags.demo,
      testPayments: testPayments.server,
      moveClock: (to) => {
        time = to ?? systemClock;
      },
    });
  }

  let isDraining = false;
  const redirect = createRedirect(hub, {
    engine,
    clientAddress: clientAddress(env.TRUSTED_PROXIES),
  });
  server.removeAllListeners('request');
  server.on(
    'request',
    createApp({
      hub,
      auth,
      redirect,
      pages: {
        renderDropPage,
        renderOrdinaryPage,
        renderClaimPage,
        renderCountdownPage,
        renderLotPage,
      },
      origins: createWidgetOrigins(hub),
      limits: createRateLimits({ clock, shared }),
      trustedProxies: env.TRUSTED_PROXIES,
      distDir: DIST_DIR,
      isDraining: () => isDraining,
    }),
  );
  const live = startLive(server, hub, {
    bus: redis && { link: redis, name },
    beside: [serveControl],
  });
  const schedule = startSchedule(hub, {
    mailer,
    leases: engine === 'postgresql' ? databaseLeases({ db, engine }, newSecret()) : ownLeases,
  });
  await tellReady(hub, { startedAt, testPaymentsUrl: testPayments?.url ?? null });

  async function shutDown(): Promise<void> {
    if (isDraining) return;
    isDraining = true;
    tell('Stopping: finishing what is under way …');
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    await drain(server, { beforeClosing: () => live.close() });
    await redirect.drain();
    await schedule.stop();
    await test.server?.close();
    redis?.close();
    await closeDatabase();
    process.exit(0);
  }
  process.once('SIGTERM', shutDown);
  process.once('SIGINT', shutDown);
}

/** Push services want to know whom to write to when a hub misbehaves. */
function contactOf(publicUrl: string, mailFrom: string): string {
  if (publicUrl.startsWith('https:')) return publicUrl;
  return `mailto:${/<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom}`;
}

function listen(server: Server, { PORT, HOST }: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const advice = `Port ${PORT} is in use. Stop what uses it, or choose another: PORT=5000 npm start`;
      reject(isTaken ? new Error(advice) : error);
    });
    server.listen(PORT, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}
