import { describe, expect, it } from 'vitest';
import { bucketOf, isHeldOut } from '../../experiments/rules/assignment.ts';
import { differenceOfShares, pooledDifference, type TwoGroups } from './newcombe.ts';
import { SRM_LIMIT, sampleRatioP } from './sample-ratio.ts';

const RUNS = 4_000;

/** xorshift32: the same draws on every machine. */
function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function play(
  dice: () => number,
  plan: { n: number; bps: number; pt: number; ph: number },
): TwoGroups {
  const sample = (n: number, p: number) => {
    let buyers = 0;
    for (let i = 0; i < n; i += 1) if (dice() < p) buyers += 1;
    return { buyers, n };
  };
  const heldOut = Math.round((plan.n * plan.bps) / 10_000);
  return { treated: sample(plan.n - heldOut, plan.pt), heldOut: sample(heldOut, plan.ph) };
}

describe('over thousands of experiments', () => {
  it.each([
    { n: 400, bps: 1000, pt: 0.06, ph: 0.04 },
    { n: 400, bps: 5000, pt: 0.1, ph: 0.1 },
    { n: 1000, bps: 2000, pt: 0.02, ph: 0.005 },
  ])('the interval holds the truth in about 95 of 100 (%j)', (plan) => {
    const dice = diceOf(20_261_127);
    let hits = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const { low, high } = differenceOfShares(play(dice, plan));
      if (low <= plan.pt - plan.ph && plan.pt - plan.ph <= high) hits += 1;
    }
    expect(hits / RUNS).toBeGreaterThan(0.935);
    expect(hits / RUNS).toBeLessThan(0.985);
  });

  it('drops without any effect are called a win in at most 3 of 100, alone and together', () => {
    const dice = diceOf(4_870);
    const plan = { n: 300, bps: 3000, pt: 0.05, ph: 0.05 };
    let alone = 0;
    let together = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const drops = [play(dice, plan), play(dice, { ...plan, pt: 0.12, ph: 0.12 })];
      if (drops.slice(0, 1).some((drop) => differenceOfShares(drop).low > 0)) alone += 1;
      if ((pooledDifference(drops)?.low ?? 0) > 0) together += 1;
    }
    expect(alone / RUNS).toBeLessThan(0.03);
    expect(together / RUNS).toBeLessThan(0.03);
    // A check that never called anything a win would pass the lines above.
    expect(together / RUNS).toBeGreaterThan(0.005);
  });

  it('an effect is found, so that the intervals are not just wide', () => {
    const dice = diceOf(7);
    let found = 0;
    for (let run = 0; run < 500; run += 1) {
      if (differenceOfShares(play(dice, { n: 3726, bps: 5000, pt: 0.06, ph: 0.04 })).low > 0)
        found += 1;
    }
    expect(found / 500).toBeGreaterThan(0.75);
    expect(found / 500).toBeLessThan(0.88);
  });
});

describe('the assignment', () => {
  const visitors = Array.from({ length: 5_000 }, (_, at) => `visitor-${at.toString(36)}`);

  it('holds out the planned share', () => {
    for (const holdoutBps of [100, 1000, 5000]) {
      const heldOut = visitors.filter((one) =>
        isHeldOut({ assignmentKey: 'k', holdoutBps }, one),
      ).length;
      const p = sampleRatioP({ treated: visitors.length - heldOut, heldOut }, { holdoutBps });
      expect(p).toBeGreaterThan(SRM_LIMIT);
    }
  });

  it('draws anew for another experiment', () => {
    const drawn = (assignmentKey: string) =>
      visitors.map((one) => isHeldOut({ assignmentKey, holdoutBps: 1000 }, one));
    const [first, second] = [drawn('one'), drawn('two')];
    const both = visitors.filter((_, at) => first[at] && second[at]).length;
    expect(both / visitors.length).toBeCloseTo(0.01, 2);
  });

  it('is HMAC-SHA256 modulo 10,000, by which anybody with the key can check it', () => {
    // printf %s visitor-1 | openssl dgst -sha256 -hmac key → 12 hex digits → mod 10000
    expect(bucketOf('key', 'visitor-1')).toBe(7262);
  });
});
