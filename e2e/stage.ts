// long: one state of a page after the other, each with the words that make it.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { BrandView, MeView } from '../server/protocol/accounts.ts';
import type { ProductView } from '../server/protocol/catalog.ts';
import type { HeldClaim } from '../server/protocol/claims.ts';
import type { ContractView } from '../server/protocol/contracts.ts';
import type { DropDetail, DropSummary, PublicDropView } from '../server/protocol/drops.ts';
import type { LinkView } from '../server/protocol/links.ts';
import type { OverlayAddress, OverlayView } from '../server/protocol/live.ts';
import type { NewDevice, PopupMatrix } from '../server/protocol/popups.ts';
import type { RehearsalView } from '../server/protocol/rehearsals.ts';
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

  const full = await makeFullDraft(brand, { brandId, makeDrop });

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

  await arrangeStall({ origin, brand, brandId, makeDrop });

  const rehearsal = await rehearse(brand, { brandId, dropId: idIn('live') });

  // Last, because whoever has opened a drop page is known to the hub from then on.
  const lines = await arrangeLines({ origin, viewer, makeDrop });
  return {
    brand: `/app/brands/${workspace.slug}`,
    rehearsal,
    contract: `/app/brands/${workspace.slug}/creators?open=${contract?.id}`,
    drops: {
      draft: draft.id,
      live: idIn('live'),
      scheduled: idIn('scheduled'),
      ended: idIn('ended'),
      paused: paused.id,
      full: full.id,
    },
    slugs: {
      live: slugIn('live'),
      scheduled: slugIn('scheduled'),
      ended: slugIn('ended'),
      gone: gone.slug,
      paused: paused.slug,
      ...lines,
      places: full.placesSlug,
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

type MakeDrop = (title: string, more: object) => Promise<DropDetail>;

/** A stall with one counter in the brand's own browser, and another one that sold against the rules. */
async function arrangeStall(given: {
  origin: string;
  brand: Page;
  brandId: string;
  makeDrop: MakeDrop;
}) {
  const { origin, brand, brandId, makeDrop } = given;
  const [product] = await ask<ProductView[]>(brand, 'catalog.list', { brandId });
  const place = await ask<{ id: string }>(brand, 'fulfilment.addLocation', {
    ...{ brandId, name: 'Market hall', street: '', postalCode: '10999', city: 'Berlin' },
    ...{ country: 'DE', hasPickUp: true, pickUpNote: '' },
  });
  const skuId = product?.skus[0]?.id;
  const stock = { location: place.id, audience: 'everyone', units: 6 };
  await makeDrop('At the market', {
    items: [{ skuId, priceMinor: 5900, units: 0, extraStock: [stock] }],
  });
  const add = (name: string) =>
    ask<NewDevice>(brand, 'popups.addDevice', { brandId, locationId: place.id, name });
  await add('Till for later');

  const { key } = await ask<{ key: string }>(brand, 'popups.pair', {
    code: (await add('Old')).code,
  });
  const matrix = await ask<PopupMatrix>(brand, 'popups.matrix', { key });
  const { dropId, gates } = matrix.drops.find(({ title }) => title === 'At the market') ?? {};
  const which = { dropId, skuId, gateId: gates?.[0]?.gateId };
  await ask(brand, 'popups.lease', { key, ...which, leasedUnits: 3 });
  const sale = { ...which, quantity: 1, unitPriceMinor: 4900, soldAt: matrix.now };
  const sales = [{ ...sale, saleKey: 'sale-of-the-old-till', isConfirmed: true }];
  await ask(brand, 'popups.sync', { key, sales });

  const { code } = await add('Till 1');
  const counter = await brand.context().newPage();
  await counter.goto(`${origin}/popup#code=${code}`);
  await counter.getByRole('button', { name: 'Pair this device' }).click();
  await counter.getByRole('heading', { name: 'Till 1' }).waitFor();
  await counter.getByRole('button', { name: 'Stock' }).click();
  const market = counter.getByRole('region', { name: 'At the market' });
  await market.getByRole('button', { name: 'Lease 1 more' }).click();
  await market.locator('.facts', { hasText: 'To sell1' }).waitFor();
  await counter.close();
}

/** Drops whose pages show somebody who is in a line, and one who was offered a unit. */
async function arrangeLines(given: { origin: string; viewer: Page; makeDrop: MakeDrop }) {
  const { origin, viewer, makeDrop } = given;
  const inHours = (hours: number) => Date.now() + hours * 60 * MINUTE_MS;
  const [shuffle, draw, wait, offer] = [
    await makeDrop('A shuffled line', { fairness: 'shuffle', startsAt: inHours(1) }),
    await makeDrop('A draw', { fairness: 'draw', entriesCloseAt: inHours(1) }),
    await makeDrop('A line to wait in', { holdSeconds: 900 }),
    await makeDrop('A unit that came back', { offerSeconds: 3_600 }),
  ];
  const press = async ({ slug }: DropDetail, name: string, then: RegExp) => {
    await viewer.goto(`${origin}/d/${slug}`);
    await viewer.getByRole('button', { name }).click();
    await viewer.getByRole('heading', { name: then }).waitFor();
  };
  await press(draw, 'Enter the draw', /entered/);
  const somebody = await viewer.context().browser()?.newPage();
  if (!somebody) throw new Error('the browser is gone');
  await somebody.goto(`${origin}/embed/example.html`);
  await claim(somebody, { dropSlug: wait.slug });
  const lent = await claim(somebody, { dropSlug: offer.slug });
  await press(wait, 'Put me on the waiting list', /number 1/);
  await press(offer, 'Put me on the waiting list', /number 1/);
  await ask(somebody, 'viewer.release', opened(lent));
  await somebody.close();
  await viewer.getByRole('heading', { name: 'Held for you' }).waitFor();
  return { shuffle: shuffle.slug, draw: draw.slug, wait: wait.slug, offer: offer.slug };
}

/** A draft in which every part of the form says something, and the drop made of it without a group. */
async function makeFullDraft(
  brand: Page,
  { brandId, makeDrop }: { brandId: string; makeDrop: MakeDrop },
) {
  const place = await ask<{ id: string }>(brand, 'fulfilment.addLocation', {
    ...{ brandId, name: 'Studio Mitte', street: 'Weserstr. 1', postalCode: '12047' },
    ...{ city: 'Berlin', country: 'DE', hasPickUp: true, pickUpNote: 'Fri–Sun, 12–18 h' },
  });
  const [own, other] = await ask<ProductView[]>(brand, 'catalog.list', { brandId });
  const contracts = await ask<ContractView[]>(brand, 'contracts.listOfBrand', { brandId });
  const contractId = contracts.find((one) => one.creatorHandle === HANDLE)?.id;
  const inOneHour = Date.now() + 60 * MINUTE_MS;
  const more = {
    ...{ startsAt: inOneHour, noteLabel: 'Name on the label', description: 'Made to order.' },
    offer: { kind: 'bundle', addOnSkuId: other?.skus[0]?.id },
    addOnStock: ['central', place.id].map((location) => ({
      ...{ location, audience: 'everyone', units: 8 },
    })),
    items: [
      {
        ...{ skuId: own?.skus[0]?.id, priceMinor: 5900, units: 1 },
        extraStock: [
          { location: 'central', audience: 'past_buyers', units: 2 },
          { location: place.id, audience: 'everyone', units: 3 },
        ],
        rungs: [{ priceMinor: 4900, units: 2, endsAt: null }],
      },
    ],
    gates: [
      { contractId, audience: 'everyone', capUnits: 9 },
      { contractId, audience: 'past_buyers', capUnits: null, opensAt: inOneHour - 10 * MINUTE_MS },
    ],
  };
  const { id } = await makeDrop('Everything at once', { ...more, publish: false });
  const now = Date.now() - MINUTE_MS;
  const gates = [
    { contractId, audience: 'everyone', capUnits: 9 },
    { contractId, audience: 'past_buyers', capUnits: null },
  ];
  const places = await makeDrop('To collect', { ...more, gates, startsAt: now });
  return { id, placesSlug: places.slug };
}

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

/** A rehearsal that was ended before its audience came: its pages stay for ten minutes. */
async function rehearse(brand: Page, which: { brandId: string; dropId: string }) {
  const choice = { size: 10, mood: 'curious', leadSeconds: 60, minutes: 2 };
  const { id } = await ask<{ id: string }>(brand, 'rehearsals.start', { ...which, ...choice });
  const asked = { brandId: which.brandId, rehearsalId: id };
  await ask(brand, 'rehearsals.stop', asked);
  const { publicUrl } = await ask<RehearsalView>(brand, 'rehearsals.get', asked);
  return { id, page: new URL(publicUrl ?? '').pathname };
}
