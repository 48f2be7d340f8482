import type { Offer } from './offers.ts';

/** What a viewer will pay, frozen when the claim was made. Minor units of `currency`. */
export type Quote = {
  currency: string;
  lines: {
    skuId: string;
    title: string;
    quantity: number;
    unitPriceMinor: number;
    listPriceMinor: number;
    /** Step of the price ladder; 0: the drop's own price. */
    rung: number;
    /** Comes with the bundle: its price is 0. */
    isAddOn?: boolean;
  }[];
  itemsMinor: number;
  shippingMinor: number;
  /** Tax is included in the prices; separate tax comes with tax settings. */
  taxMinor: number;
  totalMinor: number;
  /** What was promised when the units were set aside, whatever the drop says later. */
  shippingPromise: string;
  returnsPromise: string;
  warrantyPromise: string;
  /** What comes beside the articles; absent in quotes from before there were offers. */
  offer?: Offer;
};

/** How the units get to the viewer. */
export const DELIVERIES = ['ship', 'pick_up'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** States of a claim. */
export const CLAIM_STATES = [
  'held',
  'paying',
  'expiring',
  'payment_pending',
  'paid',
  'part_refunded',
  'refunded',
  'released',
  'expired',
  'failed',
] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

export type ClaimView = {
  id: string;
  state: ClaimState;
  drop: {
    id: string;
    slug: string;
    title: string;
    brandName: string;
    imageUrl: string | null;
    isRehearsal: boolean;
  };
  creator: { handle: string; displayName: string };
  quote: Quote;
  heldAt: number;
  expiresAt: number;
  /** The one extension is still open. */
  canExtend: boolean;
  delivery: Delivery;
  /** What the viewer wrote where the drop asks for something. */
  note: string | null;
  /** It was offered to a place in line, so it is not what the viewer tapped for just now. */
  isOffer: boolean;
  /** Why it ended without a sale: `expired`, `viewer`, `payment_failed`, `limit_reached` …; null: it did not. */
  releaseReason: string | null;
  /** Store credit that this payment uses; minor units. */
  creditMinor: number;
  order: {
    number: number;
    paidAt: number;
    refundedMinor: number;
    email: string;
    /** Where to collect it, and the code to show there; null: it is sent. */
    pickUp: PickUpView | null;
    vouchers: { code: string; title: string; terms: string; expiresAt: number | null }[];
    /** Store credit that this order earned; minor units. */
    creditEarnedMinor: number;
  } | null;
};

/** The answer to a successful hold. `access` opens this claim where no cookie can (the widget). */
export type HeldClaim = { claim: ClaimView; access: string };

/** A place to collect, with the code that the buyer shows there. */
export type PickUpView = {
  code: string;
  locationName: string;
  street: string;
  postalCode: string;
  city: string;
  note: string;
  /** When it was handed over; null: not yet. */
  doneAt: number | null;
};

/** A place where a viewer may collect, while units of some article are left there. */
export type PickUpPlaceView = {
  id: string;
  name: string;
  street: string;
  postalCode: string;
  city: string;
  note: string;
  /** Articles of which units are left there. */
  skuIds: string[];
  /** Articles that the drop has there at all: whoever waits may ask for one that comes back. */
  stockedSkuIds: string[];
};
