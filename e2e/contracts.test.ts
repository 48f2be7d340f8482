import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrandView } from '../server/protocol/accounts.ts';
import { launchBrowser } from './browser.ts';
import { confirmAddress, signUp } from './claim-shop.ts';
import { type HubProcess, startEmptyHub } from './hub-process.ts';
import { lookOver, sidewaysPx, violationsOf } from './look-over.ts';
import { ask, openPage, PHONE } from './people.ts';

/** Where pictures of each step go; unset: none are taken. */
const PICTURES = process.env.E2E_PICTURES;

describe('a brand and a creator agree, in a real browser', () => {
  let hub: HubProcess;
  let browser: Browser;
  let brand: Page;
  let creator: Page;
  let home: string;
  let email: string;
  const errors: string[][] = [];

  beforeAll(async () => {
    [hub, browser] = await Promise.all([startEmptyHub(), launchBrowser()]);
    const desk = await openPage(browser);
    const phone = await openPage(browser, PHONE);
    errors.push(desk.errors, phone.errors);
    [brand, creator] = [desk.page, phone.page];
    const timeZone = 'Europe/Berlin';
    await signUp(brand, hub.origin, 'Lou Label');
    const own = { name: 'Lou Label', currency: 'eur', timeZone };
    const { slug } = await ask<BrandView>(brand, 'accounts.createBrand', own);
    home = `${hub.origin}/app/brands/${slug}`;
    email = await signUp(creator, hub.origin, 'Lia Live');
    await confirmAddress(creator, hub.origin, email);
    const profile = { handle: 'lialive', displayName: 'Lia Live', timeZone };
    await ask(creator, 'accounts.becomeCreator', profile);
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.remove();
  });

  const contractsOf = async (page: Page) => {
    await page.goto(`${hub.origin}/app/creator/contracts`);
    await page.getByRole('heading', { name: 'Contracts', level: 1 }).waitFor();
  };
  const openAtBrand = async () => {
    await brand.goto(`${home}/creators`);
    await brand
      .getByRole('button', { name: /Contract|Lia|lia/ })
      .first()
      .click();
    await brand.getByRole('dialog').getByRole('heading', { level: 3 }).first().waitFor();
  };

  /** What is wrong with a page or an open dialog; a picture of it in every look, where they are asked for. */
  async function faultsOf(page: Page, name: string): Promise<string[]> {
    const faults = [...(await lookOver(page)), ...(await violationsOf(page))];
    const size = page.viewportSize();
    const overflowPx = await sidewaysPx(page);
    if (PICTURES && size) {
      mkdirSync(PICTURES, { recursive: true });
      for (const width of [390, 1280]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 1400 });
          await page.emulateMedia({ colorScheme });
          await page.waitForTimeout(250);
          await page.screenshot({ path: join(PICTURES, `${name}-${width}-${colorScheme}.png`) });
        }
      }
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(size);
    }
    return [...faults, ...(overflowPx > 0 ? [`${name} scrolls sideways by ${overflowPx} px`] : [])];
  }

  it('proposes with an example in money that follows what is typed', async () => {
    await brand.goto(`${home}/creators`);
    await brand.getByRole('button', { name: 'Propose a contract' }).first().click();
    const dialog = brand.getByRole('dialog');
    await dialog.getByLabel('Creator’s e-mail').fill(email);
    await dialog.getByLabel('New customers', { exact: true }).fill('18');
    await dialog.getByText('An order of €50.00 from a new customer pays €9.00.').waitFor();
    await dialog.getByText('More for many sales').click();
    await dialog.getByLabel('Step 1: from').fill('1000');
    await dialog.getByLabel('Step 1: adds').fill('2');
    await dialog.getByText(/From €1,000.00 a month on, .* pays €10.00\./).waitFor();
    await dialog.getByText('Caps: the most that sales can earn').click();
    await dialog.getByLabel('Per order').fill('8');
    await dialog.getByText('An order of €50.00 from a new customer pays €8.00.').waitFor();
    await dialog.getByLabel('Per order').fill('');
    expect(await faultsOf(brand, 'propose')).toEqual([]);
    await dialog.getByRole('button', { name: 'Send proposal' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('the creator reads it on a phone and counters', async () => {
    await contractsOf(creator);
    await creator.getByText('Waits for you').waitFor();
    await creator.getByText('+ 2% from €1,000.00 a month').waitFor();
    expect(await faultsOf(creator, 'waits-for-creator')).toEqual([]);
    await creator.getByRole('button', { name: 'Counter' }).click();
    const dialog = creator.getByRole('dialog');
    await dialog.getByLabel('New customers', { exact: true }).fill('20');
    await dialog.getByText('An order of €50.00 from a new customer pays €10.00.').waitFor();
    expect(await faultsOf(creator, 'counter')).toEqual([]);
    await dialog.getByRole('button', { name: 'Send counter-proposal' }).click();
    await creator.getByText('counters version 1').waitFor();
  });

  it('the brand accepts the very terms that it reads', async () => {
    await openAtBrand();
    const dialog = brand.getByRole('dialog').first();
    await dialog.getByText('Waits for you').waitFor();
    await dialog.getByRole('button', { name: 'Accept' }).click();
    const asked = brand.getByRole('dialog', { name: 'Accept version 2?' });
    await asked.getByText(/^[0-9a-f]{64}$/).waitFor();
    await asked.getByText('It holds at once. What the creator earned before').waitFor();
    expect(await faultsOf(brand, 'accept')).toEqual([]);
    await asked.getByRole('button', { name: 'Accept' }).click();
    await dialog.getByText('In force').waitFor();
  });

  it('a decrease says what it lowers, and holds only after the notice', async () => {
    await openAtBrand();
    const card = brand.getByRole('dialog').first();
    await card.getByRole('button', { name: 'Propose new terms' }).click();
    const dialog = brand.getByRole('dialog', { name: 'Propose new terms' });
    await dialog.getByLabel('Returning customers', { exact: true }).fill('5');
    await dialog.getByText(/It lowers something: it would hold 14 days after/).waitFor();
    expect(await faultsOf(brand, 'decrease')).toEqual([]);
    await dialog.getByRole('button', { name: 'Send proposal' }).click();
    await dialog.waitFor({ state: 'detached' });
    await contractsOf(creator);
    await creator.getByText('worse for you').waitFor();
    await creator.getByRole('button', { name: 'Accept' }).click();
    const asked = creator.getByRole('dialog');
    await asked.getByText('It lowers something, so it holds only after the notice.').waitFor();
    await asked.getByRole('button', { name: 'Accept' }).click();
    await creator.getByText('Holds later').waitFor();
    expect(await faultsOf(creator, 'scheduled')).toEqual([]);
    await creator.getByText('Version 2').waitFor();
    await creator.getByText('In force').waitFor();
  });

  it('declines with a reason, withdraws, and ends with what survives', async () => {
    await creator.getByRole('button', { name: 'Propose new terms' }).click();
    await creator.getByRole('dialog').getByLabel('New customers', { exact: true }).fill('30');
    await creator.getByRole('button', { name: 'Send proposal' }).click();
    await creator.getByText('Waits for the other side').waitFor();
    await openAtBrand();
    await brand.getByRole('button', { name: 'Decline' }).click();
    const declining = brand.getByRole('dialog', { name: 'Decline version 4?' });
    await declining.getByLabel('Reason (they read it)').fill('Too much for now');
    await declining.getByRole('button', { name: 'Decline' }).click();
    await declining.waitFor({ state: 'detached' });
    await contractsOf(creator);
    await creator.getByText(/^History/).click();
    await creator.getByText('Reason: Too much for now').waitFor();
    await creator.getByRole('button', { name: 'Propose new terms' }).click();
    const again = creator.getByRole('dialog');
    const share = again.getByLabel('New customers', { exact: true });
    expect(await share.inputValue()).toBe('20');
    await share.fill('91');
    await again.getByText('A share is a number like 15 or 12.5, at most 90.').waitFor();
    await again.getByRole('button', { name: 'Cancel' }).click();
    await creator.getByRole('button', { name: 'End contract' }).click();
    const ending = creator.getByRole('dialog');
    await ending.getByText(/Everything earned until now is paid/).waitFor();
    expect(await faultsOf(creator, 'end')).toEqual([]);
    await ending.getByLabel('Reason (the other side reads it)').fill('Moving on');
    await ending.getByRole('button', { name: 'End contract' }).click();
    await creator.getByText('Ended').first().waitFor();
    expect(errors.flat()).toEqual([]);
  });
});
