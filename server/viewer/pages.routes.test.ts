import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signClick } from '../links/read-click.ts';
import type { OpenDatabase } from '../platform/db.ts';
import { newId, newSecret } from '../platform/ids.ts';
import { VISITOR_COOKIE } from '../protocol/links.ts';
import type { ClaimPageData, DropPageData } from '../protocol/viewer-pages.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeContract, makeCreator, makeLink } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop, type Shop } from '../test/shop.ts';
import { viewerPages } from './pages.routes.ts';

describe.each(testDatabases())('the viewer pages on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;
  let shop: Shop;
  let server: Server;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
    shop = await makeShop(hub);
    const assets = { js: [], css: [] };
    // The facts of a page are what is looked at here; how they are drawn is tested with the pages.
    const app = express().use(
      viewerPages(hub, {
        renderOrdinaryPage: ({ assets: _a, ...data }) => JSON.stringify(data),
        renderDropPage: ({ assets: _a, publicUrl: _p, ...data }) => JSON.stringify(data),
        renderLotPage: ({ assets: _a, ...data }) => JSON.stringify(data),
        renderClaimPage: ({ assets: _a, ...data }) => JSON.stringify(data),
        assets: () => assets,
      }),
    );
    server = createServer(app);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterEach(async () => {
    await new Promise((done) => server.close(done));
    await database.close();
  });

  async function get(path: string, visitorId?: string, userAgent?: string) {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: {
        ...(visitorId ? { cookie: `${VISITOR_COOKIE}=${visitorId}` } : {}),
        ...(userAgent ? { 'user-agent': userAgent } : {}),
      },
    });
    return { status: response.status, headers: response.headers, body: await response.text() };
  }
  const openDrop = async (query = '', visitorId?: string) =>
    JSON.parse((await get(`/d/${shop.drop.slug}${query}`, visitorId)).body) as DropPageData;

  /** A click on a link of this contract, as the redirect hands it on. */
  async function clickOn(contract: { id: string; version: { id: string } }) {
    const link = await makeLink(hub, { contractId: contract.id });
    return signClick(hub, {
      clickId: newId(hub.clock.now()),
      linkId: link.id,
      contractId: contract.id,
      contractVersionId: contract.version.id,
      visitorId: newSecret(),
      at: hub.clock.now(),
    });
  }

  it('offers the way out of another app’s browser, with the click in it, and to nobody else', async () => {
    const click = await clickOn(shop.contract);
    const path = `/d/${shop.drop.slug}?utm_source=bio&dcc=${click}`;
    const instagram =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 Instagram 384.0.0.29.102';
    const inside = JSON.parse((await get(path, undefined, instagram)).body) as DropPageData;
    expect(inside.inApp).toEqual({ app: 'Instagram', openUrl: `x-safari-http://hub.test${path}` });
    const outside = JSON.parse((await get(path, undefined, 'Safari')).body) as DropPageData;
    expect(outside.inApp).toBeNull();
  });

  it('gives a new visitor a cookie, and leaves a known one alone', async () => {
    const first = await get(`/d/${shop.drop.slug}`);
    expect(first.headers.get('set-cookie')).toMatch(
      /^dc_v=[\w-]{22}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/,
    );
    const known = await get(`/d/${shop.drop.slug}`, newSecret(128));
    expect(known.headers.get('set-cookie')).toBeNull();
  });

  it('is never cached, and lets no inline script or style run', async () => {
    const { headers } = await get(`/d/${shop.drop.slug}`);
    expect(headers.get('cache-control')).toBe('no-store');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-inline');
  });

  it.each(['/d/no-such-drop', '/d/%00', `/d/${'a'.repeat(200)}`, '/c/1', '/c/%00'])(
    'answers %s with a friendly 404',
    async (path) => {
      const { status, body } = await get(path);
      expect(status).toBe(404);
      expect(body).toContain('<h1>There is no');
    },
  );

  it('hides a draft', async () => {
    await hub.db.drop.update({ where: { id: shop.drop.id }, data: { publishedAt: null } });
    expect((await get(`/d/${shop.drop.slug}`)).status).toBe(404);
  });

  it('names the creator whose link brought the viewer', async () => {
    const click = await clickOn(shop.contract);
    const data = await openDrop(`?dcc=${click}`);
    const { handle, displayName } = shop.creator;
    expect(data).toMatchObject({ click, creator: { handle, displayName } });
  });

  it('takes a forged click for none', async () => {
    const click = await clickOn(shop.contract);
    const data = await openDrop(`?dcc=${click.slice(0, -4)}AAAA`);
    expect(data).toMatchObject({ click: null, creator: null });
  });

  it('names nobody whose contract is not part of the drop', async () => {
    const other = await makeCreator(hub);
    const contract = await makeContract(hub, { brandId: shop.brand.id, creatorId: other.id });
    const data = await openDrop(`?dcc=${await clickOn(contract)}`);
    expect(data.creator).toBeNull();
  });

  it("opens a drop with the visitor's own hold, and shows it to nobody else", async () => {
    const visitorId = newSecret(128);
    const { claim } = await claimOne(hub, shop, { visitorId });
    expect((await openDrop('', visitorId)).claim).toMatchObject({ id: claim.id, state: 'held' });
    expect((await openDrop('', newSecret(128))).claim).toBeNull();
    expect((await openDrop()).claim).toBeNull();
  });

  it("answers another visitor's claim as it answers a missing one", async () => {
    const visitorId = newSecret(128);
    const { claim } = await claimOne(hub, shop, { visitorId });
    const mine = await get(`/c/${claim.id}`, visitorId);
    expect(mine.status).toBe(200);
    expect((JSON.parse(mine.body) as ClaimPageData).claim?.id).toBe(claim.id);

    const missingId = newId(hub.clock.now());
    const theirs = await get(`/c/${claim.id}`, newSecret(128));
    const missing = await get(`/c/${missingId}`, newSecret(128));
    expect(theirs.status).toBe(missing.status);
    expect(theirs.body).not.toContain(shop.drop.title);
    expect(theirs.body.replaceAll(claim.id, missingId)).toBe(missing.body);
  });
});
