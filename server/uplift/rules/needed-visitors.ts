import { Z_95 } from './wilson.ts';

/** The normal quantile of a power of 80 %. */
const Z_POWER = 0.8416212335729143;

/** Before anybody was seen, this many of a hundred visitors are taken to buy. */
const ASSUMED_SHARE = 0.03;

export type Plan = {
  /** Share of visitors held out, in basis points. */
  holdoutBps: number;
  /** Smallest difference that must not be missed, in basis points. */
  smallestEffectBps: number;
  /** What held-out visitors buy, as far as it is known; null: not yet. */
  baseShare: number | null;
};

/**
 * How many visitors, both groups together, show a difference of this size four times out of five:
 * the two-sided test of two shares at 5 %, for groups of unequal size. Source: Fleiss, Levin and
 * Paik, "Statistical Methods for Rates and Proportions" (2003), formula 4.19 without the continuity
 * correction. A share of nobody is taken as 0.5 %: a sample of nobody says little.
 */
export function neededVisitors({ holdoutBps, smallestEffectBps, baseShare }: Plan): number {
  const held = Math.min(0.99, Math.max(0.005, baseShare ?? ASSUMED_SHARE));
  const effect = Math.min(smallestEffectBps / 10_000, 1 - held);
  const treated = held + effect;
  /** Treated visitors per held-out one. */
  const ratio = (10_000 - holdoutBps) / holdoutBps;
  const mean = (held + ratio * treated) / (1 + ratio);
  const chance = Z_95 * Math.sqrt((1 + 1 / ratio) * mean * (1 - mean));
  const power = Z_POWER * Math.sqrt(held * (1 - held) + (treated * (1 - treated)) / ratio);
  const heldOut = ((chance + power) / effect) ** 2;
  return Math.ceil(heldOut * (1 + ratio));
}
