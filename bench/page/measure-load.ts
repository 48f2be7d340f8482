import type { Browser, Page } from 'playwright-core';

/** When the first and the largest thing were drawn, and how much moved. */
export type Paint = { fcpMs: number; lcpMs: number; cls: number };

/** 1.6 Mb/s down, 750 kb/s up. */
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 93_750,
};
const CPU_SLOWER = 4;
/** After this long without news the largest thing is there. */
const QUIET_MS = 1_500;

/** Loads a page once as a slow phone does that has never seen it. */
export async function measureLoad(browser: Browser, url: string): Promise<Paint> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER });
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForTimeout(QUIET_MS);
  const paints = await entriesOf(page, 'paint');
  const largest = await entriesOf(page, 'largest-contentful-paint');
  const shifts = await entriesOf(page, 'layout-shift');
  await context.close();
  const fcp = paints.find(({ name }) => name === 'first-contentful-paint')?.startTime ?? 0;
  return {
    fcpMs: Math.round(fcp),
    lcpMs: Math.round(largest.at(-1)?.startTime ?? 0),
    cls: Number(shifts.reduce((sum, { value }) => sum + value, 0).toFixed(4)),
  };
}

type Entry = { name: string; startTime: number; value: number };

/** What the browser has written down of one type; nothing after a moment: there was none. */
function entriesOf(page: Page, type: string): Promise<Entry[]> {
  return page.evaluate(
    (wanted) =>
      new Promise<Entry[]>((resolve) => {
        new PerformanceObserver((list) => {
          resolve(list.getEntries().map((one) => ({ value: 0, ...one.toJSON() }) as Entry));
        }).observe({ type: wanted, buffered: true });
        setTimeout(resolve, 300, []);
      }),
    type,
  );
}
