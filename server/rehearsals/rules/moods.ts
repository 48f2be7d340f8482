import type { RehearsalMood } from '../../protocol/rehearsals.ts';

/** How an audience behaves; all shares are of 1. */
export type Mood = {
  /** Came before the start. */
  early: number;
  /** The higher, the sooner after the start the rest comes. */
  haste: number;
  /** Of all viewers. */
  buys: number;
  /** Of those who claim: never go to pay, have their card declined, give it back. */
  lapses: number;
  declines: number;
  givesBack: number;
  /** Units there are for each who claims, so that one sees how it ends. */
  unitsPerBuyer: number;
};

export const MOODS: Record<RehearsalMood, Mood> = {
  curious: {
    ...{ early: 0.1, haste: 1, buys: 0.15, unitsPerBuyer: 2 },
    ...{ lapses: 0.15, declines: 0.05, givesBack: 0.1 },
  },
  keen: {
    ...{ early: 0.35, haste: 1.7, buys: 0.7, unitsPerBuyer: 0.75 },
    ...{ lapses: 0.06, declines: 0.06, givesBack: 0.04 },
  },
  stampede: {
    ...{ early: 0.85, haste: 6, buys: 0.9, unitsPerBuyer: 0.5 },
    ...{ lapses: 0.08, declines: 0.06, givesBack: 0.02 },
  },
  doubtful: {
    ...{ early: 0.2, haste: 1.3, buys: 0.6, unitsPerBuyer: 0.7 },
    ...{ lapses: 0.35, declines: 0.3, givesBack: 0.1 },
  },
};

/** How many of an audience will want to buy. */
export function buyersOf(mood: RehearsalMood, size: number): number {
  return Math.max(1, Math.round(size * MOODS[mood].buys));
}
