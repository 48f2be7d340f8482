import type { Dice } from './dice.ts';

/** How a visit to a drop ends. */
export type Outcome =
  | 'pays'
  /** The first card is declined, the second one works. */
  | 'pays_after_decline'
  /** The card is declined and the viewer leaves the payment page open. */
  | 'declined'
  /** Holds and never goes to pay: the hold lapses. */
  | 'lapses'
  /** Holds and gives the unit back. */
  | 'gives_back'
  /** Follows the link and only looks. */
  | 'looks';

export type Refund = { afterDays: number; amountMinor?: number; reason: string };

/** One viewer at one drop. */
export type Visit<C extends string = string> = {
  person: number;
  /** Minutes after the drop's start. */
  atMinute: number;
  creator: C;
  /** By the creator's link; else the page was opened without one and the creator chosen there. */
  byLink: boolean;
  /** Where in the drop's articles this viewer begins to look, as a share of them. */
  taste: number;
  /** Takes a second article. */
  takesTwo: boolean;
  outcome: Outcome;
  refund: Refund | null;
};

export type Crowd<C extends string> = {
  /** Who comes: persons by number, some of whom were here before. */
  persons: readonly number[];
  creators: readonly [C, ...C[]];
  weights: readonly number[];
  /** Minutes within which they come, most of them early. */
  minutes: number;
  /** By place in `persons`. */
  refunds: Readonly<Record<number, Refund & { of: C }>>;
};

/** Who comes to one drop, when, through whom, and what becomes of it; in no order of time. */
export function planVisits<C extends string>(dice: Dice, crowd: Crowd<C>): Visit<C>[] {
  return crowd.persons.map((person, place) => {
    const planned: Visit<C> = {
      person,
      atMinute: 1 + crowd.minutes * dice.throw() ** 1.7,
      creator: dice.pick(crowd.creators, crowd.weights),
      byLink: dice.chance(0.82),
      taste: dice.throw() ** 1.3,
      takesTwo: dice.chance(0.16),
      outcome: dice.pick(OUTCOMES, OUTCOME_WEIGHTS),
      refund: null,
    };
    const refund = crowd.refunds[place];
    return refund ? { ...planned, creator: refund.of, outcome: 'pays', refund } : planned;
  });
}

const OUTCOMES = [
  'pays',
  'pays_after_decline',
  'declined',
  'lapses',
  'gives_back',
] as const satisfies Outcome[];
const OUTCOME_WEIGHTS = [86, 5, 2, 5, 2];

/** Persons from..to-1. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
