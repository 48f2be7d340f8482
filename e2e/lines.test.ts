import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailer } from '../server/mail/create-mailer.ts';
import { systemClock } from '../server/platform/clock.ts';
import { ownLeases } from '../server/platform/lease.ts';
import { startSchedule } from '../server/schedule.ts';
import { type AppServer, startAppServer } from '../server/test/app-server.ts';
import { makeLineShop } from '../server/test/line-shop.ts';
import { launchBrowser } from './browser.ts';
import { lookOver } from './look-over.ts';
import { openPage, PHONE } from './people.ts';
import { VIEWER_PAGES } from './viewer-pages.ts';

describe('lines, in a real browser', () => {
  let server: AppServer;
  let schedule: ReturnType<typeof startSchedule>;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      startAppServer('sqlite', { pages: VIEWER_PAGES }),
      launchBrowser(),
    ]);
    // Pages count by real time, so the hub lives in it too.
    Object.assign(server.hub, { clock: systemClock });
    const mailer = createMailer(server.hub, { from: 'hub@hub.test' });
    schedule = startSchedule(server.hub, { mailer, leases: ownLeases });
  });
  afterAll(async () => {
    await browser?.close();
    await schedule?.stop();
    await server?.close();
  });

  const makeDrop = async (given: Parameters<typeof makeLineShop>[1]) => {
    const { drop } = await makeLineShop(server.hub, { units: 1, ...given });
    return drop;
  };
  async function viewer(slug: string, options?: Parameters<typeof openPage>[1]) {
    const { page, errors } = await openPage(browser, options);
    await page.goto(`${server.origin}/d/${slug}`);
    return { page, errors };
  }
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

  it('hold a unit that came back for whoever waits, on their page by itself', async () => {
    const { slug } = await makeDrop({});
    const first = await viewer(slug);
    await press(first.page, /^Claim for/);
    await heading(first.page, 'Held for you').waitFor();
    const second = await viewer(slug, PHONE);
    await heading(second.page, 'Sold out: wait for one').waitFor();
    expect(await lookOver(second.page)).toEqual([]);
    await second.page.getByLabel(/mail when it is your turn/).fill('bea@home.test');
    await second.page.keyboard.press('Enter');
    await heading(second.page, 'You are number 1').waitFor();
    expect(await lookOver(second.page)).toEqual([]);
    await press(second.page, 'Leave the line');
    await press(second.page, 'Undo');
    await heading(second.page, 'You are number 1').waitFor();
    await press(first.page, 'Give it back');
    await heading(second.page, 'Held for you').waitFor({ timeout: 30_000 });
    await second.page.reload();
    await heading(second.page, 'Held for you').waitFor();
    expect([...first.errors, ...second.errors]).toEqual([]);
  });

  it('draw lots that the reader’s own browser computes again', async () => {
    const { slug } = await makeDrop({ fairness: 'draw', closesInMs: 15_000 });
    const [one, two] = [await viewer(slug), await viewer(slug, PHONE)];
    for (const { page } of [one, two]) {
      await press(page, 'Enter the draw');
      await heading(page, 'You are entered').waitFor();
    }
    expect(await lookOver(two.page)).toEqual([]);
    await one.page.goto(`${server.origin}/d/${slug}/lot`);
    await one.page.getByText(/Note the hash now/).waitFor();
    await one.page.goBack();
    const outcome = (page: Page) =>
      Promise.race([
        heading(page, 'Held for you').waitFor({ timeout: 60_000 }),
        heading(page, 'Not drawn yet').waitFor({ timeout: 60_000 }),
      ]);
    await Promise.all([outcome(one.page), outcome(two.page)]);
    await expect
      .poll(async () => {
        const won = [one, two].map(({ page }) => heading(page, 'Held for you').count());
        return (await Promise.all(won)).reduce((sum, count) => sum + count, 0);
      })
      .toBe(1);
    await two.page.goto(`${server.origin}/d/${slug}/lot`);
    await two.page.getByText('everything fits').waitFor();
    await two.page.getByText(/Your entry is number [12] of 2/).waitFor();
    expect(await two.page.locator('.checks .is-right').count()).toBe(4);
    expect(await lookOver(two.page)).toEqual([]);
    expect([...one.errors, ...two.errors]).toEqual([]);

    // The same page with one digit of one entry changed on its way.
    const { page } = await openPage(browser);
    await page.route('**/lot', async (route) => {
      const answer = await route.fetch();
      const text = await answer.text();
      const body = text.replace(/(<pre id="entries"[^>]*>)(.)/, (_, tag, digit) =>
        [tag, digit === '0' ? '1' : '0'].join(''),
      );
      await route.fulfill({ response: answer, body });
    });
    await page.goto(`${server.origin}/d/${slug}/lot`);
    await page.getByText('Something does not fit').waitFor();
    expect(await page.locator('#check-entries.is-wrong').count()).toBe(1);
    expect(await page.locator('#check-seed.is-right').count()).toBe(1);
  });

  it('open the claim when a shuffled place has its turn', async () => {
    const { slug } = await makeDrop({ fairness: 'shuffle', startsInMs: 8_000 });
    const { page, errors } = await viewer(slug, PHONE);
    await press(page, 'Join the line');
    await heading(page, 'You are in line').waitFor();
    await page.getByRole('button', { name: /^Claim for/ }).waitFor({ timeout: 40_000 });
    await press(page, /^Claim for/);
    await heading(page, 'Held for you').waitFor();
    expect(errors).toEqual([]);
  });
});
