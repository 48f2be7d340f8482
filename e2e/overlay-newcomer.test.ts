import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type HubProcess, startEmptyHub } from './hub-process.ts';
import { violationsOf } from './look-over.ts';
import { openPage } from './people.ts';

let browser: Browser;
let hub: HubProcess;
let portal: Page;
let obs: Page;
const errors: string[][] = [];

beforeAll(async () => {
  [browser, hub] = await Promise.all([launchBrowser(), startEmptyHub()]);
  const [creator, source] = [
    await openPage(browser),
    await openPage(browser, { viewport: { width: 1920, height: 1080 } }),
  ];
  [portal, obs] = [creator.page, source.page];
  errors.push(creator.errors, source.errors);
});
afterAll(async () => {
  await browser?.close();
  await hub?.remove();
});

const button = (name: string | RegExp) => portal.getByRole('button', { name });
const onAir = (look: string) => obs.waitForSelector(`.stage${look}`, { state: 'attached' });
const saved = () => portal.getByText('Saved and on air').waitFor();

describe('a newcomer with a stream to dress', () => {
  it('gets from sign-up to a connected overlay in twelve actions at most', async () => {
    await portal.goto(`${hub.origin}/app/sign-in?tab=new`);
    let actions = 0;
    const act = async (action: Promise<unknown>) => {
      actions += 1;
      await action;
    };
    await act(portal.getByLabel('Your name').fill('Nela Stream'));
    await act(portal.getByLabel('E-mail').fill('nela@newcomers.test'));
    await act(portal.getByLabel('Password').fill('a long enough one'));
    await act(button('Create account').click());
    await act(button('Become a creator').click());
    await act(portal.getByRole('link', { name: 'Overlay', exact: true }).first().click());
    await act(button('Get the address').click());
    const address = await portal.getByText('Drag into OBS').locator('xpath=ancestor::a[1]');
    await act(obs.goto((await address.getAttribute('href')) ?? ''));
    await portal.getByText('Connected', { exact: true }).waitFor();
    expect(actions).toBeLessThanOrEqual(12);
  });

  it('sees a test on stream before there is any drop', async () => {
    await button('Units added').click();
    await obs.getByText('Test: new batch').waitFor();
    await portal.getByText('Played in the overlay').waitFor();
  });

  it('sees in the portal what OBS does with it', async () => {
    const places = portal.getByRole('heading', { name: 'Where it runs' }).locator('xpath=..');
    await places.getByText('Visible').waitFor();
    await obs.evaluate(() => {
      const detail = { active: true };
      dispatchEvent(new CustomEvent('obsSourceActiveChanged', { detail }));
    });
    await places.getByText('In the live scene').waitFor();
  });

  it('changes it on air at once, by keys alone, and back again', async () => {
    await button('Ticket').click();
    await onAir('[data-theme=ticket]');
    await button(/^Move the card/).focus();
    await portal.keyboard.press('Shift+ArrowRight');
    await portal.keyboard.press('ArrowUp');
    await onAir('[data-place="50 990"]');
    await portal.keyboard.press('Control+z');
    await onAir('[data-place="0 1000"]');
    await button('Undo').click();
    await onAir('[data-theme=board]');
    await portal.keyboard.press('Control+Shift+Z');
    await onAir('[data-theme=ticket]');
  });

  it('drags the card, which jumps onto edges and stays in the safe area', async () => {
    const card = await button(/^Move the card/).boundingBox();
    if (card === null) throw new Error('no card');
    await portal.mouse.move(card.x + 40, card.y + 40);
    await portal.mouse.down();
    await portal.mouse.move(card.x + 900, card.y - 900, { steps: 3 });
    await portal.mouse.up();
    await onAir('[data-place="1000 0"]');
    await saved();
  });

  it('is told when it could not be saved, and tries again', async () => {
    await portal.route('**/trpc/live.saveOptions*', (route) => route.abort());
    await portal.getByLabel('Countdown').uncheck();
    await portal.getByText('Not saved').waitFor();
    await portal.unroute('**/trpc/live.saveOptions*');
    await button('Try again').click();
    await onAir('[data-clock=false]');
    await saved();
    // The browser says so itself, once.
    errors[0]?.splice(0);
  });

  it('does not overwrite what another window has saved, and asks which of the two is right', async () => {
    const other = await portal.context().newPage();
    await other.goto(portal.url());
    const otherPrice = other.getByLabel('Price', { exact: true });
    await otherPrice.uncheck();
    await onAir('[data-price=false]');
    await portal.getByText('was changed in another window').waitFor();
    await portal.getByLabel('Countdown').check();
    await button('Show the newer one').click();
    await saved();
    expect(await portal.getByLabel('Price', { exact: true }).isChecked()).toBe(false);
    // What it replaced was only put back.
    await portal.keyboard.press('Control+z');
    await onAir('[data-price=true][data-clock=true]');
    await other.getByText('was changed in another window').waitFor();
    await other.getByRole('button', { name: 'Keep mine' }).click();
    await onAir('[data-price=false][data-clock=false]');
    await other.close();
    await portal.getByText('was changed in another window').waitFor();
    await button('Show the newer one').click();
    await saved();
  });

  it('is asked before leaving while another window has a newer one, and keeps theirs on top', async () => {
    const other = await portal.context().newPage();
    await other.goto(portal.url());
    await other.getByLabel('Stock', { exact: true }).uncheck();
    await onAir('[data-stock=false]');
    await other.close();
    const changed = () => portal.getByText('was changed in another window').first().waitFor();
    await changed();
    const price = portal.getByLabel('Price', { exact: true });
    const countdown = portal.getByLabel('Countdown');
    const [isPriced, isCounted] = [await price.isChecked(), await countdown.isChecked()];
    await price.click();
    await countdown.click();

    const dialog = portal.getByRole('dialog', { name: 'Leave without saving?' });
    const leave = () => portal.getByRole('link', { name: 'Earnings' }).first().click();
    await leave();
    await dialog.getByText('was changed in another window').waitFor();
    await dialog.getByRole('button', { name: 'Stay here' }).click();
    const asked = new Promise<string>((resolve) =>
      portal.once('dialog', async (question) => {
        resolve(question.type());
        await question.dismiss();
      }),
    );
    await portal.evaluate(() => setTimeout(() => location.reload(), 0));
    expect(await asked).toBe('beforeunload');
    expect(await price.isChecked()).toBe(!isPriced);

    await button('Keep mine').click();
    await saved();
    await onAir(`[data-stock=true][data-price=${!isPriced}][data-clock=${!isCounted}]`);
    await button('Undo').click();
    await onAir(`[data-stock=true][data-price=${!isPriced}][data-clock=${isCounted}]`);
    await button('Undo').click();
    await saved();
    await leave();
    await portal.getByRole('heading', { name: 'Earnings', level: 1 }).waitFor();
    await portal.goBack();
    await saved();
  });

  it('waits for the last save when they leave at once, and loses nothing that could not be made', async () => {
    const clock = portal.getByLabel('Countdown');
    const isCounted = await clock.isChecked();
    const leave = () => portal.getByRole('link', { name: 'Earnings' }).first().click();
    const isGone = () => portal.getByRole('heading', { name: 'Earnings', level: 1 }).waitFor();
    await clock.click();
    await leave();
    await isGone();
    await onAir(`[data-clock=${!isCounted}]`);
    await portal.goBack();
    await saved();
    expect(await clock.isChecked()).toBe(!isCounted);

    await portal.route('**/trpc/live.saveOptions*', (route) => route.abort());
    await clock.click();
    await leave();
    const dialog = portal.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByText('What you changed last is not saved.').waitFor();
    expect(await violationsOf(portal)).toEqual([]);
    await dialog.getByRole('button', { name: 'Leave anyway' }).click();
    await isGone();
    await portal.unroute('**/trpc/live.saveOptions*');
    await portal.goBack();
    await saved();
    expect(await clock.isChecked()).toBe(!isCounted);
    errors[0]?.splice(0);
  });

  it('works on a phone, without dragging', async () => {
    await portal.setViewportSize({ width: 390, height: 844 });
    await button('9:16').click();
    await button('Middle').click();
    await button('Move left').click();
    await onAir('[data-layout=portrait][data-place="490 500"]');
    expect(await violationsOf(portal)).toEqual([]);
    await portal.setViewportSize({ width: 1280, height: 900 });
  });

  it('has several, each with an address of its own', async () => {
    await portal.getByLabel('Name', { exact: true }).fill('Main scene');
    await saved();
    await button('Duplicate').click();
    const copy = portal.getByRole('link', { name: 'Main scene copy' });
    await copy.waitFor();
    await portal.getByText('Drag into OBS').waitFor();
    await portal.getByText('Not connected').waitFor();
    await button('Delete').click();
    await portal.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await copy.waitFor({ state: 'detached' });
    await portal.getByText('Connected', { exact: true }).waitFor();
    expect(errors.flat()).toEqual([]);
  });
});
