import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrandView, MeView } from '../server/protocol/accounts.ts';
import type { DropSummary } from '../server/protocol/drops.ts';
import type { OverlayAddress, OverlayView } from '../server/protocol/live.ts';
import { launchBrowser } from './browser.ts';
import { type HubProcess, startDemoHub } from './hub-process.ts';
import { ask, openPage, PHONE, signInAs } from './people.ts';

/** What goes on by itself meanwhile: the time, what waits to be counted, and holds of the demo that lapse. */
const PASSING = new Set(['asOf', 'to', 'attention', 'freshness', 'stock', 'usedUnits']);

describe('a rehearsal, on the demo, in a real browser', () => {
  let hub: HubProcess;
  let browser: Browser;
  let creator: Page;
  let brand: Page;
  let overlay: Page;
  let brandId: string;
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
    await signInAs(creator, hub.origin, /Mira/);
    await signInAs(brand, hub.origin, /Lena/);
    const [workspace] = (await ask<MeView>(brand, 'accounts.me')).brands as [BrandView];
    brandId = workspace.id;
    const drops = await ask<DropSummary[]>(brand, 'drops.list', { brandId });
    const live = drops.find(({ phase }) => phase === 'live');
    await ask(brand, 'drops.end', { brandId, dropId: live?.id });
    const [screen] = await ask<OverlayView[]>(creator, 'live.overlays');
    const { address } = await ask<OverlayAddress>(creator, 'live.rotateKey', {
      overlayId: screen?.id,
    });
    overlay = await person({ viewport: { width: 1920, height: 1080 } });
    await overlay.goto(address);
    await overlay.locator('.title').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.remove();
  });

  /** Every figure and list in which a real sale would show. */
  async function figures(): Promise<unknown> {
    const asked = { brandId };
    const seen = {
      earnings: await ask(creator, 'payouts.earnings', {}),
      links: await ask(creator, 'links.listMine'),
      mine: await ask(creator, 'drops.listMine'),
      contracts: await ask(creator, 'contracts.listMine'),
      overview: await ask(brand, 'reports.overview', { ...asked, days: 30 }),
      creators: await ask(brand, 'reports.creators', asked),
      ltv: await ask(brand, 'reports.ltv', asked),
      drops: await ask(brand, 'drops.list', asked),
      orders: await ask(brand, 'checkout.listOrders', asked),
      customers: await ask(brand, 'customers.list', asked),
    };
    return JSON.parse(JSON.stringify(seen, (key, value) => (PASSING.has(key) ? null : value)));
  }

  it('sells test stock before everybody’s eyes, says what it is, and counts nowhere', async () => {
    const before = await figures();

    await creator.goto(`${hub.origin}/app/creator`);
    await creator.getByRole('link', { name: /^Rehearse “Cloudweight, again”/ }).click();
    await creator.getByLabel('Audience').selectOption('100 viewers');
    await creator.getByLabel('Mood').selectOption('Stampede: everybody at once');
    await creator.getByLabel('Starts in').selectOption('10 seconds');
    await creator.getByLabel('Lasts').selectOption('2 minutes');
    await creator.getByRole('button', { name: 'Start the rehearsal' }).click();
    await creator.getByRole('heading', { name: 'Rehearsal: Cloudweight, again' }).waitFor();
    await creator.getByText('Nothing here counts in sales, earnings or reports.').waitFor();

    await overlay.locator('.rehearsal-mark', { hasText: 'Rehearsal' }).waitFor();
    expect(await overlay.locator('.rehearsal-mark').isVisible()).toBe(true);

    const viewer = await person(PHONE);
    const link = await creator.getByRole('link', { name: /\/r\// }).textContent();
    await viewer.goto(link ?? '');
    await viewer.getByText('A simulated audience plays this drop').waitFor();
    expect(await viewer.title()).toMatch(/^Rehearsal: /);
    await viewer.getByRole('button', { name: /^Claim/ }).click({ timeout: 30_000 });
    await viewer.getByRole('button', { name: /^Pay/ }).click();
    await viewer.locator('[data-test-card=success]').click();
    await viewer.locator('#email').fill('mira@creators.test');
    await viewer.locator('#submit').click();
    await viewer.getByText('Paid. It is yours').waitFor();
    await viewer.getByText('Nothing is sent, and no card is charged.').waitFor();

    await overlay.locator('.units', { hasText: /^0$/ }).waitFor({ timeout: 40_000 });
    await creator.getByRole('button', { name: 'End now' }).click();
    await creator.getByRole('heading', { name: 'What to think of' }).waitFor();
    await creator.getByText(/^It was sold out after/).waitFor();
    await overlay.locator('.rehearsal-mark').waitFor();

    expect(await figures()).toEqual(before);
    await creator.getByRole('button', { name: 'Remove now' }).click();
    await creator.getByText('Everything but this page was removed.').waitFor({ timeout: 15_000 });
    const gone = await viewer.goto(link ?? '');
    expect(gone?.status()).toBe(404);
    expect(await figures()).toEqual(before);
    expect(errors.flat().filter((one) => !one.includes('404'))).toEqual([]);
  });
});
