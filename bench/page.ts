import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../e2e/browser.ts';
import { makeDropPage } from './page/make-drop-page.ts';
import { measureLoad, type Paint } from './page/measure-load.ts';

/**
 * How big the drop page is and how soon it is there on a slow phone with nothing in its cache, beside
 * a page of the same hub that is bare HTML: that one shows how fast this machine is. Medians of loads
 * that take turns. `--brief` only shows that it works.
 */
const LOADS = process.argv.includes('--brief') ? 1 : 7;

const page = await makeDropPage();
const browser = await launchBrowser();
const ours: Paint[] = [];
const bare: Paint[] = [];
// The first load of each compiles what renders it.
for (let load = 0; load <= LOADS; load += 1) {
  const pair = [await measureLoad(browser, page.bareUrl), await measureLoad(browser, page.url)];
  if (load > 0) {
    bare.push(...pair.slice(0, 1));
    ours.push(...pair.slice(1));
  }
}
await browser.close();
await page.close();

console.log(
  JSON.stringify({
    dropJsKb: gzipKb('dist/assets/drop-page', '.js'),
    dropCssKb: gzipKb('dist/assets/drop-page', '.css'),
    fcpMs: median(ours.map(({ fcpMs }) => fcpMs)),
    lcpMs: median(ours.map(({ lcpMs }) => lcpMs)),
    cls: median(ours.map(({ cls }) => cls)),
    referenceFcpMs: median(bare.map(({ fcpMs }) => fcpMs)),
    widgetKb: gzipKb('dist/embed', 'dropcast-widget.js'),
    overlayKb: gzipKb('dist/assets/stream', '.js'),
    portalFirstKb: portalFirstKb(),
    loads: LOADS,
    phone: '390 px, 1.6 Mb/s, 150 ms, CPU ÷ 4',
  }),
);

/** The script of the portal's first route: its entry and what that one loads at once. */
function portalFirstKb(): number {
  const html = readFileSync('dist/portal/index.html', 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\/?(?:app\/)?([^"]+\.js)"/g)];
  const bytes = files.reduce(
    (sum, [, file = '']) =>
      sum + gzipSync(readFileSync(join('dist/portal', file)), { level: 9 }).length,
    0,
  );
  return Number((bytes / 1_000).toFixed(1));
}

/** What a page loads of a folder; its service worker is for another day. */
function gzipKb(folder: string, end: string): number {
  const files = readdirSync(folder).filter(
    (file) => file.endsWith(end) && file !== 'service-worker.js',
  );
  const bytes = files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
    0,
  );
  return Number((bytes / 1_000).toFixed(1));
}

function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
