/** Chance that can be played again: the same seed always throws the same numbers. */
export type Dice = {
  /** A number in [0, 1). */
  throw(): number;
  /** A number in [from, to). */
  between(from: number, to: number): number;
  /** True in about this share of the throws, 0–1. */
  chance(share: number): boolean;
  /** One of these, by weight when weights are given. */
  pick<T>(from: readonly [T, ...T[]], weights?: readonly number[]): T;
};

/** Source: mulberry32 by Tommy Ettinger, public domain. Good enough for a story, never for a secret. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    throw: next,
    between: (from, to) => from + next() * (to - from),
    chance: (share) => next() < share,
    pick: (from, weights = from.map(() => 1)) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      let left = next() * total;
      for (const [index, candidate] of from.entries()) {
        left -= weights[index] ?? 0;
        if (left < 0) return candidate;
      }
      return from[0];
    },
  };
}
