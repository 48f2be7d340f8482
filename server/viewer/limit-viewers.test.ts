import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { newTimedSecret } from '../platform/ids.ts';
import { createRateLimits } from '../platform/rate-limit.ts';
import { VISITOR_COOKIE } from '../protocol/links.ts';
import { type AppServer, startAppServer } from '../test/app-server.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { limitViewers } from './limit-viewers.ts';

const MINUTE_MS = 60_000;

describe('viewers over HTTP', () => {
  let app: AppServer;
  let shop: Shop;
  beforeEach(async () => {
    app = await startAppServer('sqlite', {
      trustedProxies: 1,
      viewerLimits: {
        perVisitor: { max: 3, windowMs: MINUTE_MS },
        perNetwork: { max: 6, windowMs: MINUTE_MS },
      },
    });
    shop = await makeShop(app.hub, { units: 5 });
  });
  afterEach(() => app.close());

  async function askForToken(given: { visitor?: string; from: string; path?: string | undefined }) {
    const response = await fetch(`${app.origin}/${given.path ?? 'trpc/viewer.'}issueToken`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': given.from,
        cookie: `${VISITOR_COOKIE}=${given.visitor ?? newTimedSecret(new Date())}`,
      },
      body: JSON.stringify({ dropSlug: shop.drop.slug }),
    });
    const body = (await response.json()) as { error?: { data: { problem: object } } };
    const retryAfter = Number(response.headers.get('retry-after'));
    return { status: response.status, retryAfter, problem: body.error?.data.problem };
  }

  it('who act too often are told when to come back, in the header and in the problem', async () => {
    const [visitor, from] = [newTimedSecret(new Date()), '203.0.113.9'];
    for (let i = 0; i < 3; i += 1) expect((await askForToken({ visitor, from })).status).toBe(200);
    const { status, retryAfter, problem } = await askForToken({ visitor, from });
    expect(status).toBe(429);
    expect(retryAfter).toBeGreaterThan(50);
    expect(problem).toMatchObject({ code: 'too_many_requests', retryAfterSeconds: retryAfter });
    expect((await askForToken({ from })).status).toBe(200);
  });

  it('of one network are counted together, with their neighbours and without cookies', async () => {
    for (let i = 0; i < 6; i += 1) {
      const path = i % 2 === 0 ? 'embed/trpc/' : undefined;
      expect((await askForToken({ from: `2001:db8:1:ab0${i}::1`, path })).status).toBe(200);
    }
    expect((await askForToken({ from: '2001:db8:1:abff::7' })).status).toBe(429);
    expect((await askForToken({ from: '2001:db8:1:ac00::7' })).status).toBe(200);
  });

  it('are counted when they act, not when they look', async () => {
    const ask = encodeURIComponent(JSON.stringify({ slug: shop.drop.slug }));
    for (let i = 0; i < 10; i += 1) {
      const response = await fetch(`${app.origin}/trpc/viewer.drop?input=${ask}`, {
        headers: { 'x-forwarded-for': '203.0.113.9' },
      });
      expect(response.status).toBe(200);
    }
  });
});

describe('the limits as they are', () => {
  const admit = () => limitViewers(createRateLimits({ clock: systemClock }));

  it('let 3,000 phones behind one address of a carrier claim within a minute', async () => {
    const act = admit();
    for (let phone = 0; phone < 3_000; phone += 1) {
      const viewer = { visitorId: `phone-${phone}`, address: '198.51.100.7' };
      for (let step = 0; step < 4; step += 1) await act(viewer);
    }
    await expect(act({ visitorId: 'one more', address: '198.51.100.8' })).rejects.toThrow('a lot');
  });

  it('do not count the machine itself as a network', async () => {
    const act = admit();
    for (let i = 0; i < 12_001; i += 1) await act({ visitorId: null, address: '127.0.0.1' });
    await act({ visitorId: null, address: '::1' });
  });
});
