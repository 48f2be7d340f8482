import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrandView, MeView } from '../server/protocol/accounts.ts';
import type { DropSummary } from '../server/protocol/drops.ts';
import type { LinkView } from '../server/protocol/links.ts';
import type { EarningsView } from '../server/protocol/payouts.ts';
import type { CreatorRow } from '../server/protocol/reports.ts';
import { launchBrowser } from './browser.ts';
import { type HubProcess, startDemoHub } from './hub-process.ts';
import { ask, openPage, PHONE, signInAs } from './people.ts';

const CREATOR = /Mira/;
const BRAND = /Lena/;

describe('the main job, on the demo, in a real browser', () => {
  let hub: HubProcess;
  let browser: Browser;
  let creator: Page;
  let brand: Page;
  let overlay: Page;
  let widget: Page;
  let workspace: BrandView;
  let drop: DropSummary;
  let link: LinkView;
  const errors: string[][] = [];

  async function person(options?: Parameters<typeof openPage>[1]): Promise<Page> {
    const opened = await openPage(browser, options);
    errors.push(opened.errors);
    return opened.page;
  }

  beforeAll(async () => {
    [hub, browser] = await Promise.all([startDemoHub(), launchBrowser()]);
    creator = await person();
    brand = await person();
    await signInAs(creator, hub.origin, CREATOR);
    await signInAs(brand, hub.origin, BRAND);
    [workspace] = (await ask<MeView>(brand, 'accounts.me')).brands as [BrandView];
    const drops = await ask<DropSummary[]>(brand, 'drops.list', { brandId: workspace.id });
    drop = drops.find(({ phase }) => phase === 'live') as DropSummary;
    [link] = (await ask<LinkView[]>(creator, 'links.listMine')) as [LinkView];
    const [first] = await ask<{ id: string }[]>(creator, 'live.overlays');
    const { address } = await ask<{ address: string }>(creator, 'live.rotateKey', {
      overlayId: first?.id,
    });
    overlay = await person({ viewport: { width: 1920, height: 1080 } });
    await overlay.goto(address);
    await overlay.locator('.units').waitFor();
    widget = await person();
    await widget.goto(`${hub.origin}/embed/example.html?drop=${drop.slug}`);
    await widget
      .locator('dropcast-widget')
      .getByText(/\d+ left/)
      .waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.remove();
  });

  const onOverlay = async () => Number(await overlay.locator('.units').textContent());
  const onWidget = async () => {
    const text = await widget.locator('dropcast-widget .units').textContent();
    return Number(/(\d+) left/.exec(text ?? '')?.[1]);
  };
  const stock = async () => {
    const list = await ask<DropSummary[]>(brand, 'drops.list', { brandId: workspace.id });
    return list.find(({ id }) => id === drop.id)?.stock.available ?? Number.NaN;
  };
  const myRow = async () => {
    const rows = await ask<CreatorRow[]>(brand, 'reports.creators', { brandId: workspace.id });
    return rows.find(({ creatorName }) => CREATOR.test(creatorName)) as CreatorRow;
  };

  /** Follows the creator's link and claims one unit with one tap. */
  async function claimOnPhone(): Promise<Page> {
    const viewer = await person(PHONE);
    await viewer.goto(link.url);
    await viewer.getByRole('button', { name: /^Claim/ }).click();
    await viewer.getByText('Held for you').waitFor();
    return viewer;
  }

  async function payWithTestCard(viewer: Page, email: string): Promise<void> {
    await viewer.getByRole('button', { name: /^Pay/ }).click();
    await viewer.locator('[data-test-card=success]').click();
    await viewer.locator('#email').fill(email);
    await viewer.locator('#submit').click();
    await viewer.waitForURL(/\/c\//);
    await viewer.getByText('Paid. It is yours').waitFor();
  }

  it('shows one unit less on overlay and widget at once after a claim', async () => {
    const before = await onOverlay();
    expect(await onWidget()).toBe(before);
    const viewer = await person(PHONE);
    await viewer.goto(link.url);
    await viewer.getByRole('button', { name: /^Claim/ }).click();
    const seen = (page: Page, text: string) =>
      page
        .locator(page === overlay ? '.units' : 'dropcast-widget .units')
        .filter({ hasText: new RegExp(`(^|\\D)${text}(\\D|$)`) })
        .waitFor({ timeout: 10_000 });
    const less = String(before - 1);
    await Promise.all([seen(overlay, less), seen(widget, less)]);
    await viewer.getByText('Held for you').waitFor();
    await viewer.getByRole('button', { name: /Give it back/ }).click();
    await overlay.locator('.units', { hasText: String(before) }).waitFor({ timeout: 8_000 });
  });

  it('carries a viewer from the link to a receipt, a creator to an explained earning, and a brand to first click and LTV', async () => {
    const rowBefore = await myRow();
    const viewer = await claimOnPhone();
    await payWithTestCard(viewer, 'a.new.person@shoppers.test');
    const receipt = await viewer.locator('main').innerText();
    expect(receipt).toContain('a.new.person@shoppers.test');
    const number = Number(/\b(1\d{3})\b/.exec(receipt)?.[1]);

    await creator.goto(`${hub.origin}/app/creator/earnings`);
    const row = creator.locator('li[data-row]', { hasText: `Order ${number}` });
    await row.locator('summary').click();
    const text = await row.innerText();
    expect(text).toMatch(/On hold/);
    expect(text).toMatch(/until [A-Z][a-z]+ \d+, 20\d\d|until \d+ [A-Z][a-z]+ 20\d\d/);
    expect(text).toMatch(/18 ?% of €/);
    expect(text).toMatch(/new to/i);

    await readWhy(number);

    await brand.goto(`${hub.origin}/app/brands/${workspace.slug}/creators`);
    const mine = brand.getByRole('row', { name: CREATOR });
    await mine.waitFor();
    const rowAfter = await myRow();
    expect(rowAfter.firstClickOrders).toBe(rowBefore.firstClickOrders + 1);
    expect(rowAfter.orders).toBe(rowBefore.orders + 1);
    expect(rowAfter.ltvSoFarMinor).not.toBe(rowBefore.ltvSoFarMinor);
    expect(rowAfter.owed.minor).toBeGreaterThan(rowBefore.owed.minor);
    await expect
      .poll(() => mine.innerText())
      .toMatch(new RegExp(`\\b${rowAfter.firstClickOrders}\\b`));

    await refund(number);
    await expect.poll(async () => (await myRow()).owed.minor).toBe(rowBefore.owed.minor);
    const earnings = await ask<EarningsView>(creator, 'payouts.earnings');
    const reversed = earnings.lines.find(({ orderNumber }) => orderNumber === number);
    expect(reversed).toMatchObject({ state: 'reversed', amount: { minor: 0 } });
    await creator.goto(`${hub.origin}/app/creator/earnings`);
    const gone = creator.locator('li[data-row]', { hasText: `Order ${number}` });
    await gone.getByText('Reversed').first().waitFor();
    expect(await gone.innerText()).toContain('€0.00');
  });

  /** Both sides read why an order counts as it does; the creator never reads who bought. */
  async function readWhy(orderNumber: number): Promise<void> {
    await creator.goto(`${hub.origin}/app/creator/links/why`);
    const sale = creator.locator('li[data-row]', { hasText: `Order ${orderNumber}` });
    await sale.getByRole('button').click();
    const mine = creator.getByRole('dialog');
    await mine.getByText('Two credits').waitFor();
    const text = await mine.innerText();
    expect(text).toMatch(/18 ?% of €/);
    expect(text).toContain('It was the first that counts.');
    expect(text).not.toContain('shoppers.test');
    await brand.goto(`${hub.origin}/app/brands/${workspace.slug}/drops/${drop.id}?tab=orders`);
    const row = brand.getByRole('row', { name: new RegExp(String(orderNumber)) });
    await row.getByRole('button', { name: 'Why?' }).click();
    const theirs = brand.getByRole('dialog');
    await theirs.getByText('The way of this order').waitFor();
    expect(await theirs.innerText()).toContain(`Click on /r/${link.slug}`);
  }

  it('offers whoever came inside Instagram the own browser, and the click comes along', async () => {
    const inside = await person({
      ...PHONE,
      userAgent:
        'Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0.0.0 Mobile Safari/537.36 Instagram 384.0.0.45.87 Android',
    });
    await inside.goto(link.url);
    const way = inside.getByRole('link', { name: 'Open in browser' });
    await way.waitFor();
    const click = new URL(inside.url()).searchParams.get('dcc');
    expect(click).toMatch(/./);
    expect(await way.getAttribute('href')).toContain(`dcc=${click}`);
    const outside = await person(PHONE);
    await outside.goto(`${hub.origin}/d/${drop.slug}?dcc=${click}`);
    await outside.getByText(CREATOR).first().waitFor();
    expect(await outside.getByText('You are inside').count()).toBe(0);
  });

  /** The brand gives all the money of an order back, on the page of the drop. */
  async function refund(orderNumber: number): Promise<void> {
    await brand.goto(`${hub.origin}/app/brands/${workspace.slug}/drops/${drop.id}?tab=orders`);
    const row = brand.getByRole('row', { name: new RegExp(String(orderNumber)) });
    await row.getByRole('button', { name: /Refund/ }).click();
    const dialog = brand.getByRole('dialog');
    await dialog.getByLabel(/reason/i).fill('The buyer changed their mind.');
    await dialog.getByRole('button', { name: /Refund/ }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  it('gives an expired hold back, and every screen shows it', async () => {
    const before = await stock();
    const viewer = await claimOnPhone();
    await expect.poll(onOverlay).toBe(before - 1);
    letNewestHoldLapse(hub.dataDir);
    await expect.poll(stock, { timeout: 5_000 }).toBe(before);
    await expect.poll(onOverlay, { timeout: 5_000 }).toBe(before);
    await expect.poll(onWidget, { timeout: 5_000 }).toBe(before);
    await viewer.reload();
    await viewer.getByRole('button', { name: /^Claim/ }).waitFor();
  });

  it('loses nothing in a crash in the middle of a live drop, and every open page is right again by itself', async () => {
    const viewer = await claimOnPhone();
    const before = await stock();
    await hub.kill();
    await hub.restart();
    expect(await stock()).toBe(before);
    const other = await claimOnPhone();
    await expect.poll(onOverlay, { timeout: 30_000 }).toBe(before - 1);
    await expect.poll(onWidget, { timeout: 30_000 }).toBe(before - 1);
    await payWithTestCard(viewer, 'patient.person@shoppers.test');
    await other.getByRole('button', { name: /Give it back/ }).click();
  });

  it('stops in order when it is told to, and no page has reported an error', async () => {
    expect(
      errors.flat().filter((text) => !/ERR_CONNECTION|WebSocket|Failed to fetch/.test(text)),
    ).toEqual([]);
    expect(await hub.stop()).toBe(0);
  });
});

/** What ten minutes would do, without waiting for them: the newest hold's time is over. */
function letNewestHoldLapse(dataDir: string): void {
  const database = new Database(`${dataDir}/dropcast.db`);
  database.pragma('busy_timeout = 5000');
  database
    .prepare(
      `UPDATE claim SET expiresAt = ? WHERE id = (
        SELECT id FROM claim WHERE paidAt IS NULL AND releasedAt IS NULL
        ORDER BY heldAt DESC LIMIT 1)`,
    )
    .run(Date.now() - 1);
  database.close();
}
