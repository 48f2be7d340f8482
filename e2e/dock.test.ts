import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DropDetail, DropSummary, PublicDropView } from '../server/protocol/drops.ts';
import { launchBrowser } from './browser.ts';
import { type ClaimShop, openClaimShop, openStallDrop } from './claim-shop.ts';
import { type HubProcess, startEmptyHub } from './hub-process.ts';
import { lookOver, violationsOf } from './look-over.ts';
import { allowSleep, sleep, watchSeconds } from './overlay-clock.ts';
import { ask, openPage, PHONE } from './people.ts';

const HOUR_MS = 3_600_000;
const DOCK = { viewport: { width: 300, height: 400 } };

describe('the dock, in a real browser', () => {
  let hub: HubProcess;
  let browser: Awaited<ReturnType<typeof launchBrowser>>;
  let shop: ClaimShop;
  let drop: DropDetail;
  let brand: Page;
  let creator: Page;
  let dock: Page;
  let viewer: Page;
  let overlay: Page;

  beforeAll(async () => {
    [hub, browser] = await Promise.all([startEmptyHub(), launchBrowser()]);
    brand = (await openPage(browser)).page;
    creator = (await openPage(browser)).page;
    shop = await openClaimShop({ brand, creator }, hub.origin);
    drop = await openStallDrop(brand, shop, { title: 'Moss on air', units: 6 });
    dock = (await openPage(browser, DOCK)).page;
    viewer = (await openPage(browser, PHONE)).page;
    overlay = (await openPage(browser, { viewport: { width: 1920, height: 1080 } })).page;
    for (const page of [dock, viewer, overlay, creator, brand]) page.setDefaultTimeout(15_000);
    for (const page of [dock, viewer]) await allowSleep(page);
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.remove();
  });

  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
  const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
  /** What is wrong with a page as it stands, for eyes and for whoever hears it. */
  const faultsOf = async (page: Page) => [...(await lookOver(page)), ...(await violationsOf(page))];

  /** Holds a button by its key until the dock has said that it is done. */
  async function hold(page: Page, name: string | RegExp, done: string): Promise<void> {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.down('Enter');
    await page.locator('.said', { hasText: done }).waitFor();
    await page.keyboard.up('Enter');
  }

  it('is signed in by a code that its creator types in the portal', async () => {
    await dock.goto(`${hub.origin}/dock`);
    const code = (await dock.locator('.code').textContent())?.replace('Code: ', '') ?? '';
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(await faultsOf(dock)).toEqual([]);
    await creator.goto(`${hub.origin}/app/dock`);
    await creator.getByLabel('Code on the dock').fill(code.toLowerCase());
    await creator.getByLabel('Name').fill('OBS in the studio');
    await press(creator, 'Sign it in');
    await says(creator, 'Signed in. The dock opens by itself.');
    await dock.getByRole('heading', { name: 'Moss on air' }).waitFor();
    await says(dock, 'Overlay not connected');
    expect(await faultsOf(dock)).toEqual([]);
    expect(await faultsOf(creator)).toEqual([]);
  });

  it('pauses when its button is held, not when it is pressed; page and overlay say so', async () => {
    await Promise.all([viewer.goto(`${hub.origin}/d/${drop.slug}`), overlay.goto(shop.overlay)]);
    await overlay.locator('.units', { hasText: '6' }).waitFor();
    await says(dock, 'Overlay connected');
    await press(dock, 'Hold to pause');
    await hold(dock, 'Hold to pause', 'Paused. Nobody can claim.');
    await says(viewer, 'Back in a moment');
    await overlay.locator('.phase', { hasText: 'Paused' }).waitFor();
    await press(dock, 'Go on');
    await overlay.locator('.phase', { hasText: /Live|Almost/ }).waitFor();
  });

  it('releases what the brand allotted to the creator, and no unit more', async () => {
    expect(await dock.getByRole('heading', { name: 'Release units' }).count()).toBe(0);
    await brand.goto(`${shop.home}/drops/${drop.id}?tab=creators`);
    await brand.getByLabel('Units to release').fill('15');
    await press(brand, 'Save');
    await says(brand, 'Saved for Lia Live.');
    expect(await faultsOf(brand)).toEqual([]);
    await says(dock, '15 of 15 left to release');
    await press(dock, 'Release 10');
    await says(dock, '10 released.');
    await overlay.locator('.units', { hasText: '16' }).waitFor();
    await press(dock, 'Release 10');
    await says(dock, 'This is more than the brand has allotted to you in this drop.');
    await overlay.locator('.units', { hasText: '16' }).waitFor();
    expect(await faultsOf(dock)).toEqual([]);
  });

  it('puts a question of a phone on air, and its answer on the page', async () => {
    await viewer.getByLabel('Ask the creator').fill('Does the M run small?');
    await press(viewer, 'Ask');
    await says(viewer, 'Waits for an answer. Only you see it.');
    await viewer.getByLabel('Ask the creator').fill('Fuck this, www.spam.example');
    await press(viewer, 'Ask');
    await says(viewer, 'A person looks at it first. Only you see it.');
    expect(await faultsOf(viewer)).toEqual([]);
    await press(dock, 'Q&A (2)');
    await says(dock, 'Held back (1)');
    expect(await faultsOf(dock)).toEqual([]);
    const question = dock.locator('li', { hasText: 'Does the M run small?' });
    await question.getByRole('button', { name: 'Pin' }).click();
    await overlay.locator('.question', { hasText: 'Does the M run small?' }).waitFor();
    await says(viewer, 'On air now · a viewer asks');
    await question.getByRole('button', { name: 'Write' }).click();
    await question.getByLabel('Answer, for everybody').fill('Take one size up.');
    await question.getByRole('button', { name: 'Answer', exact: true }).click();
    await says(viewer, 'Take one size up.');
    await question.getByRole('button', { name: 'Unpin' }).click();
    await overlay.locator('.question:empty').waitFor({ state: 'attached' });
    await viewer.getByRole('list', { name: 'Answered' }).getByText('Take one size up.').waitFor();
    expect(await faultsOf(viewer)).toEqual([]);
  });

  it('pins an article: it is named on the overlay and stands on the page', async () => {
    await press(dock, 'Pin');
    await press(dock, 'Pin Studio Bra · Moss / M');
    await overlay.locator('.pinned', { hasText: 'Studio Bra · Moss / M' }).waitFor();
    expect(await faultsOf(dock)).toEqual([]);
  });

  it('plays a test on the overlay that takes no unit and says nothing to viewers', async () => {
    await press(dock, 'Steer');
    const { version, stock } = await ask<PublicDropView>(viewer, 'viewer.drop', {
      slug: drop.slug,
    });
    await press(dock, 'Test the overlay');
    await says(dock, 'Played on the overlay.');
    await overlay.locator('[data-banner=true] .banner', { hasText: 'Test: this works' }).waitFor();
    expect(await overlay.locator('.units').textContent()).toBe(`${stock.available}`);
    const after = await ask<PublicDropView>(viewer, 'viewer.drop', { slug: drop.slug });
    expect(after).toMatchObject({ stock, version: version + 1 });
  });

  it('starts before its time, extends and ends what the brand lets it', async () => {
    const later = await openStallDrop(brand, shop, {
      title: 'Fern later',
      units: 3,
      inMs: HOUR_MS,
    });
    const [{ contractId } = { contractId: '' }] = later.gates;
    const rights = { mayPause: true, mayStart: true, mayEnd: true, releaseUnits: 0 };
    const grant = { ...rights, extendMinutes: 15 };
    const which = { brandId: shop.brandId, dropId: later.id, contractId };
    await ask(brand, 'dock.saveGrant', { ...which, ...grant });
    const chosen = dock.getByRole('combobox', { name: 'Drop' });
    await chosen.selectOption({ label: 'Fern later · Scheduled' });
    await dock.getByRole('heading', { name: 'Fern later' }).waitFor();
    expect(await faultsOf(dock)).toEqual([]);
    await hold(dock, 'Hold to start now', 'Started. The drop is live.');
    await overlay.locator('.title', { hasText: 'Fern later' }).waitFor();
    await press(dock, '+5 min');
    await says(dock, 'Extended by 5 min.');
    await says(dock, '10 of 15 min left.');
    expect(await dock.getByRole('button', { name: '+15 min' }).isDisabled()).toBe(true);
    const [now] = await ask<DropSummary[]>(brand, 'drops.list', { brandId: shop.brandId });
    expect(now).toMatchObject({ id: later.id, phase: 'live', endsAt: later.endsAt + 5 * 60_000 });
    await hold(dock, 'Hold to end the drop', 'Ended. Units on hold may still be paid for.');
    await says(dock, 'There is nothing left to steer.');
    expect(await faultsOf(dock)).toEqual([]);
    await overlay.locator('.title', { hasText: 'Moss on air' }).waitFor();
    await chosen.selectOption({ label: 'Moss on air · Live' });
    await dock.getByRole('heading', { name: 'Moss on air' }).waitFor();
    await press(dock, 'Pin');
  });

  it('counts right again at once after its computer slept, as the page does', async () => {
    const toEnd = dock.locator('.fact', { hasText: 'to end' }).locator('dd');
    for (const [page, countdown] of [
      [dock, toEnd],
      [viewer, viewer.locator('.state-line .countdown')],
    ] as const) {
      await sleep(page, 4_000);
      expect(await watchSeconds(countdown, drop.endsAt)).toEqual({ wrong: [], about: [] });
    }
  });

  it('says that it is offline, and is dark when it is signed out', async () => {
    await dock.context().setOffline(true);
    await says(dock, 'No connection to the hub.');
    expect(await dock.getByRole('button', { name: /^Unpin/ }).isDisabled()).toBe(true);
    await dock.context().setOffline(false);
    await dock.getByRole('button', { name: /^Unpin/, disabled: false }).waitFor();
    await press(creator, 'Sign out OBS in the studio');
    await creator.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await says(dock, 'This dock was signed out in the portal.');
  });

  it('keeps no key of an address that the hub does not know, says why, and finds its own again', async () => {
    const address = (key: string) => `${hub.origin}/dock#key=${key}`;
    const openAt = async (key: string) => {
      await dock.goto('about:blank');
      await dock.goto(address(key));
    };
    const kept = () => dock.evaluate(() => localStorage.getItem('dropcast.dock'));
    const { url } = await ask<{ url: string }>(creator, 'dock.open', { name: 'Here' });
    const key = url.split('key=')[1] ?? '';
    await openAt(key);
    await dock.getByRole('heading', { name: 'Moss on air' }).waitFor();
    expect(dock.url()).toBe(`${hub.origin}/dock`);
    const own = await kept();
    expect(own).toContain(key);
    for (const strange of ['k'.repeat(43), 'no-key']) {
      await openAt(strange);
      await says(dock, 'The hub knows no dock with the key of this address.');
      expect(await kept()).toBe(own);
    }
    expect(await faultsOf(dock)).toEqual([]);
    await press(dock, 'Open the dock of this browser');
    await dock.getByRole('heading', { name: 'Moss on air' }).waitFor();

    const { url: another } = await ask<{ url: string }>(creator, 'dock.open', { name: 'There' });
    await openAt(another.split('key=')[1] ?? '');
    await says(dock, 'This browser has the dock Here of');
    expect(await kept()).toBe(own);
    expect(await faultsOf(dock)).toEqual([]);
    await press(dock, 'Keep Here');
    await dock.getByRole('heading', { name: 'Moss on air' }).waitFor();
    expect(await kept()).toBe(own);

    const docks = await ask<{ id: string; name: string }[]>(creator, 'dock.list');
    const dockId = docks.find(({ name }) => name === 'Here')?.id;
    await ask(creator, 'dock.revoke', { dockId });
    await says(dock, 'This dock was signed out in the portal.');
    await openAt(key);
    await says(dock, 'This dock was signed out in the portal.');
    expect(await kept()).toBeNull();
    await press(dock, 'Get a new code');
    await dock.locator('.code').waitFor();
  });

  it('leaves for the brand who did what, and what was asked', async () => {
    await brand.goto(`${shop.home}/drops/${drop.id}?tab=activity`);
    for (const text of [
      'Put a question on air',
      '+10 Studio Bra · Moss / M',
      /OBS in the studio/,
    ]) {
      await says(brand, text);
    }
    await press(brand, 'Hide “Does the M run small?”');
    await brand.getByRole('button', { name: 'Show again: “Does the M run small?”' }).waitFor();
    expect(await faultsOf(brand)).toEqual([]);
    await viewer.getByText('Take one size up.').waitFor({ state: 'detached' });
  });
});
