import type { Page } from 'playwright-core';
import type { BrandView } from '../server/protocol/accounts.ts';
import type { ProductView } from '../server/protocol/catalog.ts';
import { type ContractView, DEFAULT_TERMS } from '../server/protocol/contracts.ts';
import type { DropDetail } from '../server/protocol/drops.ts';
import { ask } from './people.ts';

/** A brand with one article, one creator, one audience and one place where buyers collect. */
export type ClaimShop = { brandId: string; home: string; overlay: string };

export const MEMBER = 'mia@circle.test';

/** Signs a brand and its creator up and gives them all that stands before their first drop. */
export async function openClaimShop(
  { brand: page, creator }: { brand: Page; creator: Page },
  origin: string,
): Promise<ClaimShop> {
  await signUp(page, origin, 'Lou Label');
  const email = await signUp(creator, origin, 'Lia Live');
  await confirmAddress(creator, origin, email);
  const timeZone = 'Europe/Berlin';
  const own = { name: 'Lou Label', currency: 'eur', timeZone };
  const { id: brandId, slug } = await ask<BrandView>(page, 'accounts.createBrand', own);
  const profile = { handle: 'lialive', displayName: 'Lia Live', timeZone };
  await ask(creator, 'accounts.becomeCreator', profile);
  const skus = [{ code: 'BRA-M', title: 'Moss / M', priceMinor: 5400, costMinor: 1500 }];
  await ask(page, 'catalog.create', { brandId, name: 'Studio Bra', skus });
  const terms = { ...DEFAULT_TERMS, currency: 'eur' };
  const contract = await ask<ContractView>(page, 'contracts.propose', { brandId, email, terms });
  const [version] = contract.versions;
  const answer = {
    contractId: contract.id,
    versionId: version?.id,
    termsHash: version?.termsHash,
  };
  await ask(creator, 'contracts.accept', answer);
  const audience = await ask<{ id: string }>(page, 'audiences.create', { brandId, name: 'Circle' });
  const members = { brandId, audienceId: audience.id, addresses: [MEMBER] };
  await ask(page, 'audiences.addMembers', members);
  await ask(page, 'fulfilment.addLocation', {
    ...{ brandId, name: 'Studio Mitte', street: 'Weserstr. 1', postalCode: '12047' },
    ...{ city: 'Berlin', country: 'DE', hasPickUp: true, pickUpNote: 'Fri–Sun, 12–18 h' },
  });
  const look = { name: 'Stream', layout: 'landscape' };
  const { address } = await ask<{ address: string }>(creator, 'live.createOverlay', look);
  return { brandId, home: `${origin}/app/brands/${slug}`, overlay: address };
}

/** A drop that runs now or starts in a while, with all of its units at the place where buyers collect, two for each. */
export async function openStallDrop(
  page: Page,
  { brandId }: ClaimShop,
  { title, units, inMs = -60_000 }: { title: string; units: number; inMs?: number },
): Promise<DropDetail> {
  const [product] = await ask<ProductView[]>(page, 'catalog.list', { brandId });
  const [contract] = await ask<ContractView[]>(page, 'contracts.listOfBrand', { brandId });
  const places = await ask<{ id: string | null }[]>(page, 'fulfilment.locations', { brandId });
  const location = places.find(({ id }) => id !== null)?.id;
  const now = Date.now();
  return ask<DropDetail>(page, 'drops.create', {
    ...{ brandId, title, startsAt: now + inMs, limitPerCustomer: 2 },
    endsAt: now + Math.max(0, inMs) + 3_600_000,
    items: [
      {
        ...{ skuId: product?.skus[0]?.id, priceMinor: 5400, units: 0 },
        extraStock: [{ location, audience: 'everyone', units }],
      },
    ],
    gates: [{ contractId: contract?.id, capUnits: null }],
    ...{ shippingPromise: 'Ships tomorrow.', returnsPromise: 'Free for 30 days.', publish: true },
  });
}

/** Opens an account; its address. */
export async function signUp(page: Page, origin: string, name: string): Promise<string> {
  const email = `${name.toLowerCase().replace(' ', '.')}@people.test`;
  await page.goto(`${origin}/app/sign-in?tab=new`);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill('a long enough one');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'What brings you here?' }).waitFor();
  return email;
}

/** Opens the link that was mailed to this address, so that it is theirs for certain. */
export async function confirmAddress(page: Page, origin: string, email: string): Promise<void> {
  const link = page.locator('article', { hasText: email }).locator('a[href*="/enter#"]');
  await page.goto(`${origin}/dev/outbox`);
  await page.goto((await link.first().getAttribute('href')) ?? '');
  await page.locator('main').getByRole('button').click();
  await page.getByRole('heading', { name: 'What brings you here?' }).waitFor();
}

/** A moment as a field of the portal takes it, in the brand's zone. */
export function localText(at: number): string {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at);
  return text.replace(' ', 'T');
}
