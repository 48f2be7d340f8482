import type { ClaimView } from '../../server/protocol/claims.ts';
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import type { JoinOptions, LiveDrop } from '../shared/live-client.ts';
import type { AskHub } from './hub-client.ts';
import type { PageTools } from './page-tools.ts';

/** 1 September 2026, 13:00 UTC: an hour into the example drop. */
export const EXAMPLE_NOW = Date.UTC(2026, 8, 1, 13);
const START = EXAMPLE_NOW - 3_600_000;

/** A live drop with one article, 37 of 50 left, open through one creator. */
export function exampleDrop(given: Partial<DropPageData['view']> = {}): DropPageData['view'] {
  const stock = { total: 50, available: 37, reserved: 0, held: 3, sold: 10 };
  return {
    id: '01k4000000000000000000drop',
    slug: 'studio-set',
    title: 'The studio set',
    description: 'Seamless leggings and top.',
    brandName: 'Northstep',
    brandSlug: 'northstep',
    currency: 'eur',
    facts: {
      publishedAt: START - 86_400_000,
      pausedAt: null,
      endedAt: null,
      startsAt: START,
      endsAt: START + 4 * 3_600_000,
      available: stock.available,
    },
    pauseReason: null,
    pinnedSkuId: null,
    question: { pinned: null, changed: 0 },
    holdSeconds: 600,
    limitPerCustomer: 1,
    shippingMinor: 490,
    shippingPromise: 'Leaves Berlin within two working days.',
    returnsPromise: '30 days, free label.',
    warrantyPromise: 'Two years on every seam.',
    contingencyPlan: 'If the stream breaks off, the drop goes on here.',
    items: [
      {
        skuId: '01k4000000000000000000sku1',
        productName: 'Studio set',
        title: 'M',
        priceMinor: 4900,
        listPriceMinor: 6900,
        imageUrl: null,
        imageAlt: '',
        stock,
        rungs: [],
      },
    ],
    stock,
    creators: [{ handle: 'mara', displayName: 'Mara Vale', avatarHue: 160 }],
    events: [
      { at: START - 86_400_000, kind: 'published', text: 'Announced' },
      { at: START + 65 * 60_000 - 3_600_000, kind: 'released', text: '+10 released (M)' },
    ],
    fairness: 'first_come',
    entriesCloseAt: null,
    turnsPerSecond: 20,
    offerSeconds: 300,
    hasWaitingList: true,
    offer: { kind: 'plain' },
    noteLabel: null,
    canShip: true,
    pickUpPlaces: [],
    audiences: [],
    reserveEndsAt: null,
    lot: null,
    version: 7,
    epoch: 'e1',
    isTest: true,
    isRehearsal: false,
    ...given,
  };
}

export function exampleData(given: Partial<DropPageData> = {}): DropPageData {
  return {
    view: exampleDrop(),
    now: EXAMPLE_NOW,
    creator: null,
    click: null,
    claim: null,
    pushKey: 'BKey',
    ...given,
  };
}

/** A hold of one unit with nine and a half minutes left. */
export function exampleClaim(given: Partial<ClaimView> = {}): ClaimView {
  return {
    id: '01k400000000000000000c1a1m',
    state: 'held',
    drop: {
      id: '01k4000000000000000000drop',
      slug: 'studio-set',
      title: 'The studio set',
      brandName: 'Northstep',
      imageUrl: null,
      isRehearsal: false,
    },
    creator: { handle: 'mara', displayName: 'Mara Vale' },
    quote: {
      currency: 'eur',
      lines: [
        {
          skuId: '01k4000000000000000000sku1',
          title: 'Studio set · M',
          quantity: 1,
          unitPriceMinor: 4900,
          listPriceMinor: 6900,
          rung: 0,
        },
      ],
      itemsMinor: 4900,
      shippingMinor: 490,
      taxMinor: 0,
      totalMinor: 5390,
      shippingPromise: 'Two working days.',
      returnsPromise: '30 days, free label.',
      warrantyPromise: '',
    },
    heldAt: EXAMPLE_NOW - 30_000,
    expiresAt: EXAMPLE_NOW + 570_000,
    canExtend: true,
    delivery: 'ship',
    note: null,
    isOffer: false,
    releaseReason: null,
    creditMinor: 0,
    order: null,
    ...given,
  };
}

/** An order that is sent, without vouchers. */
export function exampleOrder(
  given: Partial<NonNullable<ClaimView['order']>> = {},
): NonNullable<ClaimView['order']> {
  return {
    number: 1042,
    paidAt: EXAMPLE_NOW - 1_000,
    refundedMinor: 0,
    email: 'v@mail.test',
    pickUp: null,
    vouchers: [],
    creditEarnedMinor: 0,
    ...given,
  };
}

type Question = { procedure: string; input: unknown };

/** A page's tools that answer from a table and write down what they were asked. */
export function fakeTools(
  answers: Partial<Record<string, (input: unknown) => unknown>>,
): PageTools & { asked: Question[]; wentTo: string[]; joined: JoinOptions[] } {
  const asked: Question[] = [];
  const wentTo: string[] = [];
  const joined: JoinOptions[] = [];
  const ask = (async (procedure: string, input: unknown) => {
    asked.push({ procedure, input });
    return answers[procedure]?.(input) ?? { ok: true, value: {} };
  }) as AskHub;
  const live: LiveDrop = {
    now: () => EXAMPLE_NOW,
    state: () => null,
    ageMs: () => 0,
    isTimeSure: () => true,
    follow: () => {},
    report: () => {},
    reconnect: () => {},
    leave: () => {},
  };
  const join = (options: JoinOptions) => {
    joined.push(options);
    return live;
  };
  let keys = 0;
  const newKey = () => {
    keys += 1;
    return `key-number-${keys}`;
  };
  const askPush = ask as unknown as PageTools['askPush'];
  return { ask, askPush, join, goTo: (url) => wentTo.push(url), newKey, asked, wentTo, joined };
}
