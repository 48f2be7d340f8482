import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../server/platform/clock.ts';
import type { PushMessage } from '../server/protocol/push.ts';
import { hashEndpoint } from '../server/push/push-target.ts';
import { sendReminders } from '../server/push/send-reminders.ts';
import { type AppServer, startAppServer } from '../server/test/app-server.ts';
import { makeLineShop } from '../server/test/line-shop.ts';
import { type PushService, startPushService } from '../server/test/push-service.ts';
import { launchBrowser } from './browser.ts';
import { lookOver, violationsOf } from './look-over.ts';
import { openPage, PHONE } from './people.ts';
import { VIEWER_PAGES } from './viewer-pages.ts';

describe('a reminder, in a real browser', () => {
  let server: AppServer;
  let service: PushService;
  let browser: Browser;

  beforeAll(async () => {
    [server, service, browser] = await Promise.all([
      startAppServer('sqlite', { pages: VIEWER_PAGES }),
      startPushService(),
      launchBrowser(),
    ]);
    Object.assign(server.hub, { clock: systemClock });
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
    await server?.close();
  });

  const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

  /** The browser's own push service is out of reach of a test: a subscription of ours stands for it. */
  async function withPushService(page: Page, name: string): Promise<void> {
    await page.context().grantPermissions(['notifications'], { origin: server.origin });
    await page.addInitScript((given) => {
      // A headless browser grants it and goes on saying "denied" here.
      Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
      const subscription = { toJSON: () => given, endpoint: given.endpoint };
      PushManager.prototype.subscribe = () =>
        Promise.resolve(subscription as unknown as PushSubscription);
      PushManager.prototype.getSubscription = () =>
        Promise.resolve(
          sessionStorage.getItem('subscribed')
            ? (subscription as unknown as PushSubscription)
            : null,
        );
    }, service.subscribe(name));
  }

  it('is explained before the browser asks, sent at the opening, shown, and leads to the drop', async () => {
    const { drop } = await makeLineShop(server.hub, { startsInMs: 3_600_000 });
    const { page, context, errors } = await openPage(browser, PHONE);
    await withPushService(page, 'ana');
    const asked: string[] = [];
    page.setDefaultTimeout(10_000);
    page.on('request', (request) => {
      if (request.url().includes('/trpc/push')) asked.push(request.postData() ?? '');
    });
    await page.goto(`${server.origin}/d/${drop.slug}`);
    await press(page, 'Tell me when it opens');
    await page.getByText('Your browser asks next').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(asked).toEqual([]);
    await press(page, 'Go on');
    await page.getByText('You will be told when it opens.').waitFor();
    expect([...(await lookOver(page)), ...(await violationsOf(page))]).toEqual([]);
    await server.hub.db.drop.update({ where: { id: drop.id }, data: { startsAt: new Date() } });
    await sendReminders(server.hub);
    const { text } = service.delivered[0] ?? { text: '' };
    expect(JSON.parse(text) as PushMessage).toMatchObject({ path: `/d/${drop.slug}` });

    const [worker] = context.serviceWorkers();
    expect(await worker?.evaluate(showInWorker, text)).toEqual({
      title: 'Open now: Test drop',
      path: `/d/${drop.slug}`,
      badge: 1,
    });
    expect(errors).toEqual([]);
    await context.close();
  });

  it('goes on when the browser renews its address, with no page open or in silence', async () => {
    const { drop } = await makeLineShop(server.hub, { startsInMs: 3_600_000 });
    const { page, context, errors } = await openPage(browser, PHONE);
    await withPushService(page, 'first');
    await page.goto(`${server.origin}/d/${drop.slug}`);
    await press(page, 'Tell me when it opens');
    await press(page, 'Go on');
    await page.getByText('You will be told when it opens.').waitFor();
    await page.evaluate(() => sessionStorage.setItem('subscribed', '1'));
    await page.reload();
    const address = async () => {
      const where = { dropId: drop.id };
      const { endpointHash } = await server.hub.db.pushReminder.findFirstOrThrow({ where });
      return endpointHash;
    };
    const [worker] = context.serviceWorkers();
    await page.waitForFunction(() => caches.match('/d/push-subscription'));
    const renewed = service.subscribe('renewed');
    const key = await worker?.evaluate(renewInWorker, renewed);
    expect(key).toBe(server.hub.vapid.publicKey);
    await expect.poll(address).toBe(hashEndpoint(renewed.endpoint));

    // Another time nobody says so, and the next visit finds it.
    const silent = service.subscribe('silent');
    await page.addInitScript((given) => {
      const subscription = { toJSON: () => given, endpoint: given.endpoint };
      PushManager.prototype.getSubscription = async () =>
        subscription as unknown as PushSubscription;
    }, silent);
    await page.reload();
    await expect.poll(address).toBe(hashEndpoint(silent.endpoint));
    expect(errors).toEqual([]);
    await context.close();
  });

  it('is taken back by the same page', async () => {
    const { drop } = await makeLineShop(server.hub, { startsInMs: 3_600_000 });
    const { page, context } = await openPage(browser, PHONE);
    await withPushService(page, 'bea');
    await page.goto(`${server.origin}/d/${drop.slug}`);
    await press(page, 'Tell me when it opens');
    await press(page, 'Go on');
    await page.getByText('You will be told when it opens.').waitFor();
    await page.evaluate(() => sessionStorage.setItem('subscribed', '1'));
    await page.reload();
    await press(page, 'Take it back');
    await page.getByRole('button', { name: 'Tell me when it opens' }).waitFor();
    expect(await server.hub.db.pushReminder.count({ where: { dropId: drop.id } })).toBe(0);
    await context.close();
  });

  it('is beside a countdown that leads to the drop by itself, and stays where it is in a frame', async () => {
    const { drop } = await makeLineShop(server.hub, { startsInMs: 5_000 });
    const { page, context, errors } = await openPage(browser, PHONE);
    const address = `${server.origin}/d/${drop.slug}/countdown`;
    const bytes: number[] = [];
    page.on('response', async (answer) => {
      if (answer.url().endsWith('.js')) bytes.push(gzipSync(await answer.body()).length);
    });
    const around = await context.newPage();
    const body = `<h1>Links</h1><iframe src="${address}" width="380" height="700"></iframe>`;
    await around.route('**/links', (route) => route.fulfill({ contentType: 'text/html', body }));
    await around.goto(`${server.origin}/links`);
    await page.goto(`${address}?dcc=from-a-bio`);
    await page
      .getByRole('timer')
      .filter({ hasText: /^00:0\d$/ })
      .waitFor();
    expect([...(await lookOver(page)), ...(await violationsOf(page))]).toEqual([]);
    await page.waitForURL(`${server.origin}/d/${drop.slug}*`, { timeout: 15_000 });
    await around.frameLocator('iframe').getByText('Open now').waitFor();
    // A page for a bio or a second screen is its clock and the line to the hub, and little else.
    expect(bytes[0]).toBeLessThan(16_384);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('gives way to the calendar where a browser has no push, and the file rings before the drop', async () => {
    const { drop } = await makeLineShop(server.hub, { startsInMs: 3_600_000 });
    const { page, context } = await openPage(browser, PHONE);
    await page.addInitScript(() => Reflect.deleteProperty(window, 'PushManager'));
    await page.goto(`${server.origin}/d/${drop.slug}`);
    await page.getByText('Use the calendar instead.').waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Add to calendar' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('drop.ics');
    const answer = await page.request.get(`${server.origin}/calendar/drops/${drop.slug}.ics`);
    expect(answer.headers()['content-type']).toBe('text/calendar; charset=utf-8');
    expect(await answer.text()).toContain('TRIGGER:-PT10M');
    const google = await page.getByRole('link', { name: 'Google Calendar' }).getAttribute('href');
    const starts = new Date(drop.startsAt).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    expect(new URL(google ?? '').searchParams.get('dates')).toContain(`${starts}/`);
    expect(google).not.toMatch(/utm|dcc/);
    await context.close();
  });
});

/** Tells the page's own worker that its subscription is over; the key that it subscribes with anew. */
async function renewInWorker(given: { endpoint: string }) {
  const asked: { key?: unknown } = {};
  const { registration } = self as unknown as {
    registration: { pushManager: { subscribe: unknown } };
  };
  registration.pushManager.subscribe = async (how: { applicationServerKey: unknown }) => {
    asked.key = how.applicationServerKey;
    return { toJSON: () => given };
  };
  const change = Reflect.construct(Reflect.get(self, 'ExtendableEvent'), [
    'pushsubscriptionchange',
  ]) as Event;
  self.dispatchEvent(change);
  while (asked.key === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
  return asked.key;
}

/**
 * Hands the page's own worker a message as a push service does. This headless browser crashes at a
 * real notification, so what would be shown is only taken down.
 */
async function showInWorker(text: string) {
  const shown = { title: '', path: '', badge: 0 };
  const scope = self as unknown as {
    registration: { showNotification: unknown };
    navigator: { setAppBadge: unknown };
  };
  scope.registration.showNotification = async (title: string, how: { data: { path: string } }) => {
    Object.assign(shown, { title, path: how.data.path });
  };
  scope.navigator.setAppBadge = async (badge: number) => {
    shown.badge = badge;
  };
  const push = Reflect.construct(Reflect.get(self, 'PushEvent'), ['push', { data: text }]) as Event;
  self.dispatchEvent(push);
  await new Promise((resolve) => setTimeout(resolve, 0));
  return shown;
}
