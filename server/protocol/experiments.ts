import type { Money } from './money.ts';

/** A purchase within so many days of a visitor's first click is an outcome of the experiment. */
export const OUTCOME_DAYS = 7;

/** The holdout of a drop, as its brand set it up. */
export type HoldoutView = {
  /** Share of visitors who get the ordinary page, in basis points. */
  holdoutBps: number;
  /** Where the same articles are sold at the ordinary price. */
  shopUrl: string;
  /** Smallest difference of the share of buyers that must not be missed, in basis points. */
  smallestEffectBps: number;
  stoppedAt: number | null;
};

/** What may be said of an uplift. */
export const UPLIFT_VERDICTS = [
  'running',
  'withheld',
  'not_enough_data',
  'no_difference',
  'more',
  'less',
] as const;
export type UpliftVerdict = (typeof UPLIFT_VERDICTS)[number];

/** One group: visitors, and how many of them bought. */
export type GroupFigure = { visitors: number; buyers: number };

/** A share or a difference of shares with its 95 % interval. */
export type Estimate = { estimate: number; low: number; high: number };

/** What an experiment, or several together, have shown so far. */
export type UpliftFigures = {
  treated: GroupFigure;
  heldOut: GroupFigure;
  /** Share of buyers, treated − held out; null: a group is empty. */
  difference: Estimate | null;
  /** Share of the drop's buyers who would have bought anyway, p_h ÷ p_t; null: nobody bought. */
  cannibalised: number | null;
  /** The same difference over days 7–37; below zero: purchases came earlier, not on top. */
  pullForward: Estimate | null;
  /** True as long as some visitor's 37 days are not over. */
  isPullForwardOpen: boolean;
  /** Revenue that would not have come anyway, in minor units; null: too few to say. */
  incremental: (Estimate & { currency: string }) | null;
  verdict: UpliftVerdict;
  needed: number;
  /** Of the sample ratio; null: nobody was seen. */
  ratioP: number | null;
};

/** One drop with a holdout. Times in epoch milliseconds. */
export type UpliftRow = UpliftFigures & {
  experimentId: string;
  dropId: string;
  title: string;
  startsAt: number;
  holdout: HoldoutView;
  /** When everybody first found it sold out: nothing counts from then on. */
  soldOutAt: number | null;
  /** The verdict is given then. */
  completeAt: number;
};

export type UpliftView = {
  rows: UpliftRow[];
  /** All finished drops whose groups were filled as planned, each against its own holdout. */
  pooled: (UpliftFigures & { drops: number }) | null;
};

/** For other pages: what the drops of a period brought that would not have come anyway. */
export type IncrementalRevenue = {
  estimate: Money;
  low: Money;
  high: Money;
  drops: number;
  /** False: chance alone could explain it, because the interval holds zero or visitors were too few. */
  isCertain: boolean;
};

/** What a held-out visitor sees: the same articles, at the ordinary price. */
export type OrdinaryView = {
  brandName: string;
  currency: string;
  items: {
    skuId: string;
    productName: string;
    title: string;
    priceMinor: number;
    imageUrl: string | null;
    imageAlt: string;
  }[];
  /** The brand's own shop; carries the click. */
  shopUrl: string;
};
