import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeConversion } from '../conversions/take-conversion.ts';
import { explainOrder } from '../explanations/explain-order.ts';
import { findMissedSales } from '../explanations/find-missed-sales.ts';
import { type AppServer, startAppServer } from '../test/app-server.ts';
import { testDatabases } from '../test/database.ts';
import { makeLink } from '../test/factories.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { markLateClicks } from './mark-late-clicks.ts';
import { newVisitor } from './new-visitor.ts';
import { visitLink } from './visit-link.ts';

describe.each(testDatabases())('a visitor who refuses on the page, on %s', (engine) => {
  let app: AppServer;
  let shop: Shop;
  let slug: string;

  beforeEach(async () => {
    app = await startAppServer(engine);
    shop = await makeShop(app.hub);
    const { contract, drop } = shop;
    slug = (await makeLink(app.hub, { contractId: contract.id, dropId: drop.id })).slug;
  });
  afterEach(() => app.close());

  const visitor = newVisitor(new Date());
  const cookie = `dc_v=${visitor.secret}`;

  async function arrive(visitorId: string | null = null) {
    const visit = await visitLink(app.hub, { slug, visitorId });
    if (!visit) throw new Error('the link is active');
    return visit;
  }

  async function choose(isRefused: boolean, cookie: string) {
    const answer = await fetch(`${app.origin}/trpc/viewer.chooseMeasurement`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: app.origin, cookie },
      body: JSON.stringify({ isRefused }),
    });
    expect(answer.status).toBe(200);
    return answer.headers.getSetCookie();
  }

  const refusals = async () =>
    (await app.hub.db.click.findMany({ orderBy: { id: 'asc' } })).map(({ refusedBy }) => refusedBy);

  test('marks every click of their browser, nobody else’s, and is remembered for a year', async () => {
    await arrive(visitor.id);
    await arrive(visitor.id);
    await arrive();
    const cookies = await choose(true, cookie);
    expect(await refusals()).toEqual(['choice', 'choice', null]);
    expect(cookies).toEqual([
      'dc_m=no; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax',
      `${cookie}; Path=/; HttpOnly; SameSite=Lax`,
    ]);
  });

  test('are nobody who only knows the id of somebody, which every click tells', async () => {
    const visit = await arrive();
    await choose(true, `dc_v=${visit.visitorId}`);
    expect(await refusals()).toEqual([null]);
    await choose(true, '');
    expect(await refusals()).toEqual([null]);
  });

  test('can take it back; what the browser refused stays refused', async () => {
    await arrive(visitor.id);
    await arrive(visitor.id);
    await app.hub.db.click.updateMany({
      where: { startsVisit: false },
      data: { refusedBy: 'gpc' },
    });
    await choose(true, cookie);
    expect((await refusals()).toSorted()).toEqual(['choice', 'gpc']);
    const [forgotten, renewed] = await choose(false, cookie);
    expect((await refusals()).toSorted()).toEqual(['gpc', null]);
    expect(forgotten).toContain('dc_m=no; Path=/; Max-Age=0');
    expect(renewed).toContain('Max-Age=7776000');
  });

  test('holds for a click whose row is written only after the choice, until it is taken back', async () => {
    const { hub } = app;
    const row = async () => {
      await arrive(visitor.id);
      const click = await hub.db.click.findFirstOrThrow({ orderBy: { id: 'desc' } });
      await hub.db.click.delete({ where: { id: click.id } });
      return () => hub.db.click.create({ data: click });
    };
    const [first, second, other] = [await row(), await row(), await row()];
    await arrive();
    await choose(true, cookie);
    await first();
    await markLateClicks(hub);
    expect((await refusals()).toSorted()).toEqual(['choice', null]);

    await choose(false, cookie);
    await second();
    await markLateClicks(hub);
    expect(await refusals()).toEqual([null, null, null]);

    await choose(true, cookie);
    hub.clock.advance(5 * 60_000 + 1);
    await markLateClicks(hub);
    expect(await hub.db.freshRefusal.count()).toBe(0);
    await other();
    await markLateClicks(hub);
    expect((await refusals()).toSorted()).toEqual(['choice', 'choice', null, null]);
  });

  test('brings nobody a customer by their clicks; the order says CONSENT_MISSING', async () => {
    const { hub } = app;
    const { brand, creator } = shop;
    const visit = await arrive(visitor.id);
    await choose(true, cookie);
    hub.clock.advance(60_000);
    const occurredAt = hub.clock.now().toISOString();
    const amounts = { totalMinor: 5000, taxMinor: 0, shippingMinor: 0 };
    const items = [{ title: 'A thing', quantity: 1, unitPriceMinor: 5000 }];
    const body = {
      ...{ type: 'sale' as const, eventId: 'event-1', occurredAt, click: visit.click },
      customer: { email: 'bea@home.test' },
      order: { id: '1', currency: 'eur' as const, ...amounts, items },
    };
    const reporter = { brand, mode: 'live' as const, source: 'api' as const };
    const answer = await takeConversion(hub, reporter, body);
    expect(answer).toMatchObject({ credited: null, reason: 'CONSENT_MISSING', click: 'known' });
    const ofBrand = { brandId: brand.id, orderId: answer.orderId ?? '', timeZone: 'UTC' };
    const explained = await explainOrder(hub.db, ofBrand);
    expect(explained.reasons).toMatchObject([
      {
        code: 'CONSENT_MISSING',
        sentence: 'The visitor, or their browser, asked not to be measured.',
      },
    ]);
    expect(explained.candidates).toMatchObject([{ excludedBy: 'CONSENT_MISSING' }]);
    expect(explained.credits.every(({ who }) => who === null)).toBe(true);
    const now = hub.clock.now().getTime();
    const span = { creatorId: creator.id, from: now - 3_600_000, to: now + 1 };
    const { notes, orders } = await findMissedSales(hub, span);
    expect(orders).toMatchObject([{ counts: 'none', reason: 'CONSENT_MISSING' }]);
    expect(notes.map(({ text }) => text)).toContain(
      '1 click, whose visitor asked not to be measured, brings nobody a customer.',
    );
  });
});
