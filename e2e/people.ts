import type { Browser, BrowserContext, Page } from 'playwright-core';

const DESK = { width: 1280, height: 900 };
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** A page in a browser of its own, that keeps every error the browser reports. */
export async function openPage(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = { viewport: DESK },
): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    // Asking who is signed in, when nobody is, is not an error.
    const isExpected = message.text().includes('401');
    if (message.type() === 'error' && !isExpected) errors.push(`${page.url()}: ${message.text()}`);
  });
  return { page, context, errors };
}

/** Signs in with the demo button of this name. */
export async function signInAs(page: Page, origin: string, name: RegExp): Promise<void> {
  await page.goto(`${origin}/app/`);
  await page.getByRole('button', { name }).click();
  await page.getByRole('navigation').first().waitFor();
}

/** Asks a procedure as the person of this page does, for what no screen shows as plain text. */
export function ask<T>(page: Page, path: string, input?: object): Promise<T> {
  return page.evaluate(
    async ([url, body]) => {
      const options = { method: 'POST', headers: { 'content-type': 'application/json' } };
      const response = await fetch(url as string, { ...options, body: body as string });
      const answer = await response.json();
      if (!response.ok) throw new Error(`${url}: ${answer.error?.message}`);
      return answer.result.data;
    },
    [`/trpc/${path}`, JSON.stringify(input ?? {})],
  ) as Promise<T>;
}
