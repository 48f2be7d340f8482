import { setTimeout as pause } from 'node:timers/promises';
import { launchBrowser } from '../e2e/browser.ts';
import { claimOne } from '../server/test/shop.ts';
import { openScreens } from './screens/open-screens.ts';
import { startBareScreen } from './screens/start-bare-screen.ts';
import { whenDrawn } from './screens/when-drawn.ts';

/**
 * How long after a claim was committed each screen of a drop shows one unit less, in one real browser:
 * the overlay, the drop page, and the widget in a page of another site. The reference is a bare page
 * that writes what a bare `ws` sends it, in the same browser at the same moments. `--brief` only shows
 * that it works.
 */
const CHANGES = process.argv.includes('--brief') ? 3 : 100;
/** Longer than the channel holds a state back, so that each change meets a channel at rest. */
const APART_MS = 250;

const browser = await launchBrowser();
const [hub, bare] = [
  await openScreens(browser, { units: CHANGES + 2 }),
  await startBareScreen(browser),
];
const screens = { ...hub.screens, reference: bare.screen };
const tookMs: Record<string, number[]> = {};

// The first change compiles what draws it.
for (let change = 0; change <= CHANGES; change += 1) {
  const left = hub.units - change - 1;
  const drawn = Object.entries(screens).map(
    async ([name, screen]) => [name, await whenDrawn(screen, left)] as const,
  );
  // Until all of them look.
  await pause(APART_MS);
  await claimOne(hub.app.hub, hub.shop);
  const committedAt = performance.timeOrigin + performance.now();
  bare.send(left);
  for (const [name, at] of await Promise.all(drawn)) {
    if (change > 0) tookMs[name] = [...(tookMs[name] ?? []), at - committedAt];
  }
}

await browser.close();
await Promise.all([hub.close(), bare.close()]);

const figures = Object.entries(tookMs).flatMap(([name, times]) => [
  [`${name}P50Ms`, quantile(times, 0.5)],
  [`${name}P99Ms`, quantile(times, 0.99)],
]);
console.log(JSON.stringify({ changes: CHANGES, ...Object.fromEntries(figures) }));

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN);
}
