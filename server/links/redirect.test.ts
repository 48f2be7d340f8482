// long: one address and all that a request to it can be; its parts are tested beside their rules.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inTransaction, type OpenDatabase } from '../platform/db.ts';
import { CLICK_PARAMETER } from '../protocol/links.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import {
  makeBrand,
  makeContract,
  makeCreator,
  makeDrop,
  makeLink,
  makeSku,
} from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { signal } from '../test/signal.ts';
import { confirmClick } from './confirm-click.ts';
import { readClick } from './read-click.ts';
import { type Answer, cookieOf, serveRedirect } from './test-harness.ts';

const MINUTE_MS = 60_000;

describe.each(testDatabases())('the redirect on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;
  let site: Awaited<ReturnType<typeof serveRedirect>>;
  let given: Awaited<ReturnType<typeof aLiveDrop>>;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
    given = await aLiveDrop(hub);
    site = await serveRedirect(hub, engine);
  });
  afterEach(async () => {
    await site.close();
    await database.close();
  });

  const clicks = async () => {
    await site.drain();
    return hub.db.click.findMany({ orderBy: { id: 'asc' } });
  };
  const follow = (headers: Record<string, string> = {}) =>
    site.ask(`/r/${given.link.slug}`, { headers });

  test('a click leads to the live drop, is never cached, and is there before the answer', async () => {
    await site.close();
    // Whatever else this machine does meanwhile.
    site = await serveRedirect(hub, engine, { patienceMs: 10_000 });
    const answer = await follow({ referer: 'https://www.tiktok.com/@mara/live?x=1' });
    const [click] = await hub.db.click.findMany();

    expect(answer.status).toBe(302);
    expect(answer.headers.location).toMatch(new RegExp(`^/d/${given.drop.slug}\\?dcc=`));
    expect(answer.headers['cache-control']).toBe('no-store, private');
    expect(answer.headers['x-robots-tag']).toBe('noindex');
    expect(click).toMatchObject({
      linkId: given.link.id,
      contractVersionId: given.contract.version.id,
      verdict: 'human',
      rawReason: null,
      startsVisit: true,
      at: hub.clock.now(),
      referrerHost: 'www.tiktok.com',
      networkPrefix: '127.0.0.0/24',
    });
    expect(readClick(hub, clickOf(answer))).toEqual({
      clickId: click?.id,
      linkId: given.link.id,
      contractId: given.contract.id,
      contractVersionId: given.contract.version.id,
      visitorId: click?.visitorId,
      at: hub.clock.now(),
      refusedBy: null,
    });
  });

  test('a visitor gets a cookie of 128 bits for 90 days that scripts cannot read, and keeps it', async () => {
    const first = await follow();
    const again = await follow({ cookie: `theme=dark; ${cookieOf(first)}` });

    expect(first.headers['set-cookie']?.[0]).toMatch(
      /^dc_v=[\w-]{32}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/,
    );
    expect(cookieOf(again)).toBe(cookieOf(first));
  });

  test.each([
    { who: 'a browser that sends Sec-GPC', refusedBy: 'gpc', gpc: '1', cookies: '' },
    { who: 'whoever refused on a page', refusedBy: 'choice', gpc: '0', cookies: 'dc_m=no; ' },
  ])(
    '$who gets no cookie, and is somebody new at every click, known by no hash of an address',
    async ({ refusedBy, gpc, cookies }) => {
      const first = await follow();
      const cookie = `${cookies}${cookieOf(first)}`;
      const answers = [
        await follow({ 'sec-gpc': gpc, cookie }),
        await follow({ 'sec-gpc': gpc, cookie }),
      ];

      for (const answer of answers) expect(answer.headers['set-cookie']).toBeUndefined();
      const [measured, ...refused] = await clicks();
      expect(measured).toMatchObject({ refusedBy: null, networkHash: expect.any(String) });
      const kept = { refusedBy, networkPrefix: '127.0.0.0/24', networkHash: null };
      expect(refused).toMatchObject([
        { ...kept, verdict: 'human', startsVisit: true },
        { ...kept, verdict: 'human', startsVisit: true },
      ]);
      const visitors = [measured, ...refused].map((click) => click?.visitorId);
      expect(new Set(visitors).size).toBe(3);
      const signed = answers.map((answer) => readClick(hub, clickOf(answer)));
      expect(signed).toMatchObject(
        refused.map(({ id, visitorId }) => ({ clickId: id, visitorId, refusedBy })),
      );
    },
  );

  test('what was refused stays refused when the row is written from the signed id', async () => {
    const lost = clickOf(await follow({ 'sec-gpc': '1' }));
    await site.drain();
    await hub.db.click.deleteMany();
    expect(await confirmClick(hub, { click: lost })).toBe(true);
    expect(await clicks()).toMatchObject([{ verdict: 'confirmed', refusedBy: 'gpc' }]);
  });

  test('no address is stored, only its network and a hash', async () => {
    await follow();
    expect(JSON.stringify(await clicks())).not.toContain('127.0.0.1');
  });

  test.each([
    ['HEAD', 'head', { method: 'HEAD' }],
    ['Sec-Purpose', 'prefetch', { headers: { 'sec-purpose': 'prefetch;prerender' } }],
    ['Purpose', 'prefetch', { headers: { purpose: 'prefetch' } }],
    ['X-Moz', 'prefetch', { headers: { 'x-moz': 'prefetch' } }],
    ['X-Purpose', 'prefetch', { headers: { 'x-purpose': 'preview' } }],
    ['a preview bot', 'bot', { headers: { 'user-agent': 'facebookexternalhit/1.1' } }],
  ])('%s sets no cookie, gets no click id, and stays a raw hit', async (_, rawReason, how) => {
    const answer = await site.ask(`/r/${given.link.slug}`, how);

    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(JSON.stringify(answer)).not.toContain(`${CLICK_PARAMETER}=`);
    expect(await clicks()).toMatchObject([
      { verdict: 'raw', rawReason, visitorId: null, startsVisit: false },
    ]);
  });

  test('a preview bot reads the drop in Open Graph tags, with nothing of it taken as markup', async () => {
    await hub.db.drop.update({ where: { id: given.drop.id }, data: { title: '"><b>Hi' } });
    const answer = await follow({ 'user-agent': 'WhatsApp/2.23.20.0' });

    expect(answer.status).toBe(200);
    expect(answer.body).toContain('property="og:title" content="&quot;&gt;&lt;b&gt;Hi"');
    expect(answer.body).not.toContain('<b>');
  });

  test('a headless browser and a command-line client are followed like anybody', async () => {
    const agents = ['Mozilla/5.0 (X11) HeadlessChrome/143.0.0.0 Safari/537.36', 'curl/8.5.0'];
    for (const agent of agents) expect((await follow({ 'user-agent': agent })).status).toBe(302);
  });

  test('a thousand visitors behind one address are a thousand clicks and visits', async () => {
    for (let round = 0; round < 10; round += 1)
      await Promise.all(Array.from({ length: 100 }, () => follow()));
    const rows = await clicks();

    expect(rows).toHaveLength(1000);
    expect(new Set(rows.map(({ visitorId }) => visitorId)).size).toBe(1000);
    expect(rows.every(({ startsVisit }) => startsVisit)).toBe(true);
  });

  test('clicks of one visitor on one link are one visit while less than 30 minutes lie between', async () => {
    const cookie = cookieOf(await follow());
    hub.clock.advance(30 * MINUTE_MS - 1);
    await follow({ cookie });
    hub.clock.advance(30 * MINUTE_MS);
    await follow({ cookie });

    expect((await clicks()).map((click) => click.startsVisit)).toEqual([true, false, true]);
  });

  test('a visit goes on after a restart', async () => {
    const cookie = cookieOf(await follow());
    await site.close();
    site = await serveRedirect(hub, engine);
    hub.clock.advance(MINUTE_MS);
    await follow({ cookie });

    expect((await clicks()).map((click) => click.startsVisit)).toEqual([true, false]);
  });

  test('a query passes campaign names on and never changes where the link leads', async () => {
    const query =
      'utm_source=tiktok&s=moment7&dcc=x&url=https://evil.test&next=//evil.test&utm_x%0d=1';
    const answer = await site.ask(`/r/${given.link.slug}?${query}`);
    const to = new URL(answer.headers.location ?? '', 'https://hub.test');

    expect(to.host).toBe('hub.test');
    expect(to.pathname).toBe(`/d/${given.drop.slug}`);
    expect([...to.searchParams.keys()]).toEqual(['utm_source', 's', 'dcc']);
    expect(readClick(hub, clickOf(answer))).not.toBeNull();
  });

  test('a link is found in any case of letters and by its spoken code', async () => {
    const upper = await site.ask(`/r/${given.link.slug.toUpperCase()}/`);
    const spoken = await site.ask(`/r/${given.link.spokenCode}`);
    expect([upper.status, spoken.status]).toEqual([302, 302]);
  });

  test.each(['/r/nobody-here', '/r/', '/r/abc', '/r/..%2fapp', '/r/<script>'])(
    'an unknown link (%s) gets a friendly page and no cookie, and is counted',
    async (path) => {
      const answer = await site.ask(path);
      await site.drain();

      expect(answer.status).toBe(404);
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(await hub.db.orphanHits.findMany()).toEqual([{ day: '2026-09-01', hits: 1 }]);
      expect(await clicks()).toEqual([]);
    },
  );

  test.each(['pausedAt', 'endedAt'] as const)(
    'a link with %s gets a friendly page and no click, within two seconds',
    async (field) => {
      await follow();
      const { id } = given.link;
      await hub.db.link.update({ where: { id }, data: { [field]: hub.clock.now() } });
      hub.clock.advance(2_000);
      const answer = await follow();

      expect(answer.status).toBe(410);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(await clicks()).toHaveLength(1);
    },
  );

  test('a link of an ended contract still leads to the drop, and its click has no version', async () => {
    const { id } = given.contract;
    await hub.db.contract.update({ where: { id }, data: { endedAt: hub.clock.now() } });
    const answer = await follow();

    expect(answer.status).toBe(302);
    expect(await clicks()).toMatchObject([{ contractVersionId: null, verdict: 'human' }]);
  });

  test('a contract without any drop gets a friendly page, and the click counts', async () => {
    await hub.db.gate.deleteMany();
    const answer = await follow();

    expect(answer.status).toBe(200);
    expect(answer.headers.location).toBeUndefined();
    expect(await clicks()).toHaveLength(1);
  });

  test('a viewer does not wait for a busy disk: the redirect goes out and the row follows', async () => {
    await follow();
    const mayGo = signal();
    const holding = inTransaction(hub.db, async (tx) => {
      if (engine === 'postgresql') await tx.$executeRaw`LOCK TABLE "click"`;
      else await tx.link.updateMany({ data: { label: 'held' } });
      await mayGo.given;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));

    const startedAt = performance.now();
    const answer = await follow();
    const waitedMs = performance.now() - startedAt;
    mayGo.give();
    await holding;

    expect(answer.status).toBe(302);
    expect(waitedMs).toBeGreaterThan(5);
    // As long as a test may be late, and far from as long as the disk is busy.
    expect(waitedMs).toBeLessThan(5_000);
    const rows = await clicks();
    expect(rows.map(({ id }) => id)).toContain(readClick(hub, clickOf(answer))?.clickId);
  });

  test('draining leaves no answered click behind', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => follow()));
    await site.drain();
    const ids = new Set((await hub.db.click.findMany()).map(({ id }) => id));
    const isKept = (answer: Answer) => ids.has(readClick(hub, clickOf(answer))?.clickId ?? '');
    expect(answers.every(isKept)).toBe(true);
  });

  test('a click whose link was removed meanwhile does not take its group down', async () => {
    await follow();
    const other = await makeLink(hub, { contractId: given.contract.id });
    await site.ask(`/r/${other.slug}`);
    await hub.db.link.delete({ where: { id: other.id } });
    await Promise.all([follow(), site.ask(`/r/${other.slug}`), follow()]);

    expect(await clicks()).toHaveLength(3);
  });

  test('the landed page confirms its click, also one whose row was lost', async () => {
    const kept = clickOf(await follow());
    const lost = clickOf(await follow());
    await site.drain();
    await hub.db.click.delete({ where: { id: readClick(hub, lost)?.clickId ?? '' } });
    hub.clock.advance(1_500);

    expect(await confirmClick(hub, { click: kept })).toBe(true);
    expect(await confirmClick(hub, { click: lost })).toBe(true);
    const confirmed = { verdict: 'confirmed', confirmedAt: hub.clock.now(), startsVisit: true };
    expect(await clicks()).toMatchObject([confirmed, confirmed]);
  });

  test('a click id that was tampered with confirms nothing', async () => {
    const click = clickOf(await follow());
    expect(await confirmClick(hub, { click: `x${click.slice(1)}` })).toBe(false);
    expect(await clicks()).toMatchObject([{ verdict: 'human', confirmedAt: null }]);
  });

  test('only GET and HEAD are answered, and only under /r/', async () => {
    expect((await site.ask(`/r/${given.link.slug}`, { method: 'POST' })).status).toBe(405);
    expect((await site.ask('/d/somewhere')).status).toBe(418);
  });
});

async function aLiveDrop(hub: TestHub) {
  const brand = await makeBrand(hub);
  const creator = await makeCreator(hub);
  const contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
  const sku = await makeSku(hub, { brandId: brand.id });
  const contractIds = [contract.id];
  const drop = await makeDrop(hub, { brandId: brand.id, skuId: sku.id, contractIds, units: 50 });
  const link = await makeLink(hub, { contractId: contract.id });
  return { contract, drop, link };
}

function clickOf(answer: Answer): string {
  const to = new URL(answer.headers.location ?? '', 'https://hub.test');
  return to.searchParams.get(CLICK_PARAMETER) ?? '';
}
