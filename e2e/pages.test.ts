import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import {
  BRAND_PAGES,
  CREATOR_PAGES,
  DROP_TABS,
  EMPTY_PAGES,
  type EveryPage,
  PORTAL_DOORS,
  VIEWER_PAGES,
} from './every-page.ts';
import { type HubProcess, startDemoHub, startEmptyHub } from './hub-process.ts';
import { atRest, hearErrors, lookOver, settled, sidewaysPx, violationsOf } from './look-over.ts';
import { openPage } from './people.ts';
import { CALM, type Stage, setStage } from './stage.ts';

let browser: Browser;
let hub: HubProcess;
let stage: Stage;

beforeAll(async () => {
  [browser, hub] = await Promise.all([launchBrowser(), startDemoHub()]);
  stage = await setStage(browser, hub.origin);
});
afterAll(async () => {
  await browser?.close();
  await hub?.remove();
});

describe('every page, with the demo', () => {
  it.each([...PORTAL_DOORS, ...CREATOR_PAGES, ...BRAND_PAGES, ...DROP_TABS, ...VIEWER_PAGES])(
    '$name is sound on desk and phone, light and dark',
    async (one) => {
      const { creator, brand, viewer, origin } = stage;
      const who = { creator, brand, viewer, newcomer: viewer }[one.as];
      expect(await faultsOf(who, { one, origin })).toEqual([]);
    },
  );

  it('the overlay is a picture with a title, and says nothing odd', async () => {
    const page = await stage.viewer.newPage();
    const errors = hearErrors(page);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.goto(hub.origin + stage.at.overlay);
    await page.locator('.units').waitFor();
    const rules = Object.fromEntries(
      ['page-has-heading-one', 'landmark-one-main', 'region'].map((id) => [id, { enabled: false }]),
    );
    const faults = [...(await lookOver(page)), ...(await violationsOf(page, { rules }))];
    expect([...faults, ...errors]).toEqual(['it has 0 h1']);
    await page.close();
  });
});

describe('every page, with nothing in it', () => {
  let empty: HubProcess;
  let newcomer: BrowserContext;
  let stranger: BrowserContext;
  let onTheWay: string[];
  beforeAll(async () => {
    empty = await startEmptyHub();
    [newcomer, stranger] = await Promise.all([browser.newContext(CALM), browser.newContext(CALM)]);
    onTheWay = await settleIn(newcomer, empty.origin);
  });
  afterAll(async () => {
    await empty?.remove();
  });

  it('takes a newcomer from sign-up to both workspaces without a fault', () => {
    expect(onTheWay).toEqual([]);
  });

  it.each(EMPTY_PAGES)('$name is sound on desk and phone, light and dark', async (one) => {
    const who = one.as === 'newcomer' ? newcomer : stranger;
    expect(await faultsOf(who, { one, origin: empty.origin })).toEqual([]);
  });
});

describe('with the keyboard alone', () => {
  it('a viewer claims a unit and pays for it', async () => {
    const { page, context } = await openPage(browser, CALM);
    await page.goto(stage.at.links.open);
    // A drop may ask for something first; its button leads to the field.
    if ((await tabTo(page, /^(Claim for|Fill in)/)).startsWith('Fill in')) {
      await page.keyboard.press('Enter');
      await page.keyboard.type('Ana');
      await tabTo(page, /^Claim for/);
    }
    await page.keyboard.press('Enter');
    await page.getByText('Held for you').waitFor();
    await tabTo(page, /^Pay/);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.origin === new URL(stage.at.payment).origin);
    await page.getByText('no real money moves').waitFor();
    await tabTo(page, /^Succeeds/);
    await page.keyboard.press('Enter');
    // Where something is missing yet.
    expect(await focused(page)).toBe('Email');
    await page.keyboard.type('keys.alone@shoppers.test');
    await tabTo(page, /^Pay €/);
    await page.keyboard.press('Space');
    await page.getByText('Paid. It is yours').waitFor();
    await context.close();
  });

  it('a creator signs in and opens an earning', async () => {
    const { page, context } = await openPage(browser, CALM);
    await page.goto(`${hub.origin}/app/`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await tabTo(page, /^E-mail/);
    await page.keyboard.type('mira@creators.test');
    await tabTo(page, /^Password/);
    await page.keyboard.type('dropcast-demo');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Hello/ }).waitFor();
    await tabTo(page, /^Earnings/);
    await page.keyboard.press('Enter');
    await page
      .getByText(/^Order \d+/)
      .first()
      .waitFor();
    await tabTo(page, /^Order \d+/);
    await page.keyboard.press('Enter');
    await page.getByText('% of €').first().waitFor();
    await context.close();
  });

  it('a creator goes from row to row, to another page, into its search and to the list of keys', async () => {
    const page = await stage.creator.newPage();
    await page.goto(`${hub.origin}/app/creator/earnings`);
    const rows = page.locator('li[data-row] details');
    await rows.first().waitFor();
    const { keyboard } = page;
    for (const key of ['j', 'j', 'k', 'j', 'Enter']) await keyboard.press(key);
    const open = () => rows.evaluateAll((all) => all.map((one) => one.matches('[open]')));
    expect((await open()).indexOf(true)).toBe(1);
    expect((await open()).lastIndexOf(true)).toBe(1);

    await keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Go to…' }).waitFor();
    await keyboard.type('links');
    await keyboard.press('Enter');
    const search = page.getByRole('searchbox');
    await search.waitFor();
    await keyboard.press('/');
    // A slash that is typed into a field is a slash.
    await keyboard.type('j/?');
    expect(await search.inputValue()).toBe('j/?');
    await page.close();
  });
});

describe('the list of earnings', () => {
  it('says why it is not there, and comes when it is asked again', async () => {
    const page = await stage.creator.newPage();
    const asksForThem = /\/trpc\/.*payouts\.earnings/;
    await page.route(asksForThem, (route) => route.abort());
    await page.goto(`${hub.origin}/app/creator/earnings`);
    await page.getByText('The hub cannot be reached right now.').first().waitFor();
    await page.unroute(asksForThem);
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page
      .getByText(/^Order \d+/)
      .first()
      .waitFor();
    await page.close();
  });

  it('says among how many it found none in a state, as long as there are more', async () => {
    const page = await stage.creator.newPage();
    await page.goto(`${hub.origin}/app/creator/earnings?only=failed`);
    await page.getByText('None of your newest 25 lines is in this state.').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('None of your newest 50 lines is in this state.').waitFor();
    await page.close();
  });
});

/** Signs up by hand and opens a brand and a creator profile; what was wrong on the way. */
async function settleIn(newcomer: BrowserContext, origin: string): Promise<string[]> {
  const page = await newcomer.newPage();
  const errors = hearErrors(page, 401);
  await page.goto(`${origin}/app/`);
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Your name').fill('Quiet Person');
  await page.getByLabel('E-mail').fill('quiet.person@newcomers.test');
  await page.getByLabel('Password').fill('a long enough one');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'What brings you here?' }).waitFor();
  await page.getByRole('button', { name: 'Create a brand' }).waitFor();
  const welcome = [...(await lookOver(page)), ...(await violationsOf(page))];
  await page.getByLabel('Name of the brand').fill('Quiet Label');
  await page.getByRole('button', { name: 'Create a brand' }).click();
  await page.waitForURL(`${origin}/app/brands/quiet-label`);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await page.goto(`${origin}/app/welcome`);
  await page.getByRole('button', { name: 'Become a creator' }).click();
  await page.getByRole('heading', { name: 'Hello, Quiet Person' }).waitFor();
  await page.close();
  return [...welcome, ...errors];
}

/** Opens a page once and looks at it in every size and colour; all that is wrong with it. */
async function faultsOf(
  who: BrowserContext,
  { one, origin }: { one: EveryPage; origin: string },
): Promise<string[]> {
  const page = await who.newPage();
  try {
    const errors = hearErrors(page, one.refused);
    await page.goto(new URL(one.at(stage.at), origin).href);
    await page.getByText(one.says).first().waitFor();
    await settled(page);
    const onDesk = [...(await lookOver(page)), ...(await violationsOf(page))];
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    await atRest(page);
    const onPhone = [...(await lookOver(page)), ...(await violationsOf(page))];
    await page.setViewportSize({ width: 320, height: 700 });
    const overflowPx = await sidewaysPx(page);
    return [
      ...onDesk.map((fault) => `at 1280, light: ${fault}`),
      ...onPhone.map((fault) => `at 390, dark: ${fault}`),
      ...(overflowPx > 0 ? [`at 320: it scrolls sideways by ${overflowPx} px`] : []),
      ...errors,
    ];
  } finally {
    await page.close();
  }
}

/** What the element with the focus is called. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const label = element instanceof HTMLInputElement ? element.labels?.[0] : element;
    return label?.textContent?.trim() ?? '';
  });
}

/** Presses Tab until what has the focus is called so, answers its words, and sees to it that one sees where it is. */
async function tabTo(page: Page, name: RegExp): Promise<string> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const { text, isSeen } = await page.evaluate(() => {
      const element = document.activeElement ?? document.body;
      // After the last stop the focus is nowhere, once, before it starts again at the top.
      if (element === document.body) return { text: '(the top)', isSeen: true };
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : element;
      return {
        text: label?.textContent?.trim() ?? '',
        isSeen: getComputedStyle(element).outlineStyle !== 'none',
      };
    });
    expect(isSeen, `the focus shows on "${text}"`).toBe(true);
    if (name.test(text)) return text;
    passed.push(text.slice(0, 30));
  }
  throw new Error(`Tab never came to ${name}, but to: ${passed.join(' → ')}`);
}
