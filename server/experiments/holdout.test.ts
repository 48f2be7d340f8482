import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issueToken } from '../claims/issue-token.ts';
import { readClick, signClick } from '../links/read-click.ts';
import { cookieOf, serveRedirect } from '../links/test-harness.ts';
import { newId } from '../platform/ids.ts';
import { CLICK_PARAMETER } from '../protocol/links.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeLink } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeOrder, makeRefund } from '../test/orders.ts';
import { claimOne, makeShop, type Shop } from '../test/shop.ts';
import { readUplift } from '../uplift/read-uplift.ts';
import { openOrdinaryPage } from '../viewer/open-ordinary-page.ts';
import { findHeldOutTouch } from './find-held-out-touch.ts';
import { isHeldOut } from './rules/assignment.ts';
import { stopHoldout } from './stop-holdout.ts';

const DAY_MS = 86_400_000;
const KEY = 'a key that no viewer knows';

describe.each(testDatabases())('a holdout on %s', (engine) => {
  let hub: TestHub;
  let close: () => Promise<void>;
  let shop: Shop;
  let slug: string;
  let redirect: Awaited<ReturnType<typeof serveRedirect>>;

  beforeEach(async () => {
    const database = await createTestDatabase(engine);
    hub = testHub(database.db);
    shop = await makeShop(hub, { units: 4, priceMinor: 3900 });
    const { contract, drop, brand } = shop;
    slug = (await makeLink(hub, { contractId: contract.id, dropId: drop.id })).slug;
    await hub.db.experiment.create({
      data: {
        id: newId(hub.clock.now()),
        ...{ brandId: brand.id, dropId: drop.id, assignmentKey: KEY, holdoutBps: 3000 },
        ...{ shopUrl: 'https://shop.test/legging?size=m', createdAt: hub.clock.now() },
      },
    });
    redirect = await serveRedirect(hub, engine);
    close = async () => {
      await redirect.close();
      await database.close();
    };
  });
  afterEach(() => close());

  /** Follows the link in a new browser, or in one that was here before. */
  async function follow(cookie?: string) {
    const answer = await redirect.ask(`/r/${slug}`, cookie ? { headers: { cookie } } : {});
    const click = new URL(answer.headers.location ?? '', 'http://hub.test').searchParams.get(
      CLICK_PARAMETER,
    );
    const facts = readClick(hub, click ?? '');
    if (!facts || !click) throw new Error('the redirect carries a click');
    return { click, facts, visitorId: facts.visitorId, cookie: cookieOf(answer) };
  }

  it('has nobody who refuses to be measured: they see the drop and can claim', async () => {
    for (let browser = 0; browser < 20; browser += 1) {
      const answer = await redirect.ask(`/r/${slug}`, { headers: { 'sec-gpc': '1' } });
      const click = new URL(answer.headers.location ?? '', 'http://hub.test').searchParams.get(
        CLICK_PARAMETER,
      );
      const asked = { dropSlug: shop.drop.slug, visitorId: null, click: click ?? '' };
      await expect(issueToken(hub, asked)).resolves.toMatchObject({ audience: 'everyone' });
    }
    await redirect.drain();
    expect(await hub.db.click.count({ where: { refusedBy: 'gpc' } })).toBe(20);
    expect(await hub.db.exposure.count()).toBe(0);
  });

  /** New browsers until one is held out, or one is not. */
  async function followAs(wanted: boolean) {
    for (;;) {
      const one = await follow();
      if (isHeldOut({ assignmentKey: KEY, holdoutBps: 3000 }, one.visitorId) === wanted) return one;
    }
  }

  it('is decided at the redirect and written down with the click, once for each visitor', async () => {
    const first = await follow();
    hub.clock.advance(1000);
    const again = await follow(first.cookie);
    await Promise.all(Array.from({ length: 30 }, () => follow()));
    await redirect.drain();
    const { db } = hub;
    expect(await db.click.count()).toBe(32);
    const exposures = await db.exposure.findMany();
    expect(exposures).toHaveLength(31);
    for (const { visitorId, isHeldOut: held } of exposures) {
      expect(held).toBe(isHeldOut({ assignmentKey: KEY, holdoutBps: 3000 }, visitorId));
    }
    expect(new Set(exposures.map((one) => one.isHeldOut)).size).toBe(2);
    expect(again.visitorId).toBe(first.visitorId);
    const own = exposures.find(({ visitorId }) => visitorId === first.visitorId);
    expect(own).toMatchObject({ clickId: first.facts.clickId, exposedAt: first.facts.at });
  });

  it('leaves a drop without one alone', async () => {
    await hub.db.experiment.deleteMany();
    await follow();
    await redirect.drain();
    expect(await hub.db.exposure.count()).toBe(0);
    expect(await hub.db.click.count()).toBe(1);
  });

  it('shows the articles at the ordinary price, and nothing of the drop', async () => {
    const { visitorId, click } = await followAs(true);
    const asked = { slug: shop.drop.slug, click, visitorId };
    const page = await openOrdinaryPage(hub, asked);
    expect(page?.ordinary.items).toMatchObject([{ priceMinor: 4900 }]);
    expect(page?.ordinary.shopUrl).toBe(
      `https://shop.test/legging?size=m&${CLICK_PARAMETER}=${encodeURIComponent(click)}`,
    );
    expect(JSON.stringify(page)).not.toMatch(/3900|stock|endsAt/);
    const treated = await followAs(false);
    expect(await openOrdinaryPage(hub, { ...asked, visitorId: treated.visitorId })).toBeNull();
  });

  it('gives a held-out visitor no claim, by cookie or by click, and no stock is touched', async () => {
    const { visitorId, click } = await followAs(true);
    const before = await hub.db.stockPool.findMany();
    const refused = { code: 'held_out' };
    await expect(claimOne(hub, shop, { visitorId })).rejects.toMatchObject(refused);
    await expect(claimOne(hub, shop, { visitorId, click })).rejects.toMatchObject(refused);
    expect(await hub.db.stockPool.findMany()).toEqual(before);
    const treated = await followAs(false);
    await claimOne(hub, shop, treated);
    expect(await hub.db.stockPool.findMany()).toMatchObject([{ available: 3 }]);
  });

  it('lets whoever refuses on the page claim, and no more once they took that back', async () => {
    const { visitorId, click, facts } = await followAs(true);
    await redirect.drain();
    const choose = (refusedBy: 'choice' | null) =>
      hub.db.click.update({ where: { id: facts.clickId }, data: { refusedBy } });
    const asked = { dropSlug: shop.drop.slug, visitorId };
    await choose('choice');
    await expect(issueToken(hub, { ...asked, click })).resolves.toBeDefined();
    await choose(null);
    const refused = signClick(hub, { ...facts, refusedBy: 'choice' });
    const heldOut = { code: 'held_out' };
    await expect(issueToken(hub, { ...asked, click: refused })).rejects.toMatchObject(heldOut);
  });

  it('ends when the brand stops it: everybody gets the drop, and nobody new is counted', async () => {
    const { visitorId, click } = await followAs(true);
    await redirect.drain();
    const counted = await hub.db.exposure.count();
    const { brand, drop } = shop;
    await stopHoldout(hub, { brandId: brand.id, dropId: drop.id });
    await claimOne(hub, shop, { visitorId });
    expect(await openOrdinaryPage(hub, { slug: drop.slug, click, visitorId })).toBeNull();
    hub.clock.advance(3000);
    await follow();
    await redirect.drain();
    expect(await hub.db.exposure.count()).toBe(counted);
  });

  it('names the contract that is paid for what a held-out visitor buys, for seven days', async () => {
    const { visitorId, facts } = await followAs(true);
    await redirect.drain();
    const of = (afterMs: number, visitor = visitorId) =>
      findHeldOutTouch(hub.db, {
        brandId: shop.brand.id,
        visitorIds: [visitor],
        at: new Date(facts.at.getTime() + afterMs),
      });
    const touch = {
      dropId: shop.drop.id,
      contractId: shop.contract.id,
      contractVersionId: shop.contract.version.id,
    };
    expect(await of(0)).toMatchObject(touch);
    expect(await of(7 * DAY_MS)).toMatchObject(touch);
    expect(await of(7 * DAY_MS + 1)).toBeNull();
    expect(await of(-1)).toBeNull();
    expect(await of(0, (await followAs(false)).visitorId)).toBeNull();
  });

  it('is measured by visitors who bought, up to the first sell-out', async () => {
    const { brand, drop, contract } = shop;
    const buy = (visitorId: string, capturedAt = hub.clock.now()) =>
      makeOrder(hub, {
        ...{ brandId: brand.id, drop, contract, visitorId, capturedAt, claimedAt: capturedAt },
        capturedMinor: 4000,
      });
    const [t1, t2, h1, h2] = [
      await followAs(false),
      await followAs(false),
      await followAs(true),
      await followAs(true),
    ];
    hub.clock.advance(60_000);
    await buy(t1.visitorId);
    await buy(t1.visitorId);
    const returned = await buy(t2.visitorId);
    await makeRefund(hub, { orderId: returned.id, amountMinor: 4000 });
    await buy(h1.visitorId);
    await buy(h2.visitorId, new Date(hub.clock.now().getTime() + 8 * DAY_MS));
    await redirect.drain();
    const [row] = (await readUplift(hub, brand)).rows;
    const exposures = await hub.db.exposure.groupBy({ by: ['isHeldOut'], _count: true });
    const sizeOf = (held: boolean) => exposures.find((one) => one.isHeldOut === held)?._count;
    expect(row).toMatchObject({
      treated: { buyers: 1, visitors: sizeOf(false) },
      heldOut: { buyers: 1, visitors: sizeOf(true) },
      verdict: 'running',
      soldOutAt: null,
    });

    hub.clock.advance(60_000);
    const soldOutAt = hub.clock.now();
    for (let unit = 0; unit < 4; unit += 1) await claimOne(hub, shop, await lateTreated());
    hub.clock.advance(60_000);
    const late = await followAs(true);
    await buy(late.visitorId);
    const third = await followAs(true);
    await redirect.drain();
    await buy(third.visitorId);
    const [after] = (await readUplift(hub, brand)).rows;
    expect(after).toMatchObject({ soldOutAt: soldOutAt.getTime(), heldOut: { buyers: 1 } });
    expect(after?.heldOut.visitors).toBe(sizeOf(true));
    expect(after?.verdict).not.toBe('running');
  });

  it('measures nobody who refused after they were led to it, in either group', async () => {
    const { brand, drop, contract } = shop;
    const visitors = [await followAs(false), await followAs(true)];
    visitors.push(await followAs(false), await followAs(true));
    await redirect.drain();
    const size = (await hub.db.exposure.groupBy({ by: ['isHeldOut'], _count: true })).toSorted(
      (one, other) => Number(one.isHeldOut) - Number(other.isHeldOut),
    );
    hub.clock.advance(60_000);
    const at = hub.clock.now();
    for (const { visitorId } of visitors) {
      const ofVisitor = { brandId: brand.id, drop, contract, visitorId };
      await makeOrder(hub, { ...ofVisitor, capturedAt: at, claimedAt: at, capturedMinor: 4000 });
    }
    const measured = async () => {
      const [row] = (await readUplift(hub, brand)).rows;
      return [row?.treated, row?.heldOut].map((group) => [group?.visitors, group?.buyers]);
    };
    const [treated = 0, heldOut = 0] = size.map(({ _count }) => _count);
    expect(await measured()).toEqual([
      [treated, 2],
      [heldOut, 2],
    ]);
    const refusing = visitors.slice(0, 2).map(({ visitorId }) => visitorId);
    await hub.db.click.updateMany({
      where: { visitorId: { in: refusing } },
      data: { refusedBy: 'choice' },
    });
    expect(await measured()).toEqual([
      [treated - 1, 1],
      [heldOut - 1, 1],
    ]);
  });

  /** A visitor of no link: takes stock, and is no part of the experiment. */
  async function lateTreated() {
    for (let at = 0; ; at += 1) {
      const visitorId = `direct-${at}-${newId(hub.clock.now())}`;
      if (!isHeldOut({ assignmentKey: KEY, holdoutBps: 3000 }, visitorId)) return { visitorId };
    }
  }
});
