import { type CreatorKey, DEMO_CREATORS } from './demo-brand.ts';
import { DROP_KEYS, type DropKey } from './demo-drops.ts';
import { createDice, type Dice } from './rules/dice.ts';
import { type Crowd, planVisits, range, type Visit } from './rules/plan-visits.ts';

/** Person number of a creator who buys through her own link, which does not count. */
export const SELF_BUYER = 900;
export const SELF_BUYER_PERSON = {
  name: DEMO_CREATORS.ines.name,
  email: DEMO_CREATORS.ines.email,
} as const;

/** Who comes to each drop. The same visits on every machine and every day. */
export function planCrowds(): Record<DropKey, Visit<CreatorKey>[]> {
  const dice = createDice(20_260_901);
  const visits = Object.fromEntries(
    DROP_KEYS.map((key) => [key, planVisits(dice, CROWDS[key])]),
  ) as Record<DropKey, Visit<CreatorKey>[]>;
  visits.firstLight.push(...range(60, 70).map((person) => looker(dice, person)));
  visits.cloudweight.push(...range(60, 68).map((person) => convert(dice, person)));
  visits.cloudweight.push({ ...convert(dice, SELF_BUYER), creator: 'ines', atMinute: 12 });
  visits.contour.push(...range(170, 178).map((person) => latecomer(dice, person)));
  return visits;
}

/** Repeat buyers are persons of an earlier drop; refunds name the creator whose sale they undo. */
const CROWDS: Record<DropKey, Crowd<CreatorKey>> = {
  firstLight: {
    persons: range(0, 52),
    creators: ['mira', 'jonas'],
    weights: [6, 4],
    minutes: 190,
    refunds: {
      4: { of: 'mira', afterDays: 6, reason: 'Ordered the wrong size' },
      12: { of: 'jonas', afterDays: 9, amountMinor: 1500, reason: 'Parcel came a week late' },
      // After the first payout: its share is netted with the next one.
      20: { of: 'mira', afterDays: 40, reason: 'A seam opened after three washes' },
    },
  },
  cloudweight: {
    persons: [...range(0, 38).filter((person) => person % 2 === 0), ...range(70, 110)],
    creators: ['mira', 'jonas', 'ines'],
    weights: [5, 3, 3],
    minutes: 150,
    refunds: {
      3: { of: 'ines', afterDays: 5, reason: 'Too warm for the studio' },
      24: { of: 'jonas', afterDays: 8, amountMinor: 2000, reason: 'Came with a loose thread' },
    },
  },
  tempo: {
    persons: [
      ...range(0, 30).filter((person) => person % 3 === 0),
      ...range(70, 100).filter((person) => person % 2 === 0),
      ...range(110, 164),
    ],
    creators: ['mira', 'ines'],
    weights: [5, 4],
    minutes: 100,
    refunds: {
      2: { of: 'mira', afterDays: 4, reason: 'Colour differs from the stream' },
      30: { of: 'ines', afterDays: 6, amountMinor: 1200, reason: 'Pocket was stitched shut' },
    },
  },
  contour: {
    persons: [...range(1, 29).filter((person) => person % 2 === 1), ...range(178, 196)],
    creators: ['mira', 'jonas', 'ines'],
    weights: [5, 3, 3],
    minutes: 34,
    refunds: {},
  },
};

/** Follows Mira's link and leaves; five weeks later somebody else sells to her. */
function looker(dice: Dice, person: number): Visit<CreatorKey> {
  return {
    person,
    atMinute: dice.between(5, 180),
    creator: 'mira',
    byLink: true,
    taste: 0,
    takesTwo: false,
    outcome: 'looks',
    refund: null,
  };
}

/** Buys through another creator than the one whose link she followed first. */
function convert(dice: Dice, person: number): Visit<CreatorKey> {
  return {
    ...looker(dice, person),
    atMinute: dice.between(8, 120),
    creator: dice.pick(['jonas', 'ines']),
    taste: dice.throw(),
    outcome: 'pays',
  };
}

/** Came in the last minutes and still holds a unit now. */
function latecomer(dice: Dice, person: number): Visit<CreatorKey> {
  return {
    ...convert(dice, person),
    atMinute: dice.between(35.5, 38.6),
    creator: dice.pick(['mira', 'jonas', 'ines']),
    outcome: 'lapses',
  };
}
