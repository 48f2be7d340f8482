import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DropSummary } from '../server/protocol/drops.ts';
import { launchBrowser } from './browser.ts';
import { type ClaimShop, localText, MEMBER, openClaimShop } from './claim-shop.ts';
import { type HubProcess, startEmptyHub } from './hub-process.ts';
import { ask, openPage, PHONE } from './people.ts';

const MINUTE_MS = 60_000;
const NOTE = 'Name on the label';

describe('a drop with steps, a reserve and pick-up, in a real browser', () => {
  let hub: HubProcess;
  let browser: Browser;
  let shop: ClaimShop;
  let brand: Page;
  let drop: DropSummary;
  let member: Page;
  let first: Page;
  let waiting: Page;
  let overlay: Page;
  let widget: Page;
  const errors: string[][] = [];

  async function person(options?: Parameters<typeof openPage>[1]): Promise<Page> {
    const opened = await openPage(browser, options);
    opened.page.setDefaultTimeout(15_000);
    errors.push(opened.errors);
    return opened.page;
  }
  async function viewer(): Promise<Page> {
    const page = await person({ ...PHONE, locale: 'en-IE' });
    await page.goto(`${hub.origin}/d/${drop.slug}`);
    return page;
  }
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

  beforeAll(async () => {
    [hub, browser] = await Promise.all([startEmptyHub(), launchBrowser()]);
    brand = await person();
    shop = await openClaimShop({ brand, creator: await person() }, hub.origin);
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.remove();
  });

  it('is set up by the brand on one page, kept as a draft, and published', async () => {
    await brand.goto(`${shop.home}/drops/new`);
    await brand.getByLabel('Title').fill('First for the circle');
    await brand.getByLabel('Starts', { exact: true }).fill(localText(Date.now() + 30 * MINUTE_MS));
    await brand.getByLabel('Ends', { exact: true }).fill(localText(Date.now() + 180 * MINUTE_MS));
    await brand.getByLabel('Article', { exact: true }).selectOption({ index: 1 });
    await brand.getByLabel('Units', { exact: true }).fill('0');
    await press(brand, '+ Add an early price');
    await brand.getByRole('textbox', { name: 'Early price 1' }).fill('39');
    await brand.getByLabel('For units').fill('2');
    for (const [at, [place, group, units]] of [
      ['Central reserve', 'Circle', '1'],
      ['Studio Mitte', 'Everyone', '2'],
    ].entries()) {
      await press(brand, /Add stock elsewhere/);
      const row = brand.getByRole('group', { name: `Further stock ${at + 1}` });
      await row.getByLabel('Place').selectOption({ label: place ?? '' });
      await row.getByLabel('Kept for').selectOption({ label: group ?? '' });
      await row.getByLabel('Units', { exact: true }).fill(units ?? '');
    }
    await brand.getByLabel('Lia Live').check();
    await brand.getByText('Groups: early access and reserve').click();
    await press(brand, '+ Add a group');
    await brand
      .getByRole('group', { name: 'Group 1' })
      .getByLabel('Group', { exact: true })
      .selectOption({ label: 'Circle' });
    await brand.getByLabel('May claim from').fill(localText(Date.now() - 10 * MINUTE_MS));
    await brand.getByText(/^More: description/).click();
    await brand.getByLabel('Limit per customer').fill('2');
    await brand.getByLabel('Ask the buyer for').fill(NOTE);
    await press(brand, 'Save as draft');
    await brand.getByRole('link', { name: 'Edit', exact: true }).click();
    await heading(brand, 'Edit draft').waitFor();
    expect(await brand.getByLabel('For units').inputValue()).toBe('2');
    expect(await brand.getByLabel('Ask the buyer for').inputValue()).toBe(NOTE);
    await press(brand, 'Publish');
    await heading(brand, 'First for the circle').waitFor();
    const drops = await ask<DropSummary[]>(brand, 'drops.list', { brandId: shop.brandId });
    drop = drops[0] as DropSummary;
    expect(drop).toMatchObject({ phase: 'scheduled', stock: { available: 2, reserved: 1 } });
  });

  it('says its price, how long that holds, and what is kept for whom, on every screen', async () => {
    first = await viewer();
    await first.getByText('€39.00 for 2 more, then €54.00').waitFor();
    await first.getByText('1 more unit is kept for Circle.').waitFor();
    await first.getByText(/^Circle may claim now, everybody from/).waitFor();
    overlay = await person({ viewport: { width: 1920, height: 1080 } });
    await overlay.goto(shop.overlay);
    await overlay.getByText('for 2 more, then €54.00').waitFor();
    await overlay.getByText('1 kept for Circle').waitFor();
    widget = await person();
    await widget.goto(`${hub.origin}/embed/example.html?drop=${drop.slug}&creator=lialive`);
    await widget.getByText('for 2 more, then €54.00').waitFor();
  });

  it('opens early for whoever proves an address of the group, out of the reserve', async () => {
    member = await viewer();
    await heading(member, 'Starts soon').waitFor();
    await member.getByText('Member? Prove your address').click();
    await member.getByLabel('Your e-mail address').fill(MEMBER);
    await press(member, 'Send me a code');
    await member.getByLabel(/six digits/).fill(await mailedCode());
    await press(member, 'Prove it');
    await member.getByText('Open for you').waitFor();
    await member.getByLabel(NOTE).fill('Mia');
    await press(member, 'Claim for €39.00');
    await heading(member, 'Held for you').waitFor();

    await first.getByText('€39.00 for 1 more, then €54.00').waitFor();
    await overlay.getByText('for 1 more, then €54.00').waitFor();
    await widget.getByText('for 1 more, then €54.00').waitFor();
    expect(await first.getByText(/kept for Circle/).count()).toBe(0);
    expect(await heading(first, 'Starts soon').count()).toBe(1);
  });

  it('sells one unit at the early price and the next at the drop price, then is sold out', async () => {
    startNow(hub.dataDir, drop.id);
    await press(first, 'One more');
    await first.getByRole('radio', { name: /Collect at Studio Mitte/ }).check();
    await first.getByText('€93.00 in all, you collect it').waitFor();
    // The button asks for what is missing, and leads there.
    await press(first, `Fill in: ${NOTE}`);
    await first.keyboard.type('Ada');
    await press(first, 'Claim 2 for €93.00');
    await heading(first, 'Held for you').waitFor();
    const held = await first.locator('main').innerText();
    expect(held).toContain('€39.00');
    expect(held).toContain('€54.00');
    await first.locator('.price-now', { hasText: '€54.00' }).waitFor();
    await overlay.locator('.curtain-text', { hasText: 'Sold out' }).waitFor();
    await widget.locator('dropcast-widget .phase', { hasText: 'Sold out' }).waitFor();
  });

  it('offers a unit that came back to whoever waits, at its early price, on the open page', async () => {
    waiting = await viewer();
    await heading(waiting, 'Sold out: wait for one').waitFor();
    await waiting.getByRole('radio', { name: /Collect at Studio Mitte/ }).check();
    await press(waiting, `Fill in: ${NOTE}`);
    await waiting.keyboard.type('Bea');
    await press(waiting, 'Put me on the waiting list');
    await heading(waiting, 'You are number 1').waitFor();
    await press(first, 'Give it back');
    await heading(waiting, 'Held for you').waitFor({ timeout: 30_000 });
    await waiting.getByRole('button', { name: 'Pay €39.00' }).waitFor();
    await first.getByText('Given back. Nothing was charged.').waitFor();
    await overlay.locator('.units', { hasText: /^1$/ }).waitFor();
    await widget.locator('dropcast-widget .units', { hasText: '1 left' }).waitFor();
  });

  it('is paid, shows the pick-up code, and is handed over by it', async () => {
    await press(waiting, 'Pay €39.00');
    await waiting.locator('[data-test-card=success]').click();
    await waiting.locator('#email').fill('bea@home.test');
    await waiting.locator('#submit').click();
    await waiting.waitForURL(/\/c\//);
    await waiting.getByText('Collect it at Studio Mitte').waitFor();
    const code = (await waiting.locator('.pick-up-code').textContent()) ?? '';
    expect(code).toMatch(/^\w{3} \w{3}$/);
    await brand.goto(`${shop.home}/locations`);
    await brand.getByLabel('Pick-up code or order number').fill(code.toLowerCase());
    await press(brand, 'Find');
    // The list below has the same order, with a button of its own.
    const found = brand.locator('[aria-live=polite]', { hasText: 'Bea' });
    await found.getByRole('button', { name: 'Hand over now' }).click();
    await brand.getByText('Handed over').first().waitFor();
    await waiting.reload();
    await waiting.getByText('Collected at Studio Mitte').waitFor();
    expect(errors.flat()).toEqual([]);
  });

  /** The digits of the newest mail in the outbox. */
  async function mailedCode(): Promise<string> {
    const outbox = await person();
    for (let tries = 0; tries < 20; tries += 1) {
      await outbox.goto(`${hub.origin}/dev/outbox`);
      const code = /^(\d{6}) is your code/m.exec(await outbox.locator('body').innerText())?.[1];
      if (code) return code;
      await outbox.waitForTimeout(250);
    }
    throw new Error('no code was mailed');
  }
});

/** What half an hour would do, without waiting for it: the drop begins. */
function startNow(dataDir: string, dropId: string): void {
  const database = new Database(`${dataDir}/dropcast.db`);
  database.pragma('busy_timeout = 5000');
  // The version tells every page.
  database
    .prepare('UPDATE "drop" SET startsAt = ?, lockSeq = lockSeq + 1 WHERE id = ?')
    .run(Date.now() - 1, dropId);
  database.close();
}
