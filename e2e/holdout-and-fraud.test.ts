import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrandView, MeView } from '../server/protocol/accounts.ts';
import type { ContractView } from '../server/protocol/contracts.ts';
import type { DropDetail } from '../server/protocol/drops.ts';
import type { LinkView } from '../server/protocol/links.ts';
import { launchBrowser } from './browser.ts';
import { type HubProcess, startDemoHub } from './hub-process.ts';
import { ask, openPage, PHONE, signInAs } from './people.ts';

const HOUR_MS = 3_600_000;

describe('a drop with a holdout, and a creator who buys from herself, in a real browser', () => {
  let hub: HubProcess;
  let browser: Browser;
  let creator: Page;
  let brand: Page;
  let workspace: BrandView;
  let drop: DropDetail;
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
    await signInAs(creator, hub.origin, /Mira/);
    await signInAs(brand, hub.origin, /Lena/);
    [workspace] = (await ask<MeView>(brand, 'accounts.me')).brands as [BrandView];
    const brandId = workspace.id;
    const products = await ask<{ skus: { id: string }[] }[]>(brand, 'catalog.list', { brandId });
    const contracts = await ask<ContractView[]>(creator, 'contracts.listMine');
    const contractId = contracts.find(({ state }) => state === 'active')?.id;
    const now = Date.now();
    drop = await ask<DropDetail>(brand, 'drops.create', {
      ...{ brandId, title: 'Measured', startsAt: now - 1000, endsAt: now + 2 * HOUR_MS },
      items: [{ skuId: products[0]?.skus[0]?.id, units: 20, priceMinor: 1000 }],
      gates: [{ contractId, capUnits: null }],
      ...{ shippingPromise: 'Sent tomorrow.', returnsPromise: '30 days.' },
      holdout: { holdoutBps: 5000, shopUrl: 'https://shop.test/article' },
      publish: true,
    });
    link = await ask<LinkView>(creator, 'links.create', {
      ...{ contractId, dropId: drop.id, label: 'Measured' },
    });
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.remove();
  });

  /** New viewers until one gets the drop, or one does not. */
  async function follow(isHeldOut: boolean): Promise<Page> {
    for (;;) {
      const viewer = await person(PHONE);
      await viewer.goto(link.url);
      const shop = viewer.getByRole('link', { name: /^Buy at/ });
      const claim = viewer.getByRole('button', { name: /^Claim/ });
      await shop.or(claim).first().waitFor();
      if ((await shop.count()) > 0 === isHeldOut) return viewer;
      await viewer.context().close();
    }
  }
  const available = async () => {
    const which = { brandId: workspace.id, dropId: drop.id };
    return (await ask<DropDetail>(brand, 'drops.get', which)).stock.available;
  };

  it('held-out visitors see the ordinary page, also at a second look, and take no stock', async () => {
    const viewer = await follow(true);
    const shop = viewer.getByRole('link', { name: /^Buy at/ });
    expect(await shop.getAttribute('href')).toMatch(/^https:\/\/shop\.test\/article\?dcc=/);
    const text = await viewer.locator('body').innerText();
    expect(text).not.toMatch(/left|Claim|Measured|10[.,]00/);
    await viewer.goto(`${hub.origin}/d/${drop.slug}`);
    await shop.waitFor();
    const asked = { dropSlug: drop.slug };
    await expect(ask(viewer, 'viewer.issueToken', asked)).rejects.toThrow(/ordinary offer/);
    expect(await available()).toBe(20);
    const treated = await follow(false);
    await treated.getByRole('button', { name: /^Claim/ }).click();
    await treated.getByText('Held for you').waitFor();
    expect(await available()).toBe(19);
  });

  it('a self-referral is flagged, held, and released by a person with a reason', async () => {
    const own = await follow(false);
    const cookies = await own.context().cookies();
    await creator.context().addCookies(cookies.filter(({ name }) => name === 'dc_v'));
    await creator.reload();
    await creator.getByRole('navigation').first().waitFor();
    await own.getByRole('button', { name: /^Claim/ }).click();
    await own.getByRole('button', { name: /^Pay/ }).click();
    await own.locator('[data-test-card=success]').click();
    await own.locator('#email').fill('a.friend@home.test');
    await own.locator('#submit').click();
    await own.getByText('Paid. It is yours').waitFor();

    await brand.goto(`${hub.origin}/app/brands/${workspace.slug}/fraud`);
    const flag = brand.locator('[data-row]', {
      hasText: /Bought from oneself[\s\S]*Measured/,
    });
    await flag.getByText('1 commission held').waitFor();
    await creator.goto(`${hub.origin}/app/creator/earnings`);
    const earning = creator.locator('[data-row]').first();
    await earning.locator('summary').click();
    await earning.getByText(/^Set aside since .*FRAUD_HOLD/).waitFor();
    expect(await earning.innerText()).not.toContain('friend');

    await flag.getByRole('button', { name: 'Release' }).click();
    const dialog = brand.getByRole('dialog');
    await dialog.getByLabel('Why').fill('Her flatmate, we asked.');
    await dialog.getByRole('button', { name: 'Release' }).click();
    await flag.waitFor({ state: 'detached' });
    await brand.goto(`${hub.origin}/app/brands/${workspace.slug}/fraud?tab=decided`);
    await brand.getByText('Her flatmate, we asked.').waitFor();
    await creator.reload();
    await earning.locator('summary').click();
    await earning.getByText(/^On hold until/).waitFor();
  });

  it('the overview gives no figure for what is still running, and leads to what it takes', async () => {
    await brand.goto(`${hub.origin}/app/brands/${workspace.slug}`);
    await brand.getByText('No drop of this period has finished with a holdout.').waitFor();
    await brand.getByRole('link', { name: 'What it takes' }).click();
    await brand.getByRole('heading', { name: 'Uplift', level: 1 }).waitFor();
    await brand.getByText('Measured').first().waitFor();
  });

  it('breaks nothing in any browser', () => {
    expect(errors.flat().filter((text) => !text.includes('403'))).toEqual([]);
  });
});
