import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Auth, createAuth } from '../accounts/auth.ts';
import { registerPerson } from '../accounts/register-person.ts';
import { type AppParts, clientAddress, createApp } from '../app.ts';
import { serveControl } from '../dock/control.socket.ts';
import { createRedirect } from '../links/redirect.routes.ts';
import type { NodeBus } from '../live/link-nodes.ts';
import { startLive } from '../live/start-live.ts';
import { createWidgetOrigins } from '../live/widget-origins.ts';
import { createMailer } from '../mail/create-mailer.ts';
import { systemClock } from '../platform/clock.ts';
import type { OpenDatabase } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import type { Hub } from '../platform/hub.ts';
import { createRateLimits } from '../platform/rate-limit.ts';
import type { StripeAddress } from '../platform/stripe.ts';
import { createTestDatabase } from './database.ts';
import { type TestHub, testHub } from './hub.ts';
import { testStripe } from './stripe.ts';

export type AppServer = {
  hub: TestHub;
  auth: Auth;
  origin: string;
  /** Signs a fresh person in and gives the cookie to send. */
  signIn(email: string): Promise<{ cookie: string; userId: string }>;
  close(): Promise<void>;
};

/** What several nodes of one hub share; whoever starts them also ends it. */
export type SharedParts = {
  database: OpenDatabase;
  keyring: Hub['keyring'];
  stripe: StripeAddress;
  bus: NodeBus | null;
};

/** What a test wants otherwise than a hub alone on its machine has it. */
export type AppServerOptions = Partial<
  Pick<AppParts, 'trustedProxies' | 'viewerLimits' | 'pages'>
> & {
  node?: SharedParts;
};

/** The whole hub over real HTTP, sockets and a real database, without schedule; pages as given. */
export async function startAppServer(
  engine: Engine = 'sqlite',
  { trustedProxies = 0, node, ...options }: AppServerOptions = {},
): Promise<AppServer> {
  const { shared, end } = await partsOf(engine, node);
  const { database, stripe, bus, ...keyring } = shared;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const hub = { ...testHub(database.db, { stripe }), ...keyring, publicUrl: origin };
  hub.clock.set(new Date());
  const auth = authOf(hub, engine);
  const redirect = createRedirect(hub, { engine, clientAddress: clientAddress(trustedProxies) });
  server.on(
    'request',
    createApp({
      hub,
      auth,
      redirect,
      pages: {
        renderDropPage: () => '',
        renderOrdinaryPage: () => '',
        renderClaimPage: () => '',
        renderCountdownPage: () => '',
        renderLotPage: () => '',
      },
      origins: createWidgetOrigins(hub),
      limits: createRateLimits({
        clock: systemClock,
        shared: bus && { redis: bus.link.commands, name: bus.name },
      }),
      ...options,
      trustedProxies,
      distDir: 'dist',
      isDraining: () => false,
    }),
  );
  const live = startLive(server, hub, { bus, beside: [serveControl] });
  return {
    hub,
    auth,
    origin,
    signIn: (email) => signIn(origin, auth, email),
    close: async () => {
      await live.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await redirect.drain();
      await end();
    },
  };
}

/** A node's parts are its test's; a hub alone has its own, and ends them with itself. */
async function partsOf(engine: Engine, node: SharedParts | undefined) {
  if (node) return { shared: { ...node }, end: () => Promise.resolve() };
  const database = await createTestDatabase(engine);
  const payments = await testStripe(systemClock);
  const end = async () => {
    await payments.server.close();
    await database.close();
  };
  return { shared: { database, stripe: payments.address, bus: null }, end };
}

function authOf(hub: Hub, engine: Engine): Auth {
  const { db, clock, log, publicUrl } = hub;
  const mailer = createMailer(hub, { from: 'hub@hub.test' });
  return createAuth({ db, engine, clock, log, mailer, publicUrl, secret: 's'.repeat(43) });
}

async function signIn(origin: string, auth: Auth, email: string) {
  const password = 'a long enough password';
  await registerPerson(auth, { name: email.split('@')[0] ?? email, email, password });
  const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password }),
  });
  const { user } = (await answer.json()) as { user: { id: string } };
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return { cookie, userId: user.id };
}
