import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { BrandView, MeView } from '../server/protocol/accounts.ts';
import type { ProductView } from '../server/protocol/catalog.ts';
import type { HeldClaim } from '../server/protocol/claims.ts';
import type { ContractView } from '../server/protocol/contracts.ts';
import type { DropDetail, DropSummary, PublicDropView } from '../server/protocol/drops.ts';
import type { LinkView } from '../server/protocol/links.ts';
import type { OverlayAddress, OverlayView } from '../server/protocol/live.ts';
import { ask, openPage, signInAs } from './people.ts';

const MINUTE_MS = 60_000;

/** Who looks at pages: each in a browser of their own. */
export type Stage = {
  origin: string;
  creator: BrowserContext;
  brand: BrowserContext;
  viewer: BrowserContext;
  /** Addresses that only this run knows. */
  at: Awaited<ReturnType<typeof arrange>>;
};

/** Adds to the demo what it does not have, so that every page has every state to show. */
export async function setStage(browser: Browser, origin: string): Promise<Stage> {
  const [creator, brand, viewer] = await Promise.all([
    openPage(browser, CALM),
    openPage(browser, CALM),
    openPage(browser, CALM),
  ]);
  await signInAs(creator.page, origin, /Mira/);
  await signInAs(brand.page, origin, /Lena/);
  const at = await arrange(origin, {
    creator: creator.page,
    brand: brand.page,
    viewer: viewer.page,
  });
  for (const { page } of [creator, brand, viewer]) await page.close();
  return {
    origin,
    creator: creator.context,
    brand: brand.context,
    viewer: viewer.context,
    at,
  };
}

/** Nothing moves, so that what is measured stands. */
export const CALM = {
  viewport: { width: 1280, height: 900 },
  reducedMotion: 'reduce',
  locale: 'en-GB',
} as const;

type People = { creator: Page; brand: Page; viewer: Page };

async function arrange(origin: string, { creator, brand, viewer }: People) {
  const [workspace] = (await ask<MeView>(brand, 'accounts.me')).brands as [BrandView];
  const brandId = workspace.id;
  const drops = await ask<DropSummary[]>(brand, 'drops.list', { brandId });
  const slugIn = (phase: string) => drops.find((drop) => drop.phase === phase)?.slug ?? '';
  const idIn = (phase: string) => drops.find((drop) => drop.phase === phase)?.id ?? '';

  const [product] = await ask<ProductView[]>(brand, 'catalog.list', { brandId });
  const contracts = await ask<ContractView[]>(brand, 'contracts.listOfBrand', { brandId });
  const contract = contracts.find((one) => one.creatorHandle === HANDLE);
  // Earlier than the live one of the demo, which links and overlays go on showing.
  const makeDrop = (title: string, more: object) => {
    const now = Date.now();
    return ask<DropDetail>(brand, 'drops.create', {
      ...{ brandId, title, startsAt: now - 120 * MINUTE_MS, endsAt: now + 90 * MINUTE_MS },
      items: [{ skuId: product?.skus[0]?.id, priceMinor: 5900, units: 1 }],
      gates: [{ contractId: contract?.id, capUnits: null }],
      ...{ shippingPromise: 'Ships tomorrow.', returnsPromise: 'Free for 30 days.' },
      ...{ publish: true, ...more },
    });
  };
  const draft = await makeDrop('An idea for spring', {
    ...{ publish: false, gates: [], returnsPromise: '' },
  });
  const gone = await makeDrop('The last one', {});
  const paused = await makeDrop('A short break', {});
  await ask(brand, 'drops.pause', { brandId, dropId: paused.id, reason: 'Counting stock again.' });

  const [open] = await ask<LinkView[]>(creator, 'links.listMine');
  const stopped = await ask<LinkView>(creator, 'links.create', {
    ...{ contractId: contract?.id, label: 'For later' },
  });
  await ask(creator, 'links.pause', { linkId: stopped.id });
  const [screen] = await ask<OverlayView[]>(creator, 'live.overlays');
  const overlay = await ask<OverlayAddress>(creator, 'live.rotateKey', { overlayId: screen?.id });

  await viewer.goto(`${origin}/embed/example.html`);
  const held = await claim(viewer, { dropSlug: gone.slug });
  const [paying, paid, returned] = [
    await claim(viewer, { dropSlug: slugIn('live') }),
    await claim(viewer, { dropSlug: slugIn('live') }),
    await claim(viewer, { dropSlug: slugIn('live') }),
  ] as const;
  const payment = await ask<{ url: string }>(viewer, 'viewer.checkout', opened(paying));
  await ask(viewer, 'viewer.release', opened(returned));
  await pay(viewer, (await ask<{ url: string }>(viewer, 'viewer.checkout', opened(paid))).url);

  return {
    brand: `/app/brands/${workspace.slug}`,
    drops: {
      draft: draft.id,
      live: idIn('live'),
      scheduled: idIn('scheduled'),
      ended: idIn('ended'),
      paused: paused.id,
    },
    slugs: {
      live: slugIn('live'),
      scheduled: slugIn('scheduled'),
      ended: slugIn('ended'),
      gone: gone.slug,
      paused: paused.slug,
    },
    claims: {
      held: addressOf(held),
      paying: addressOf(paying),
      paid: addressOf(paid),
      returned: addressOf(returned),
    },
    links: { open: open?.url ?? '', paused: new URL(stopped.url).pathname },
    overlay: new URL(overlay.address).pathname + new URL(overlay.address).hash,
    payment: payment.url,
  };
}

const HANDLE = 'miramoves';

/** Sets a unit aside, as a visitor without a cookie does. */
async function claim(viewer: Page, { dropSlug }: { dropSlug: string }): Promise<HeldClaim> {
  const drop = await ask<PublicDropView>(viewer, 'viewer.drop', { slug: dropSlug });
  const item = drop.items.find(({ stock }) => stock.available > 0);
  const { token } = await ask<{ token: string }>(viewer, 'viewer.issueToken', {
    ...{ dropSlug, creatorHandle: HANDLE },
  });
  return ask<HeldClaim>(viewer, 'viewer.hold', {
    token,
    items: [{ skuId: item?.skuId, quantity: 1 }],
    idempotencyKey: crypto.randomUUID(),
  });
}

async function pay(viewer: Page, url: string): Promise<void> {
  await viewer.goto(url);
  await viewer.locator('[data-test-card=success]').click();
  await viewer.locator('#email').fill('calm.person@shoppers.test');
  await viewer.locator('#submit').click();
  await viewer.waitForURL(/\/c\//);
}

function opened({ claim: { id }, access }: HeldClaim) {
  return { claimId: id, access };
}

function addressOf({ claim: { id }, access }: HeldClaim): string {
  return `/c/${id}#k=${access}`;
}
