import { createServer } from 'node:http';
import { createAuth } from '../../server/accounts/auth.ts';
import { createApp } from '../../server/app.ts';
import { issueToken, readClaimToken } from '../../server/claims/issue-token.ts';
import { createRedirect } from '../../server/links/redirect.routes.ts';
import { startLive } from '../../server/live/start-live.ts';
import { createWidgetOrigins } from '../../server/live/widget-origins.ts';
import { createMailer } from '../../server/mail/create-mailer.ts';
import { movableClock, systemClock } from '../../server/platform/clock.ts';
import { openDatabase } from '../../server/platform/db.ts';
import { createRateLimits } from '../../server/platform/rate-limit.ts';
import { testHub } from '../../server/test/hub.ts';
import { makeShop } from '../../server/test/shop.ts';
import { findStockFaults } from '../../server/test/stock.ts';
import { answerBench, cpuUs } from '../shared/answer-bench.ts';
import { type ClaimedDrop, keyringOf, type Stock } from './claimed-drop.ts';

/**
 * The whole hub over real HTTP and the database that the first argument names. The second is the
 * secret of its tokens, so that the bench can sign them beforehand: what is measured is the claim.
 */
const [url = '', secret = ''] = process.argv.slice(2);
const { db, engine, close } = await openDatabase({ url, writesOnThread: true });
const hub = {
  ...testHub(db, { clock: movableClock(new Date()) }),
  keyring: keyringOf(Buffer.from(secret, 'hex')),
  publicUrl: 'http://127.0.0.1',
};
const serving = { ...hub, clock: systemClock };
const mailer = createMailer(serving, { from: 'hub@hub.test' });
const server = createServer();
const redirect = createRedirect(serving, { engine, clientAddress: () => '' });
// One machine is every viewer here, so no limit per viewer may bind.
const boundless = { max: Number.MAX_SAFE_INTEGER, windowMs: 60_000 };
server.on(
  'request',
  createApp({
    hub: serving,
    auth: createAuth({ ...serving, engine, mailer, secret }),
    redirect,
    pages: {
      renderDropPage: () => '',
      renderOrdinaryPage: () => '',
      renderClaimPage: () => '',
      renderCountdownPage: () => '',
      renderLotPage: () => '',
    },
    origins: createWidgetOrigins(serving),
    limits: createRateLimits({ clock: systemClock }),
    viewerLimits: { perVisitor: boundless, perNetwork: boundless },
    trustedProxies: 0,
    distDir: 'dist',
    isDraining: () => false,
  }),
);
const live = startLive(server, serving);

await answerBench(server, {
  path: '/trpc/viewer.hold',
  questions: { makeDrop, stockOf, cpuUs },
  close: async () => {
    await live.close();
    await close();
  },
});

async function makeDrop({ units }: { units: number }): Promise<ClaimedDrop> {
  hub.clock.set(new Date());
  const { drop, sku } = await makeShop(hub, { units });
  const { token } = await issueToken(serving, { dropSlug: drop.slug, visitorId: 'any' });
  return { dropId: drop.id, skuId: sku.id, token: readClaimToken(hub, token) };
}

async function stockOf({ dropId }: { dropId: string }): Promise<Stock> {
  const pools = await db.stockPool.findMany({ where: { dropId } });
  return {
    held: pools.reduce((sum, pool) => sum + pool.held, 0),
    claims: await db.claim.count({ where: { dropId } }),
    faults: await findStockFaults(db, dropId),
  };
}
