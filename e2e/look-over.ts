import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What every page keeps, whatever it shows: one sentence for each thing that is wrong with it. */
export async function lookOver(page: Page): Promise<string[]> {
  const { wide, headings, title, text } = await page.evaluate(() => ({
    // A phone's inner width grows with what is too wide.
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    headings: [...document.querySelectorAll('h1')].filter((one) => one.checkVisibility()).length,
    title: document.title.trim(),
    text: document.body.innerText,
  }));
  const faults: string[] = [];
  if (wide > 0) faults.push(`it scrolls sideways by ${wide} px`);
  if (headings !== 1) faults.push(`it has ${headings} h1`);
  if (title === '') faults.push('it has no title');
  const odd = /.{0,30}(\bundefined\b|\bNaN\b|\[object|\bInvalid Date\b).{0,30}/.exec(text);
  if (odd) faults.push(`it says "${odd[0]}"`);
  return faults;
}

/** How far a page scrolls sideways, in pixels. */
export function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

/** What axe finds, one sentence for each rule. The page's own policy stays in force. */
export async function violationsOf(page: Page, options: RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const found = await page.evaluate(
    async (given) => {
      const axe: { run(how: unknown): Promise<AxeResults> } = Reflect.get(window, 'axe');
      const { violations } = await axe.run(given);
      return violations.map(({ id, help, nodes }) => ({
        ...{ id, help },
        where: nodes.slice(0, 3).map((node) => `${node.target} ${node.any[0]?.message ?? ''}`),
      }));
    },
    { resultTypes: ['violations'], iframes: false, ...options } as RunOptions,
  );
  return found.map(({ id, help, where }) => `${id} (${help}): ${where.join(' | ')}`);
}

/** Waits until the page has said what it has to say: no skeleton, every picture there. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.readyState === 'complete' &&
      document.body.innerText.trim() !== '' &&
      document.querySelector('main [aria-busy=true]') === null &&
      [...document.images].every((image) => image.complete || image.loading === 'lazy'),
  );
}

/** Waits out what moves for a moment, such as a change of colours; what moves for ever may go on. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const brief = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.all(brief.map(({ finished }) => finished.catch(() => {})));
  });
}

/** Collects what the browser reports from now on; a refusal that belongs to the page is no error. */
export function hearErrors(page: Page, refused?: number): string[] {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(`it threw: ${message}`));
  page.on('console', (line) => {
    if (line.type() !== 'error') return;
    if (refused !== undefined && line.text().includes(`status of ${refused}`)) return;
    errors.push(`it complains: ${line.text()} ${line.location().url}`);
  });
  return errors;
}
