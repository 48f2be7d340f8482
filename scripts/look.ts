import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../e2e/browser.ts';

/**
 * Takes the four pictures that every page is judged by: phone and desktop, light and dark, full
 * page. Usage:
 * `npx tsx scripts/look.ts URL --out DIR [--name NAME] [--cookie name=value]… [--storage FILE] [--wait MS]`
 * (`--storage` is a Playwright storage state: a signed-in session saved earlier.)
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'screenshots' },
    name: { type: 'string', default: 'page' },
    cookie: { type: 'string', multiple: true, default: [] },
    storage: { type: 'string' },
    wait: { type: 'string', default: '500' },
  },
});
const [url] = positionals;
if (url === undefined) {
  console.error('Name the page: npx tsx scripts/look.ts http://127.0.0.1:4870/ --out DIR');
  process.exit(2);
}
await mkdir(values.out, { recursive: true });

const browser = await launchBrowser();
try {
  for (const width of [390, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const file = join(values.out, `${values.name}-${width}-${colorScheme}.png`);
      await picture({ url, width, colorScheme, file });
      console.log(file);
    }
  }
} finally {
  await browser.close();
}

async function picture(view: {
  url: string;
  width: number;
  colorScheme: 'light' | 'dark';
  file: string;
}) {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.width < 600 ? 844 : 800 },
    colorScheme: view.colorScheme,
    isMobile: view.width < 600,
    hasTouch: view.width < 600,
    ...(values.storage === undefined ? {} : { storageState: values.storage }),
  });
  await context.addCookies(values.cookie.map((pair) => asCookie(pair, view.url)));
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`page error: ${error.message}`));
  page.on('console', (line) => {
    if (line.type() === 'error') console.error(`console error: ${line.text()}`);
  });
  const answer = await page.goto(view.url, { waitUntil: 'load' });
  if (answer !== null && answer.status() >= 400) console.error(`answered ${answer.status()}`);
  await page.waitForTimeout(Number(values.wait));
  await page.screenshot({ path: view.file, fullPage: true });
  await context.close();
}

function asCookie(pair: string, url: string) {
  const at = pair.indexOf('=');
  return { name: pair.slice(0, at), value: pair.slice(at + 1), url: new URL(url).origin };
}
