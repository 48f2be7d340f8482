// long: one stall from its pairing to its loss; each part goes on from where the one before left it.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DropDetail } from '../server/protocol/drops.ts';
import type { DeviceView, NewDevice } from '../server/protocol/popups.ts';
import { launchBrowser } from './browser.ts';
import { type ClaimShop, openClaimShop, openStallDrop } from './claim-shop.ts';
import { type HubProcess, startEmptyHub } from './hub-process.ts';
import { lookOver, violationsOf } from './look-over.ts';
import { ask, openPage, PHONE } from './people.ts';

describe('the counter of a pop-up, in a real browser', () => {
  let hub: HubProcess;
  let browser: Awaited<ReturnType<typeof launchBrowser>>;
  let shop: ClaimShop;
  let brand: Page;
  let drop: DropDetail;
  let till: BrowserContext;
  let counter: Page;

  beforeAll(async () => {
    [hub, browser] = await Promise.all([startEmptyHub(), launchBrowser()]);
    brand = (await openPage(browser)).page;
    const creator = (await openPage(browser)).page;
    shop = await openClaimShop({ brand, creator }, hub.origin);
    drop = await openStallDrop(brand, shop, { title: 'Moss at the market', units: 6 });
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.remove();
  });

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
  const mark = (page: Page, text: string) => page.locator('.mark', { hasText: text }).waitFor();

  /** Makes a code in the portal; it is shown large and can be read. */
  async function makeCode(name: string): Promise<string> {
    await brand.goto(`${shop.home}/popups`);
    await press(brand, 'Add a device');
    await brand.getByLabel('Name').fill(name);
    await press(brand, 'Make a code');
    await heading(brand, `Pair ${name}`).waitFor();
    expect(await faultsOf(brand)).toEqual([]);
    const code = await brand.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent();
    return code ?? '';
  }

  async function openCounter(context: BrowserContext, path = '/popup'): Promise<Page> {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${hub.origin}${path}`);
    return page;
  }

  async function lease(page: Page, units: number): Promise<void> {
    await press(page, 'Stock');
    for (let n = 1; n < units; n += 1) await press(page, 'One more');
    await press(page, `Lease ${units} more`);
    await page.locator('.facts', { hasText: `To sell${units}` }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await press(page, 'Sell');
  }

  async function sell(page: Page, how: string): Promise<void> {
    await press(page, /Studio Bra/);
    await page.getByRole('dialog').getByRole('button', { name: how }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
  }

  /** What is wrong with a page as it stands, for eyes and for whoever hears it. */
  const faultsOf = async (page: Page) => [...(await lookOver(page)), ...(await violationsOf(page))];

  /** What the drop page says to a viewer who opens it now. */
  async function dropPageSays(text: string): Promise<void> {
    const viewer = (await openPage(browser)).page;
    await viewer.goto(`${hub.origin}/d/${drop.slug}`);
    await viewer.getByText(text).first().waitFor({ timeout: 5_000 });
    await viewer.close();
  }

  it('is paired by the code of the portal, and leases units that nobody else can be given', async () => {
    const code = await makeCode('Till 1');
    till = (await openPage(browser, PHONE)).context;
    counter = await openCounter(till, `/popup#code=${code}`);
    expect(await counter.getByLabel('Pairing code').inputValue()).toBe(code);
    expect(counter.url()).not.toContain(code);
    await press(counter, 'Pair this device');
    await heading(counter, 'Till 1').waitFor();
    await brand.getByText('Paired. The device is ready.').waitFor();
    await lease(counter, 1);
    await dropPageSays('5 of 6 left');
  });

  it('gives back without a network what nobody bought, at once here and later at the hub', async () => {
    await till.setOffline(true);
    await mark(counter, 'Offline');
    await press(counter, 'Today');
    await press(counter, /^Close the day/);
    await press(counter, 'Give 1 back');
    await counter.getByText('Bring the device to a network before you put it away').waitFor();
    await press(counter, 'Sell');
    await counter.getByText('None leased: only queued').waitFor();
    await dropPageSays('5 of 6 left');
    await till.setOffline(false);
    await press(counter, 'Today');
    await counter.getByText('the day can be closed').waitFor();
    await dropPageSays('6 of 6 left');
    await lease(counter, 3);
    await dropPageSays('3 of 6 left');
  });

  it('opens without a network and sells out of its lease; beyond it a claim is only queued', async () => {
    await press(counter, 'Stock');
    await counter.getByText('This page opens without a network, too.').waitFor();
    await counter.close();
    await till.setOffline(true);
    counter = await openCounter(till);
    await mark(counter, 'Offline');
    await counter.getByText('3 to sell').waitFor();

    const article = counter.getByRole('button', { name: /Studio Bra/ });
    const place = await article.boundingBox();
    await sell(counter, 'Cash');
    await counter.getByText(/^Sold: 1 × Studio Bra/).waitFor();
    // It moves nothing under the finger, and is in reach wherever the page is scrolled to.
    expect(await article.boundingBox()).toEqual(place);
    const undo = await counter.getByRole('button', { name: /^Undo/ }).boundingBox();
    const bar = await counter.getByRole('navigation').boundingBox();
    expect(undo?.height).toBeGreaterThanOrEqual(56);
    expect((undo?.y ?? 0) + (undo?.height ?? 0)).toBeLessThan(bar?.y ?? 0);
    expect(undo?.y).toBeGreaterThan((bar?.y ?? 0) - 150);
    await press(counter, /^Undo/);
    await counter.getByText(/^Taken back: 1 × Studio Bra/).waitFor();
    await counter.getByText('3 to sell').waitFor();
    await mark(counter, 'All reported');
    await sell(counter, 'Cash');
    await sell(counter, 'Card');
    await counter.getByText('1 to sell').waitFor();
    await mark(counter, '2 not reported');
    expect(await faultsOf(counter)).toEqual([]);

    // The brand pauses, and the device cannot know.
    const { brandId } = shop;
    await ask(brand, 'drops.pause', { brandId, dropId: drop.id, reason: 'Counting.' });
    await sell(counter, 'Cash');
    await press(counter, /Studio Bra/);
    await counter.getByText('No unit is leased for it.').waitFor();
    expect(await counter.getByRole('button', { name: 'Cash' }).count()).toBe(0);
    expect(await faultsOf(counter)).toEqual([]);
    await press(counter, 'Queue the claim');
    await counter.getByText('Queued, not confirmed').waitFor();
    await mark(counter, '4 not reported');
    expect(await faultsOf(counter)).toEqual([]);
    await dropPageSays('Counting.');
  });

  it('keeps what it sold over a restart, and reports it in order when the network is back', async () => {
    await counter.close();
    counter = await openCounter(till);
    await mark(counter, '4 not reported');
    await press(counter, 'Today');
    expect(await counter.getByText('Sold, not reported yet').count()).toBe(3);
    await till.setOffline(false);
    await mark(counter, 'Online');
    await mark(counter, 'All reported');
    expect(await rowStates(counter)).toEqual([
      'Refused, not sold',
      'Sold, on record with an incident',
      'Sold, on record',
      'Sold, on record',
      'Taken back',
    ]);
    await counter.getByText('It was sold while the drop was paused.').waitFor();
    await counter.getByText('The drop is paused.').waitFor();
    const summary = await counter.locator('.summary').innerText();
    expect(summary.replace(/\s+/g, ' ')).toContain('Units sold 3 Card €54.00 Cash €108.00');
    expect(await faultsOf(counter)).toEqual([]);
    const { brandId } = shop;
    await ask(brand, 'drops.resume', { brandId, dropId: drop.id });
    await dropPageSays('3 of 6 left');
  });

  it('sells a queued claim once the hub holds it and the money was taken', async () => {
    await press(counter, 'Sell');
    await press(counter, 'Done');
    await expect
      .poll(() => counter.getByRole('button', { name: /Studio Bra/ }).isEnabled(), {
        timeout: 20_000,
      })
      .toBe(true);
    await press(counter, /Studio Bra/);
    await press(counter, 'Queue the claim');
    await counter.getByText(/^Held: take the money until/).waitFor();
    await dropPageSays('2 of 6 left');
    expect(await faultsOf(counter)).toEqual([]);
    await press(counter, 'Cash');
    await press(counter, 'Today');
    await counter.getByText('Sold, on record', { exact: true }).nth(2).waitFor();
    await mark(counter, 'All reported');
    await dropPageSays('2 of 6 left');
    // The next buyer has not paid yet.
    await press(counter, 'Sell');
    await press(counter, /Studio Bra/);
    await press(counter, 'Queue the claim');
    await counter.getByText(/^Held: take the money until/).waitFor();
  });

  it('shows the brand what did not go by the rules, to be settled with a note', async () => {
    await brand.goto(`${shop.home}/popups?tab=incidents`);
    await heading(brand, 'Queued claim refused').waitFor();
    const pause = brand.getByRole('listitem').filter({ hasText: 'Sold during a pause' });
    expect(await pause.innerText()).toMatch(/Moss at the market · Till 1[\s\S]*Paid\s+€54.00/);
    await pause.getByRole('button', { name: /^Settle/ }).click();
    await brand.getByLabel('What was done').fill('The buyer keeps it.');
    await brand.keyboard.press('Tab');
    await brand.keyboard.press('Tab');
    await brand.keyboard.press('Enter');
    await pause.waitFor({ state: 'detached' });
    await brand.getByRole('link', { name: 'Settled' }).click();
    await brand.getByText('The buyer keeps it.').waitFor();
    await brand.goto(`${shop.home}/popups?tab=leases`);
    const row = brand.getByRole('row', { name: /Studio Bra/ });
    expect((await row.innerText()).replace(/\s+/g, ' ')).toContain('Till 1 4 3 1 0');
  });

  it('sells the last leased unit in one of two tabs, however close both press', async () => {
    await lease(counter, 1);
    const other = await openCounter(till);
    await till.setOffline(true);
    await Promise.all([mark(counter, 'Offline'), mark(other, 'Offline')]);
    for (const page of [counter, other]) {
      await press(page, /Studio Bra/);
      await page.getByRole('dialog').getByRole('button', { name: 'Cash' }).waitFor();
    }
    const at = Date.now() + 500;
    await Promise.all([counter, other].map((page) => pressAt(page, 'Cash', at)));
    const refused = (page: Page) => page.getByText(/^Nothing was sold: the last leased unit/);
    const isRefused = async () => [await refused(counter).count(), await refused(other).count()];
    await expect.poll(async () => (await isRefused()).sort()).toEqual([0, 1]);
    for (const page of [counter, other]) await mark(page, '1 not reported');
    const loser = (await refused(other).count()) > 0 ? other : counter;
    await press(loser, 'Cancel');
    await loser.getByText('None leased: only queued').waitFor();
    await other.close();
  });

  it('says that it was revoked, keeps what is not reported, and reports it with a new code', async () => {
    await brand.goto(`${shop.home}/popups`);
    await press(brand, 'Revoke');
    await brand.getByRole('dialog').getByText('1 unit stay leased', { exact: false }).waitFor();
    await brand.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await brand.getByText('Silent with 1 unit leased', { exact: false }).waitFor();
    await till.setOffline(false);
    await heading(counter, 'This device was revoked').waitFor();
    expect(await counter.getByText(/^Held: take the money/).count()).toBe(0);
    await counter.getByText(/1 sale was not reported: do not clear this browser/).waitFor();

    expect(await faultsOf(counter)).toEqual([]);

    await brand.goto(`${shop.home}/popups?tab=leases`);
    await press(brand, /^Release Studio Bra/);
    await brand.getByText('An incident is always left', { exact: false }).waitFor();
    expect(await faultsOf(brand)).toEqual([]);
    await brand.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
    await brand.getByText('Released. An incident was left.').waitFor();

    await counter.getByLabel('Pairing code').fill(await makeCode('Till 2'));
    await press(counter, 'Pair this device');
    await heading(counter, 'Till 2').waitFor();
    await mark(counter, 'All reported');
    await dropPageSays('Sold out');
    await brand.goto(`${shop.home}/popups?tab=incidents`);
    await heading(brand, 'More than was leased').waitFor();
    await heading(brand, 'Lease released by a manager').waitFor();
  });

  it('keeps what it did for one brand from another whose code it is paired with', async () => {
    await till.setOffline(true);
    await mark(counter, 'Offline');
    await press(counter, /Studio Bra/);
    await press(counter, 'Queue the claim');
    await mark(counter, '1 not reported');
    const { brandId } = shop;
    const devices = await ask<DeviceView[]>(brand, 'popups.devices', { brandId });
    const deviceId = devices.find(({ name }) => name === 'Till 2')?.id;
    await ask(brand, 'popups.revokeDevice', { brandId, deviceId });
    await till.setOffline(false);
    await heading(counter, 'This device was revoked').waitFor();

    await counter.getByLabel('Pairing code').fill(await codeOfAnotherBrand());
    await press(counter, 'Pair this device');
    await heading(counter, 'Till of Mo').waitFor();
    await counter.getByText(/^1 sale was made here for Lou Label/).waitFor();
    await mark(counter, '1 not reported');
    expect(await faultsOf(counter)).toEqual([]);

    await press(counter, 'Enter its code');
    await counter.getByLabel('Pairing code').fill(await makeCode('Till 3'));
    await press(counter, 'Pair this device');
    await heading(counter, 'Till 3').waitFor();
    await mark(counter, 'All reported');
    await heading(counter, 'Not reported to another brand').waitFor({ state: 'detached' });
    await counter.getByText('Refused, not sold').waitFor();
  });

  it('goes on when the browser has closed its database, and never waits for a lost one', async () => {
    const page = await till.newPage();
    await page.addInitScript(() => {
      const { transaction } = IDBDatabase.prototype;
      IDBDatabase.prototype.transaction = function (...given) {
        Reflect.set(window, 'closeDatabase', () => this.close());
        return transaction.apply(this, given);
      };
    });
    await page.goto(`${hub.origin}/popup`);
    await heading(page, 'Till 3').waitFor();
    await page.evaluate(() => Reflect.get(window, 'closeDatabase')());
    await press(page, /Studio Bra/);
    await press(page, 'Queue the claim');
    await page.locator('dialog').waitFor({ state: 'detached', timeout: 5_000 });
    await page.getByText('Refused, not sold').nth(1).waitFor();

    await page.evaluate(() => {
      IDBObjectStore.prototype.add = () => {
        throw new DOMException('No room.', 'QuotaExceededError');
      };
    });
    await press(page, /Studio Bra/);
    await press(page, 'Queue the claim');
    await page.getByText(/^This device could not write it down/).waitFor({ timeout: 5_000 });
    expect(await page.getByRole('button', { name: 'Queue the claim' }).isEnabled()).toBe(true);
    await page.close();
  });

  it('says that it can read nothing, and goes on by itself when it can', async () => {
    const page = await till.newPage();
    await page.addInitScript(() => {
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = () => {
        throw new DOMException('Internal error.', 'UnknownError');
      };
      Reflect.set(window, 'mend', () => {
        IDBFactory.prototype.open = open;
      });
    });
    await page.goto(`${hub.origin}/popup`);
    await page.getByText(/^This device cannot read what it has kept/).waitFor({ timeout: 5_000 });
    expect(await faultsOf(page)).toEqual([]);
    await page.evaluate(() => Reflect.get(window, 'mend')());
    await heading(page, 'Till 3').waitFor();
    await page.close();
  });

  /** A second brand of the same people, with a place and a device there. */
  async function codeOfAnotherBrand(): Promise<string> {
    const own = { name: 'Mo Label', currency: 'eur', timeZone: 'Europe/Berlin' };
    const { id: brandId } = await ask<{ id: string }>(brand, 'accounts.createBrand', own);
    const place = await ask<{ id: string }>(brand, 'fulfilment.addLocation', {
      ...{ brandId, name: 'Mo’s shop', street: 'Weserstr. 2', postalCode: '12047' },
      ...{ city: 'Berlin', country: 'DE', hasPickUp: true, pickUpNote: '' },
    });
    const device = { brandId, locationId: place.id, name: 'Till of Mo' };
    return (await ask<NewDevice>(brand, 'popups.addDevice', device)).code;
  }
});

function rowStates(page: Page): Promise<string[]> {
  return page.locator('.row-state').allInnerTexts();
}

/** Presses at a moment by the clock that all tabs share. */
function pressAt(page: Page, name: string, at: number): Promise<void> {
  return page.evaluate(
    ([text, when]) =>
      new Promise<void>((resolve) => {
        const button = [...document.querySelectorAll<HTMLButtonElement>('dialog button')].find(
          (one) => one.textContent === text,
        );
        setTimeout(() => {
          button?.click();
          resolve();
        }, Number(when) - Date.now());
      }),
    [name, at] as const,
  );
}
