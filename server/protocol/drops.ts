import type { PickUpPlaceView } from './claims.ts';
import type { Rate } from './contracts.ts';
import type { HoldoutView } from './experiments.ts';
import type { RungView } from './ladder.ts';
import type { Fairness } from './lines.ts';
import type { LiveQuestion } from './live-events.ts';
import type { Money } from './money.ts';
import type { Offer, OfferView } from './offers.ts';

/** Phases that a person sees. `sold_out` is a live drop without units; lapsed holds may bring some back. */
export const DROP_PHASES = ['draft', 'scheduled', 'live', 'paused', 'sold_out', 'ended'] as const;
export type DropPhase = (typeof DROP_PHASES)[number];

/** What the public log of a drop can say. */
export const DROP_EVENT_KINDS = {
  published: 'Published',
  started: 'Started early',
  paused: 'Paused',
  resumed: 'Resumed',
  extended: 'Extended',
  released: 'Units added',
  reserve_opened: 'Reserve opened',
  drawn: 'Lots drawn',
  ended: 'Ended early',
} as const satisfies Record<string, string>;
export type DropEventKind = keyof typeof DROP_EVENT_KINDS;

export type DropEventView = {
  at: number;
  kind: DropEventKind;
  /** "+50 units", "until 18:30 UTC", the reason of a pause. */
  text: string;
};

/** The facts that decide a phase. Times in epoch milliseconds. */
export type PhaseFacts = {
  publishedAt: number | null;
  pausedAt: number | null;
  endedAt: number | null;
  startsAt: number;
  endsAt: number;
  available: number;
};

/**
 * The phase at `now`. Pure, and the same function on server and page, so that a countdown that
 * reaches zero turns the page without a message. `startsAt` is inside the window, `endsAt` is not.
 */
export function dropPhase(facts: PhaseFacts, now: number): DropPhase {
  if (facts.publishedAt === null) return 'draft';
  if (facts.endedAt !== null || now >= facts.endsAt) return 'ended';
  if (now < facts.startsAt) return 'scheduled';
  if (facts.pausedAt !== null) return 'paused';
  return facts.available > 0 ? 'live' : 'sold_out';
}

/**
 * Units of one or several pools. `available` is what everybody can claim now, `reserved` what only
 * some audience can; total = available + reserved + held + sold + units that a device has leased.
 */
export type Stock = {
  total: number;
  available: number;
  reserved: number;
  held: number;
  sold: number;
};

/** One SKU as a viewer sees it. */
export type DropItemView = {
  skuId: string;
  productName: string;
  title: string;
  priceMinor: number;
  /** Ordinary price, shown struck through when higher. */
  listPriceMinor: number;
  imageUrl: string | null;
  imageAlt: string;
  stock: Stock;
  /** Early steps of the price, first one first; `priceMinor` is the price after them. */
  rungs: RungView[];
};

/** Stock of one SKU at one location for one audience. */
export type PoolView = {
  id: string;
  skuId: string;
  /** The article by name; an add-on is no item of the drop. */
  title: string;
  location: string;
  locationName: string;
  audience: string;
  audienceName: string;
  stock: Stock;
};

/** A group of viewers for whom a drop opens earlier, or keeps units. Times in epoch milliseconds. */
export type DropAudienceView = {
  audience: string;
  name: string;
  /** Null: with the drop. */
  opensAt: number | null;
  closesAt: number | null;
  /** Units that only they can claim now. */
  reserved: number;
};

/** A creator through whom a drop is open. */
export type DropCreatorView = { handle: string; displayName: string; avatarHue: number };

/** All that a viewer may know of a drop; the response of the drop page holds it whole. */
export type PublicDropView = {
  id: string;
  slug: string;
  title: string;
  description: string;
  brandName: string;
  brandSlug: string;
  currency: string;
  facts: PhaseFacts;
  pauseReason: string | null;
  /** The article that is shown on air; null: none. */
  pinnedSkuId: string | null;
  question: LiveQuestion;
  holdSeconds: number;
  limitPerCustomer: number;
  shippingMinor: number;
  shippingPromise: string;
  returnsPromise: string;
  warrantyPromise: string;
  /** What happens when the stream or the network fails; empty: the brand said nothing. */
  contingencyPlan: string;
  items: DropItemView[];
  stock: Stock;
  creators: DropCreatorView[];
  events: DropEventView[];
  fairness: Fairness;
  /** Draw: entries close then. */
  entriesCloseAt: number | null;
  turnsPerSecond: number;
  /** How long a unit is held for whoever is next in line, or was drawn. */
  offerSeconds: number;
  hasWaitingList: boolean;
  offer: OfferView;
  /** What the viewer is asked for; null: nothing. */
  noteLabel: string | null;
  canShip: boolean;
  pickUpPlaces: PickUpPlaceView[];
  audiences: DropAudienceView[];
  /** Reserved units are open to everybody from then on. */
  reserveEndsAt: number | null;
  /** The published hash of the drop's seed; null: nothing is decided by lot. */
  lot: { seedHash: string; drawnAt: number | null } | null;
  /** lockSeq: the version that screens compare. */
  version: number;
  epoch: string;
  /** No card is charged. */
  isTest: boolean;
  /** It is played with a simulated audience and counts nowhere; every screen says so. */
  isRehearsal: boolean;
};

/** One drop in a brand's list. */
export type DropSummary = {
  id: string;
  slug: string;
  title: string;
  phase: DropPhase;
  startsAt: number;
  endsAt: number;
  stock: Stock;
  creatorNames: string[];
  orders: number;
  netRevenueMinor: number;
  currency: string;
  imageUrl: string | null;
};

export type GateView = {
  id: string;
  contractId: string;
  creatorId: string | null;
  creatorName: string;
  audience: string;
  audienceName: string;
  capUnits: number | null;
  usedUnits: number;
  opensAt: number | null;
  closesAt: number | null;
  tokensRevokedAt: number | null;
};

/** One drop as its brand sees it. */
export type DropDetail = DropSummary & {
  description: string;
  holdSeconds: number;
  limitPerCustomer: number;
  shippingMinor: number;
  shippingPromise: string;
  returnsPromise: string;
  warrantyPromise: string;
  /** What happens when the stream or the network fails; empty: the brand said nothing. */
  contingencyPlan: string;
  pauseReason: string | null;
  fairness: Fairness;
  entriesCloseAt: number | null;
  turnsPerSecond: number;
  hasWaitingList: boolean;
  offerSeconds: number;
  offer: Offer;
  noteLabel: string | null;
  canShip: boolean;
  reserveEndsAt: number | null;
  /** Who by chance gets the ordinary page instead; null: nobody. */
  holdout: HoldoutView | null;
  items: DropItemView[];
  pools: PoolView[];
  gates: GateView[];
  events: DropEventView[];
  /** What publishing still lacks, as sentences; empty when it may be published. */
  missing: string[];
  /** What may be meant so, but is worth a look; it holds nothing up. */
  warnings: string[];
  publicUrl: string;
  /** Sum of captured money, refunds, cost and creators' commission: the margin of the drop. */
  money: {
    captured: Money;
    refunded: Money;
    shipping: Money;
    cost: Money;
    commission: Money;
    margin: Money;
  };
};

/** One drop as a creator in it sees it. */
export type CreatorDropView = {
  id: string;
  slug: string;
  title: string;
  brandName: string;
  phase: DropPhase;
  startsAt: number;
  endsAt: number;
  stock: Stock;
  capUnits: number | null;
  usedUnits: number;
  /** By the terms that are pinned in this drop. */
  commissionNew: Rate;
  commissionExisting: Rate;
  holdDays: number;
  publicUrl: string;
  imageUrl: string | null;
  currency: string;
  priceMinor: number;
};
