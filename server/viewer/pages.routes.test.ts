import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newVisitor } from '../links/new-visitor.ts';
import { signClick } from '../links/read-click.ts';
import type { Visitor } from '../links/rules/visitor-cookie.ts';
import type { OpenDatabase } from '../platform/db.ts';
import { newId, newSecret, newTimedSecret } from '../platform/ids.ts';
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
        renderCountdownPage: ({ assets: _a, ...data }) => JSON.stringify(data),
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

  async function get(path: string, visitor?: Visitor, userAgent?: string) {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: {
        ...(visitor ? { cookie: `${VISITOR_COOKIE}=${visitor.secret}` } : {}),
        ...(userAgent ? { 'user-agent': userAgent } : {}),
      },
    });
    return { status: response.status, headers: response.headers, body: await response.text() };
  }
  const openDrop = async (query = '', visitor?: Visitor) =>
    JSON.parse((await get(`/d/${shop.drop.slug}${query}`, visitor)).body) as DropPageData;

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
      refusedBy: null,
    });
  }

  it('keeps a cookie past the browser’s end only of whoever does not refuse to be measured', async () => {
    const { port } = server.address() as AddressInfo;
    const open = async (headers: Record<string, string>) => {
      const response = await fetch(`http://127.0.0.1:${port}/d/${shop.drop.slug}`, { headers });
      const { refusedBy } = JSON.parse(await response.text()) as DropPageData;
      return { refusedBy, cookie: response.headers.get('set-cookie') };
    };
    const measured = await open({});
    expect(measured).toMatchObject({ refusedBy: null });
    expect(measured.cookie).toContain('Max-Age=7776000');
    const refusing = await open({ 'sec-gpc': '1' });
    expect(refusing).toMatchObject({ refusedBy: 'gpc' });
    expect(refusing.cookie).toMatch(/^dc_v=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await open({ cookie: 'dc_m=no' })).toMatchObject({ refusedBy: 'choice' });
    // The one of 90 days that they had ends with the browser, too.
    const kept = `dc_v=${newTimedSecret(hub.clock.now())}`;
    const brief = `${kept}; Path=/; HttpOnly; SameSite=Lax`;
    expect((await open({ cookie: kept, 'sec-gpc': '1' })).cookie).toBe(brief);
    expect((await open({ cookie: `${kept}; dc_m=no` })).cookie).toBe(brief);
  });

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
      /^dc_v=[\w-]{32}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/,
    );
    const known = await get(`/d/${shop.drop.slug}`, newVisitor(new Date()));
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
    const visitor = newVisitor(new Date());
    const { claim } = await claimOne(hub, shop, { visitorId: visitor.id });
    expect((await openDrop('', visitor)).claim).toMatchObject({ id: claim.id, state: 'held' });
    expect((await openDrop('', newVisitor(new Date()))).claim).toBeNull();
    expect((await openDrop()).claim).toBeNull();
  });

  it('gives everybody the same countdown, which a CDN may keep and any page may frame', async () => {
    const { headers, body } = await get(
      `/d/${shop.drop.slug}/countdown?dcc=abc`,
      newVisitor(new Date()),
    );
    expect(headers.get('cache-control')).toContain('stale-if-error=86400');
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(body).not.toContain('abc');
    expect(body).toBe((await get(`/d/${shop.drop.slug}/countdown`)).body);
    const { headers: state } = await get(`/d/${shop.drop.slug}/countdown.json`);
    expect(state.get('cache-control')).toBe('no-store');
  });

  it('has no countdown of a drop that some are held out of: its own page knows whom it shows what', async () => {
    const now = hub.clock.now();
    const of = { brandId: shop.brand.id, dropId: shop.drop.id, assignmentKey: 'k' };
    const sent = { shopUrl: 'https://shop.test/', holdoutBps: 1_000, createdAt: now };
    await hub.db.experiment.create({ data: { id: newId(now), ...of, ...sent } });
    const { port } = server.address() as AddressInfo;
    const at = `http://127.0.0.1:${port}/d/${shop.drop.slug}`;
    const answer = await fetch(`${at}/countdown?dcc=abc`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe(`/d/${shop.drop.slug}?dcc=abc`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await fetch(`${at}/countdown.json`)).ok).toBe(false);
    await hub.db.experiment.updateMany({ data: { stoppedAt: now } });
    expect((await fetch(`${at}/countdown.json`)).ok).toBe(true);
  });

  it('lets nobody compress a page with somebody’s own claim in it', async () => {
    const visitor = newVisitor(new Date());
    await claimOne(hub, shop, { visitorId: visitor.id });
    const { headers } = await get(`/d/${shop.drop.slug}`, visitor);
    expect(headers.get('cache-control')).toBe('no-store, no-transform');
  });

  it("answers another visitor's claim as it answers a missing one", async () => {
    const visitor = newVisitor(new Date());
    const { claim } = await claimOne(hub, shop, { visitorId: visitor.id });
    const mine = await get(`/c/${claim.id}`, visitor);
    expect(mine.status).toBe(200);
    expect((JSON.parse(mine.body) as ClaimPageData).claim?.id).toBe(claim.id);

    const missingId = newId(hub.clock.now());
    const theirs = await get(`/c/${claim.id}`, newVisitor(new Date()));
    const missing = await get(`/c/${missingId}`, newVisitor(new Date()));
    expect(theirs.status).toBe(missing.status);
    expect(theirs.body).not.toContain(shop.drop.title);
    expect(theirs.body.replaceAll(claim.id, missingId)).toBe(missing.body);
  });
});
