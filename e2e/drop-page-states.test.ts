import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageState } from '../overlay/drop-page/page-state.ts';
import { reconcilePayments } from '../server/checkout/reconcile-payments.ts';
import { systemClock } from '../server/platform/clock.ts';
import { type AppServer, startAppServer } from '../server/test/app-server.ts';
import { makeSku } from '../server/test/factories.ts';
import { makeLineShop } from '../server/test/line-shop.ts';
import { signal } from '../server/test/signal.ts';
import { launchBrowser } from './browser.ts';
import { lookOver, sidewaysPx, violationsOf } from './look-over.ts';
import { openPage, PHONE } from './people.ts';
import { VIEWER_PAGES } from './viewer-pages.ts';

const HOUR_MS = 3_600_000;

describe('the states of the drop page, in a real browser on a phone', () => {
  let server: AppServer;
  let browser: Browser;
  const seen = new Set<PageState>();

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      startAppServer('sqlite', { pages: VIEWER_PAGES }),
      launchBrowser(),
    ]);
    Object.assign(server.hub, { clock: systemClock });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
  const makeDrop = (given: Parameters<typeof makeLineShop>[1]) =>
    makeLineShop(server.hub, { units: 20, shippingMinor: 490, ...given });
  const open = async (page: Page, { slug }: { slug: string }) =>
    void (await page.goto(`${server.origin}/d/${slug}`));
  async function viewer(): Promise<Page> {
    const { page } = await openPage(browser, { ...PHONE, reducedMotion: 'reduce' });
    page.setDefaultTimeout(10_000);
    // A headless browser refuses notifications, which a phone only asks about.
    await page.addInitScript(() => {
      Object.defineProperty(Notification, 'permission', { get: () => 'default' });
    });
    return page;
  }

  /** The page is in this state, says it and the next step, and nothing is wrong with it. */
  async function stands(page: Page, state: PageState, ...says: (string | RegExp)[]): Promise<void> {
    await page.locator(`[data-state=${state}]`).waitFor();
    for (const text of says) await page.getByText(text).first().waitFor();
    const faults = [...(await lookOver(page)), ...(await violationsOf(page))];
    expect(faults, state).toEqual([]);
    seen.add(state);
  }

  it('are right before it opens: scheduled, and waiting in a line', async () => {
    const page = await viewer();
    await open(page, (await makeDrop({ startsInMs: HOUR_MS })).drop);
    await stands(page, 'scheduled', 'Starts soon', 'Stay on this page', 'Tell me when it opens');
    await open(page, (await makeDrop({ startsInMs: HOUR_MS, fairness: 'shuffle' })).drop);
    await press(page, 'Join the line');
    await stands(page, 'waiting', 'You are in line', 'Leave the line');
    await page.context().close();
  });

  it('are right for whoever claims: live, low, offline, error, claiming', async () => {
    const page = await viewer();
    const { drop } = await makeDrop({});
    await open(page, drop);
    await stands(page, 'live', 'Live now', 'One tap sets yours aside', 'Claim for €53.90');
    await page.context().setOffline(true);
    await stands(page, 'offline', 'What you see may be old');
    await page.context().setOffline(false);
    await server.hub.db.stockPool.updateMany({
      where: { dropId: drop.id },
      data: { available: 2, sold: 18 },
    });
    await open(page, drop);
    await stands(page, 'low', 'Almost gone', '2 of 20 left');
    await page.route('**/viewer.hold', (route) => route.fulfill({ status: 500, body: '{}' }));
    await press(page, /^Claim for/);
    await stands(page, 'error', 'Something broke on our side', /^Try again for/);
    await page.unroute('**/viewer.hold');
    const mayAnswer = signal();
    await page.route('**/viewer.hold', async (route) => {
      await mayAnswer.given;
      await route.continue();
    });
    await press(page, /^Try again for/);
    await stands(page, 'claiming', 'Setting yours aside');
    mayAnswer.give();
    await page.locator('[data-state=held]').waitFor();
    await page.context().close();
  });

  it('show the button to a phone at first sight, under an error too', async () => {
    const page = await viewer();
    await page.setViewportSize({ width: 390, height: 620 });
    const { drop } = await makeDrop({});
    await open(page, drop);
    const button = (name: RegExp) => page.getByRole('button', { name });
    await expect.poll(() => button(/^Claim for/).evaluate(isInSight)).toBe(true);
    await page.route('**/viewer.hold', (route) => route.fulfill({ status: 500, body: '{}' }));
    await press(page, /^Claim for/);
    await page.evaluate(() => scrollTo(0, 0));
    await expect.poll(() => button(/^Try again for/).evaluate(isInSight)).toBe(true);
    await page.context().close();
  });

  it('are right for whoever tries again: the same wish, and its price when that has changed', async () => {
    const page = await viewer();
    const { drop } = await makeDrop({});
    const { db, signals } = server.hub;
    const { skuId } = await db.dropItem.findFirstOrThrow({ where: { dropId: drop.id } });
    const step = { id: drop.id, dropId: drop.id, skuId, position: 1, priceMinor: 2400n };
    await db.priceRung.create({ data: { ...step, units: 20 } });
    await open(page, drop);
    await page.route('**/viewer.hold', (route) => route.fulfill({ status: 500, body: '{}' }));
    await press(page, 'Claim for €28.90');
    await stands(page, 'error', 'Try again for €28.90');
    await db.priceRung.update({ where: { id: drop.id }, data: { usedUnits: 20 } });
    await db.drop.update({ where: { id: drop.id }, data: { lockSeq: { increment: 1 } } });
    signals.dropChanged(drop.id);
    await stands(page, 'error', 'it was €28.90, it is €53.90 now', 'Claim for €53.90');
    await page.unroute('**/viewer.hold');
    await press(page, 'Claim for €53.90');
    await page.getByText(/^Pay €53.90/).waitFor();
    await page.context().close();
  });

  it('are right at the foot, where whoever comes from a widget refuses to be measured', async () => {
    const page = await viewer();
    const { drop } = await makeDrop({});
    await page.goto(`${server.origin}/d/${drop.slug}#measurement`);
    const choice = page.getByRole('button', { name: 'Do not count it' });
    await expect.poll(() => choice.evaluate(isInSight)).toBe(true);
    await choice.click();
    await page.getByText('Your visit counts for no creator.').waitFor();
    await stands(page, 'live', 'Count it');
    await page.context().close();
  });

  it('are right from the hold to the receipt: held with its warning, paying, verifying, paid', async () => {
    const page = await viewer();
    const { drop } = await makeDrop({});
    const { db } = server.hub;
    const ofDrop = { where: { dropId: drop.id } };
    await open(page, drop);
    const other = await page.context().newPage();
    await open(other, drop);
    await press(page, /^Claim for/);
    await stands(page, 'held', 'Held for you', 'Nobody else can take it', /^Pay €53.90/);
    // The same viewer in another tab, which has not heard of it.
    await press(other, /^Claim for/);
    await stands(other, 'limit_reached', 'That is your share', 'Back to the drop');
    await other.close();

    await db.claim.updateMany({ ...ofDrop, data: { expiresAt: new Date(Date.now() + 50_000) } });
    await page.reload();
    await stands(page, 'held', 'Less than a minute left.', 'that is possible once');
    await press(page, '5 more minutes');
    await page.getByText('Less than a minute left.').waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: '5 more minutes' }).count()).toBe(0);

    await press(page, /^Pay/);
    await page.waitForURL(/\/pay\//);
    const payment = page.url();
    await open(page, drop);
    await stands(page, 'paying', 'Your payment is open', /^Go on paying/);
    await db.claim.updateMany({ ...ofDrop, data: { paymentPendingAt: new Date() } });
    await page.reload();
    await stands(page, 'verifying', 'Your bank is checking the payment', 'See your claim');
    await db.claim.updateMany({ ...ofDrop, data: { paymentPendingAt: null } });

    await page.goto(payment);
    await page.locator('[data-test-card=success]').click();
    await page.locator('#email').fill('bea@home.test');
    await page.locator('#submit').click();
    await page.waitForURL(/\/c\//);
    await reconcilePayments({ ...server.hub, clock: later(HOUR_MS) });
    await open(page, drop);
    await stands(page, 'paid', 'It is yours', 'See your receipt');
    Object.assign(server.hub, { clock: later(11 * 60_000) });
    await page.reload();
    await stands(page, 'already_claimed', 'You already have yours', 'See your receipt');
    Object.assign(server.hub, { clock: systemClock });
    await page.context().close();
  });

  it('are right where nothing can be claimed: sold out, paused, ended, not open this way', async () => {
    const page = await viewer();
    const { drop, contract } = await makeDrop({});
    const { db } = server.hub;
    const isDrop = { where: { id: drop.id } };
    await db.stockPool.updateMany({
      where: { dropId: drop.id },
      data: { available: 0, sold: 20 },
    });
    await open(page, drop);
    await stands(page, 'sold_out', 'Sold out: wait for one', 'Tell me when one is back');
    await db.drop.update({ ...isDrop, data: { pausedAt: new Date(), pauseReason: 'A count.' } });
    await page.reload();
    await stands(page, 'paused', 'Paused for a moment', '“A count.”');
    const back = { pausedAt: null, pauseReason: null };
    await db.drop.update({ ...isDrop, data: back });
    await db.stockPool.updateMany({ where: { dropId: drop.id }, data: { available: 20, sold: 0 } });
    await db.contract.update({ where: { id: contract.id }, data: { endedAt: new Date() } });
    await page.reload();
    await stands(page, 'not_for_you', 'Not open this way', 'open through its creators');
    await db.drop.update({ ...isDrop, data: { endedAt: new Date() } });
    await page.reload();
    await stands(page, 'ended', 'This drop has ended', 'Follow the creator');
    await page.context().close();
  });

  it('fit a phone of 320 px, whatever an article is called', async () => {
    const page = await viewer();
    await page.setViewportSize({ width: 320, height: 700 });
    const { drop } = await makeDrop({});
    const { db } = server.hub;
    const name = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen';
    const other = await makeSku(server.hub, { brandId: drop.brandId });
    const more = { dropId: drop.id, skuId: other.id };
    await db.dropItem.create({ data: { ...more, id: 'other', priceMinor: 2500n, position: 1 } });
    await db.stockPool.create({ data: { ...more, id: 'others', capacity: 5, available: 5 } });
    await db.product.updateMany({ where: { id: other.productId }, data: { name } });
    await db.drop.update({ where: { id: drop.id }, data: { title: name, pinnedSkuId: other.id } });
    await open(page, drop);
    await page.getByText(`${name} · One size`).waitFor();
    expect(await sidewaysPx(page)).toBe(0);
    const cut = await page
      .locator('.choice-face')
      .evaluateAll((faces) => faces.filter((one) => one.scrollWidth > one.clientWidth).length);
    expect(cut).toBe(0);
    await press(page, /^Claim for/);
    await page.locator('[data-state=held]').waitFor();
    expect(await sidewaysPx(page)).toBe(0);
    await page.context().close();
  });

  it('read with JavaScript off, with price, stock, promises and the way to the calendar', async () => {
    const { page, context } = await openPage(browser, { ...PHONE, javaScriptEnabled: false });
    await open(page, (await makeDrop({})).drop);
    const text = await page.locator('main').innerText();
    expect(text).toContain('€53.90 in all, with €4.90 shipping');
    expect(text).toContain('20 of 20 left');
    expect(text).toContain('To claim, turn on JavaScript');
    expect(await page.locator('.needs-script:visible').count()).toBe(0);
    await open(page, (await makeDrop({ startsInMs: HOUR_MS })).drop);
    await page.getByRole('link', { name: 'Add to calendar' }).waitFor();
    await context.close();
  });

  it('are all seventeen', () => {
    expect(seen.size).toBe(17);
  });
});

function later(ms: number) {
  return { now: () => new Date(Date.now() + ms) };
}

/** Runs in the page: nothing lies above it, and it is not below the edge. */
function isInSight(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}
