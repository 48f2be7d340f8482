import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('the browser of the tests', () => {
  it('draws text with the fonts that came with it', async () => {
    const page = await browser.newPage();
    await page.setContent('<span style="font:40px sans-serif">Drop</span>');
    const box = await page.locator('span').boundingBox();
    expect(box?.width).toBeGreaterThan(40);
    await page.close();
  });

  it('keeps the web security that a viewer has', async () => {
    const { args } = await browser
      .newBrowserCDPSession()
      .then((session) => session.send('Browser.getBrowserCommandLine'))
      .then(({ arguments: args }) => ({ args }))
      // Only a browser that was started for automation tells its command line.
      .catch(() => ({ args: [] as string[] }));
    expect(args).not.toContain('--disable-web-security');
  });
});
