import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newTimedSecret } from '../platform/ids.ts';
import { VISITOR_COOKIE } from '../protocol/links.ts';
import { type AppServer, startAppServer } from '../test/app-server.ts';
import { makeShop, type Shop } from '../test/shop.ts';

describe('what one browser does a few times only', () => {
  let app: AppServer;
  let shop: Shop;
  beforeEach(async () => {
    app = await startAppServer('sqlite', { trustedProxies: 1 });
    shop = await makeShop(app.hub);
  });
  afterEach(() => app.close());

  async function post(path: string, input: object, given: { visitor?: string; from: string }) {
    const response = await fetch(`${app.origin}/trpc/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': given.from,
        ...(given.visitor && { cookie: `${VISITOR_COOKIE}=${given.visitor}` }),
      },
      body: JSON.stringify(input),
    });
    return { status: response.status, retryAfter: Number(response.headers.get('retry-after')) };
  }
  const ask = (visitor: string, from = '203.0.113.7') =>
    post('viewer.askQuestion', { dropId: shop.drop.id, text: 'Is it warm?' }, { visitor, from });

  it('is counted by browser: six questions in ten minutes, whatever became of them', async () => {
    const visitor = newTimedSecret(new Date());
    const statuses = [];
    for (let n = 0; n < 7; n += 1) statuses.push((await ask(visitor)).status);
    // Three wait for an answer; the others are refused for that, and count all the same.
    expect(statuses).toEqual([200, 200, 200, 409, 409, 409, 429]);
    expect((await ask(visitor)).retryAfter).toBeGreaterThan(500);
    expect((await ask(newTimedSecret(new Date()))).status).toBe(200);
    expect(await app.hub.db.question.count()).toBe(4);
  });

  it('is counted by network where there is no cookie: a hundred codes of docks', async () => {
    const start = (from: string) => post('dock.start', {}, { from });
    for (let n = 0; n < 100; n += 1) await start(`203.0.113.${n}`);
    expect((await start('203.0.113.200')).status).toBe(429);
    expect((await start('198.51.100.1')).status).toBe(200);
  });
});
