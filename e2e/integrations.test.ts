import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrandView } from '../server/protocol/accounts.ts';
import { launchBrowser } from './browser.ts';
import { signUp } from './claim-shop.ts';
import { type HubProcess, startEmptyHub } from './hub-process.ts';
import { ask, openPage } from './people.ts';

type Received = { headers: Record<string, string>; body: string };

describe('a brand’s own programs, set up in a real browser', () => {
  let hub: HubProcess;
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let home: string;
  let receiver: Server;
  const received: Received[] = [];

  beforeAll(async () => {
    process.env.WEBHOOKS_TO_LOOPBACK = 'true';
    [hub, browser] = await Promise.all([startEmptyHub(), launchBrowser()]);
    receiver = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      received.push({ headers: request.headers as Record<string, string>, body });
      response.end('taken');
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const opened = await openPage(browser);
    page = opened.page;
    errors = opened.errors;
    page.setDefaultTimeout(20_000);
    await signUp(page, hub.origin, 'Pia Program');
    const own = { name: 'Pia Program', currency: 'eur', timeZone: 'Europe/Berlin' };
    const { slug } = await ask<BrandView>(page, 'accounts.createBrand', own);
    home = `${hub.origin}/app/brands/${slug}/integrations`;
  });
  afterAll(async () => {
    delete process.env.WEBHOOKS_TO_LOOPBACK;
    await browser?.close();
    await hub?.remove();
    receiver?.closeAllConnections();
    receiver?.close();
  });

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const shownSecret = async () => (await page.locator('dialog p.font-mono').innerText()).trim();

  it('get a key that is shown once, works at once, and is refused once it is revoked', async () => {
    await page.goto(home);
    await press('New key');
    const dialog = page.locator('dialog');
    await dialog.getByLabel('What uses it?').fill('Online shop');
    await dialog.getByLabel('Mode').selectOption('live');
    await dialog.getByRole('button', { name: 'New key' }).click();
    const key = await shownSecret();
    await press('I have copied it');
    const call = () =>
      fetch(`${hub.origin}/v1/me`, { headers: { authorization: `Bearer ${key}` } });
    expect(await (await call()).json()).toMatchObject({ brand: { name: 'Pia Program' } });
    await page.reload();
    await page.getByText('Online shop').waitFor();
    expect(await page.content()).not.toContain(key);
    await press('Revoke');
    await page.locator('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Key revoked').waitFor();
    expect((await call()).status).toBe(401);
  });

  it('are told by a signed webhook, whose log shows it and sends it again', async () => {
    await page.goto(`${home}?tab=webhooks`);
    await press('New endpoint');
    const dialog = page.locator('dialog');
    const { port } = receiver.address() as AddressInfo;
    await dialog.getByLabel('Address').fill(`http://127.0.0.1:${port}/hook`);
    await dialog.getByRole('button', { name: 'New endpoint' }).click();
    const secret = await shownSecret();
    await press('I have copied it');
    await press('Send a test');
    await press('Log');
    await page.locator('dialog').getByText('Delivered').first().waitFor();
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'test.sent' });
    await press('Look at test.sent');
    await page.getByText('Hello from Dropcast.').waitFor();
    await press('Send again');
    await page.locator('dialog li', { hasText: 'Answered 200' }).nth(1).waitFor();
    expect(received[1]?.headers['webhook-id']).toBe(received[0]?.headers['webhook-id']);
  });

  it('gave the browser nothing to complain about', () => {
    expect(errors).toEqual([]);
  });
});
