import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issueToken } from './claims/issue-token.ts';
import { newTimedSecret } from './platform/ids.ts';
import { VISITOR_COOKIE } from './protocol/links.ts';
import { type AppServer, startAppServer } from './test/app-server.ts';
import { makeShop, type Shop } from './test/shop.ts';

type Asked = { path?: string; method?: string; headers?: Record<string, string>; body?: string };
type Answered = { status: number; headers: IncomingHttpHeaders; body: string };

describe('a viewer’s call that is answered without Express', () => {
  let app: AppServer;
  let shop: Shop;
  beforeEach(async () => {
    const perVisitor = { max: 2, windowMs: 60_000 };
    const perNetwork = { max: 1_000, windowMs: 60_000 };
    app = await startAppServer('sqlite', { viewerLimits: { perVisitor, perNetwork } });
    shop = await makeShop(app.hub);
  });
  afterEach(() => app.close());

  async function send({ path = 'viewer.drop', method = 'POST', ...asked }: Asked) {
    const headers = { 'content-type': 'application/json', origin: app.origin, ...asked.headers };
    return new Promise<Answered>((resolve, reject) => {
      const sent = httpRequest(
        `${app.origin}/trpc/${path}`,
        { method, headers },
        async (answer) => {
          let body = '';
          for await (const chunk of answer.setEncoding('utf8')) body += chunk;
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
        },
      );
      sent.on('error', reject).end(asked.body ?? JSON.stringify({ slug: shop.drop.slug }));
    });
  }

  const wish = (token: string) => ({
    token,
    items: [{ skuId: 's'.repeat(26), quantity: 1 }],
    idempotencyKey: 'a-wish-of-its-own',
  });

  /** A query in the address is nothing to tRPC, and too unusual for the short way. */
  const throughExpress = (asked: Asked) =>
    send({ ...asked, path: `${asked.path ?? 'viewer.drop'}?way=long` });

  /** What differs by nature: the time, and how the end of the body is told. */
  function comparable({ status, headers, body }: Answered) {
    const { date, 'content-length': length, 'transfer-encoding': encoding, ...rest } = headers;
    return { status, headers: rest, body: body.replace(/"serverTime":\d+/, '') };
  }

  const text = JSON.stringify;
  const short: [string, () => Asked][] = [
    ['an answer', () => ({})],
    [
      'an answer of nothing',
      () => ({ path: 'viewer.myClaim', body: text({ dropId: 'd'.repeat(26) }) }),
    ],
    ['a problem', () => ({ body: text({ slug: 'nowhere' }) })],
    ['input of the wrong form', () => ({ body: text({ slug: 5, more: true }) })],
    ['input of another kind', () => ({ body: 'null' })],
    ['text that no database takes', () => ({ body: text({ slug: 'a\0b' }) })],
    [
      'a forged token',
      () => ({ path: 'viewer.confirmClick', body: text({ click: 'a.forged.token' }) }),
    ],
    [
      'a claim with a forged token',
      () => ({ path: 'viewer.hold', body: text(wish('a.b.cdefgh')) }),
    ],
    [
      'a claim with text that no database takes',
      () => ({ path: 'viewer.hold', body: text({ ...wish('a.b.cdefgh'), note: 'a\0b' }) }),
    ],
    [
      'a claim of the wrong form',
      () => ({ path: 'viewer.hold', body: text({ ...wish('a.b.cdefgh'), items: [] }) }),
    ],
    ['a call from no page', () => ({ headers: { origin: app.origin, 'sec-fetch-site': 'none' } })],
    ['letters beyond ASCII', () => ({ body: text({ slug: 'größe-🧢' }) })],
  ];
  it.each(short)('says the same of %s, with the same headers', async (_, asked) => {
    const answer = await send(asked());
    expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.body)));
    expect(comparable(answer)).toEqual(comparable(await throughExpress(asked())));
  });

  it('says the same of a claim, and of a claim too many', async () => {
    const { drop, sku } = await makeShop(app.hub, { units: 1 });
    const claim = async (visitorId: string) => {
      const { token } = await issueToken(app.hub, { dropSlug: drop.slug, visitorId });
      const items = [{ skuId: sku.id, quantity: 1 }];
      return { path: 'viewer.hold', body: text({ token, items, idempotencyKey: visitorId }) };
    };
    const first = await claim('the-first-one');
    const held = await send(first);
    expect(held.status).toBe(200);
    // The same key gets the same claim, whichever way it comes.
    expect(comparable(held)).toEqual(comparable(await throughExpress(first)));
    const second = await claim('the-second-one');
    const refused = await send(second);
    expect(refused.body).toContain('drop_sold_out');
    expect(comparable(refused)).toEqual(comparable(await throughExpress(second)));
  });

  const calls: [string, string][] = [
    ['viewer.confirmClick', text({ click: 'a.b.cdefgh' })],
    ['viewer.hold', text(wish('a.b.cdefgh'))],
  ];
  it.each(calls)('tells whoever calls %s too often when to come back', async (path, body) => {
    const cookie = `${VISITOR_COOKIE}=${newTimedSecret(new Date())}`;
    const asked = { path, headers: { cookie }, body };
    await send(asked);
    await send(asked);
    const refused = await send(asked);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.headers['content-length']).toBeDefined();
    expect(comparable(refused)).toEqual(comparable(await throughExpress(asked)));
  });

  const long: [string, () => Asked][] = [
    ['a page of another site', () => ({ headers: { origin: 'https://elsewhere.example' } })],
    ['a foreign frame', () => ({ headers: { 'sec-fetch-site': 'cross-site' } })],
    ['a form', () => ({ headers: { 'content-type': 'text/plain' } })],
    ['a body that is too large', () => ({ body: text({ slug: 'x'.repeat(20_000) }) })],
    ['a body that is not JSON', () => ({ body: '{"slug":' })],
    ['a body that is empty', () => ({ body: '' })],
    ['a procedure that is not there', () => ({ path: 'viewer.nothing' })],
    ['a name that every object has', () => ({ path: 'viewer.constructor' })],
    ['another method', () => ({ method: 'PUT' })],
    ['a batch', () => ({ path: 'viewer.drop,viewer.drop' })],
  ];
  it.each(long)('leaves %s to the guards and to tRPC', async (_, asked) => {
    const answer = await send(asked());
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(comparable(answer)).toEqual(comparable(await throughExpress(asked())));
  });

  it('goes on answering on a connection whose sender gave up half-way', async () => {
    const half = httpRequest(`${app.origin}/trpc/viewer.drop`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': '100' },
    });
    half.on('error', () => undefined);
    half.write('{"slug":');
    await new Promise((resolve) => setTimeout(resolve, 20));
    half.destroy();
    expect((await send({})).status).toBe(200);
  });
});
