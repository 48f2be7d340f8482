import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TierClause } from '../../protocol/contracts.ts';
import { shareOf } from '../../protocol/money.ts';
import { type CountedLine, worthOfLines } from './line-worth.ts';
import { withLines } from './period-sums.ts';

const NO_CAPS = { orderMinor: null, dropMinor: null, monthMinor: null };

/** One order of 10 % in drop d1 and in March, as the caller wants it. */
function line(id: string, netMinor: number, given: Partial<CountedLine> = {}): CountedLine {
  return {
    ...{ id, at: Number(id.replace(/\D/g, '')), dropId: 'd1', month: '2026-03' },
    ...{ netMinor, baseMinor: netMinor, rate: { bps: 1000, flatMinor: 0 } },
    ...{ counts: true, isSale: true, tiers: null, caps: null, jointCapBps: 5000 },
    ...given,
  };
}

function minorsOf(lines: readonly CountedLine[]): number[] {
  const worths = worthOfLines(lines);
  return lines.map(({ id }) => worths.get(id)?.minor ?? -1);
}

const tiers = (given: Partial<TierClause> = {}): TierClause => ({
  period: 'month',
  basis: 'revenue',
  mode: 'marginal',
  steps: [
    { from: 100_000, plusBps: 200 },
    { from: 200_000, plusBps: 500 },
  ],
  ...given,
});

describe('tiers of 10 % + 2 % from 1,000.00 + 5 % from 2,000.00 on three orders of 800.00', () => {
  const orders = (clause: TierClause, nets = [80_000, 80_000, 80_000]) =>
    nets.map((net, at) => line(`o${at}`, net, { tiers: clause }));

  it('give, when marginal, each step to what lies above it: 80.00, 92.00, 108.00', () => {
    expect(minorsOf(orders(tiers()))).toEqual([8_000, 9_200, 10_800]);
  });

  it('give, when retroactive, the step that was reached to all of them: 120.00 each', () => {
    const clause = tiers({ mode: 'retroactive' });
    expect(minorsOf(orders(clause).slice(0, 1))).toEqual([8_000]);
    expect(minorsOf(orders(clause).slice(0, 2))).toEqual([9_600, 9_600]);
    expect(minorsOf(orders(clause))).toEqual([12_000, 12_000, 12_000]);
  });

  it('take a step back when a refund brings the period below it', () => {
    const clause = tiers({ mode: 'retroactive' });
    expect(minorsOf(orders(clause, [80_000, 80_000, 39_999]))).toEqual([9_600, 9_600, 4_800]);
  });

  it('count orders with a positive net where orders were agreed', () => {
    const clause = tiers({ basis: 'orders', steps: [{ from: 3, plusBps: 1000 }] });
    expect(minorsOf(orders(clause, [10_000, 0, 10_000, 10_000]))).toEqual([1000, 0, 1000, 2000]);
    const all = { ...clause, mode: 'retroactive' } as const;
    expect(minorsOf(orders(all, [10_000, 0, 10_000, 10_000]))).toEqual([2000, 0, 2000, 2000]);
  });

  it('begin anew with each drop or month', () => {
    const clause = tiers({ steps: [{ from: 80_000, plusBps: 1000 }] });
    const april = line('o3', 80_000, { tiers: clause, month: '2026-04' });
    expect(minorsOf([...orders(clause).slice(0, 2), april])).toEqual([8_000, 16_000, 8_000]);
    const perDrop: TierClause = { ...clause, period: 'drop' };
    const other = line('o3', 80_000, { tiers: perDrop, dropId: 'd2' });
    expect(minorsOf([...orders(perDrop).slice(0, 2), other])).toEqual([8_000, 16_000, 8_000]);
  });

  it('do not count what a review took away, nor a repeat order that recurs', () => {
    const clause = tiers({ mode: 'retroactive' });
    const [first, second] = orders(clause);
    if (!first || !second) throw new Error('two orders');
    expect(minorsOf([first, { ...second, counts: false }])).toEqual([8_000, 0]);
    expect(minorsOf([first, { ...second, isSale: false, tiers: null }])).toEqual([8_000, 8_000]);
  });
});

describe('caps', () => {
  const capped = (caps: Partial<typeof NO_CAPS | Record<string, number>>) =>
    ({ caps: { ...NO_CAPS, ...caps } }) as Partial<CountedLine>;
  const named = (lines: readonly CountedLine[]) =>
    [...worthOfLines(lines).values()].map(({ minor, cappedBy }) => [minor, cappedBy]);

  it('per order hold each order down', () => {
    expect(named([line('o1', 90_000, capped({ orderMinor: 5_000 })), line('o2', 10_000)])).toEqual([
      [5_000, 'order'],
      [1_000, null],
    ]);
  });

  it('per drop give what is left to the next order, and nothing after that', () => {
    const caps = capped({ dropMinor: 15_000 });
    const lines = [1, 2, 3].map((at) => line(`o${at}`, 100_000, caps));
    expect(named(lines)).toEqual([
      [10_000, null],
      [5_000, 'drop'],
      [0, 'drop'],
    ]);
  });

  it('per month hold over several drops, recurring orders too, and begin anew with the next', () => {
    const caps = capped({ monthMinor: 15_000 });
    const lines = [
      line('o1', 100_000, caps),
      line('o2', 100_000, { ...caps, dropId: null, isSale: false }),
      line('o3', 100_000, { ...caps, month: '2026-04' }),
    ];
    expect(named(lines)).toEqual([
      [10_000, null],
      [5_000, 'month'],
      [10_000, null],
    ]);
  });

  it('come after tiers, and the joint cap holds whatever was agreed', () => {
    const clause = tiers({ steps: [{ from: 1, plusBps: 9_000 }] });
    expect(named([line('o1', 99, { tiers: clause })])).toEqual([[49, 'joint']]);
  });
});

describe('an amount per order', () => {
  const flat = (netMinor: number) =>
    minorsOf([line('o1', netMinor, { baseMinor: 9_999, rate: { bps: 0, flatMinor: 1_000 } })])[0];

  it('loses its part with each refund, and is 0 in the end', () => {
    expect([9_999, 6_666, 3_333, 0].map(flat)).toEqual([1_000, 667, 333, 0]);
  });
});

describe('of 10,000 random contracts', () => {
  const step = fc.record({ from: fc.integer({ min: 1, max: 500_000 }), plusBps: fc.nat(3_000) });
  const terms = fc.record({
    nets: fc.array(fc.nat(90_000), { minLength: 1, maxLength: 12 }),
    bps: fc.nat(9_000),
    steps: fc.array(step, { minLength: 1, maxLength: 4 }),
    monthMinor: fc.option(fc.nat(60_000)),
    dropMinor: fc.option(fc.nat(30_000)),
    isRetroactive: fc.boolean(),
  });
  type Given = typeof terms extends fc.Arbitrary<infer G> ? G : never;

  const clauseOf = ({ steps, isRetroactive }: Given) =>
    tiers({
      steps: steps
        .toSorted((a, b) => a.from - b.from)
        .map(({ from }, at) => ({ from: from + at, plusBps: (at + 1) * 100 })),
      mode: isRetroactive ? 'retroactive' : 'marginal',
    });
  /** One line per net, in two drops by turns. */
  const linesOf = (given: Given, isSale = (_at: number) => true) => {
    const { nets, bps, monthMinor, dropMinor } = given;
    const caps = { orderMinor: null, dropMinor, monthMinor };
    return nets.map((net, at) =>
      line(`o${at}`, net, {
        ...{ tiers: clauseOf(given), caps, rate: { bps, flatMinor: 0 }, isSale: isSale(at) },
        dropId: at % 2 === 0 ? 'd1' : 'd2',
      }),
    );
  };

  it('the additions sum to that of the whole, and no cap is ever passed', () => {
    fc.assert(
      fc.property(terms, (given) => {
        const { nets, monthMinor, dropMinor, isRetroactive } = given;
        const lines = linesOf(given);
        const worths = [...worthOfLines(lines).values()];
        const sum = (of: (one: (typeof worths)[number]) => number) =>
          worths.reduce((total, one) => total + of(one), 0);
        expect(sum(({ minor }) => minor)).toBeLessThanOrEqual(monthMinor ?? Infinity);
        const ofDrop = lines.map(({ dropId, id }) => (dropId === 'd1' ? id : ''));
        const inDrop = [...worthOfLines(lines)].filter(([id]) => ofDrop.includes(id));
        const dropSum = inDrop.reduce((total, [, { minor }]) => total + minor, 0);
        expect(dropSum).toBeLessThanOrEqual(dropMinor ?? Infinity);
        for (const [at, { minor }] of worths.entries()) {
          expect(minor).toBeLessThanOrEqual(Math.floor((nets[at] ?? 0) / 2));
        }
        if (isRetroactive) return;
        const whole = minorsOf([
          line(
            'all',
            nets.reduce((a, b) => a + b, 0),
            { tiers: clauseOf(given) },
          ),
        ]);
        const wholeNet = nets.reduce((a, b) => a + b, 0);
        expect(sum(({ tierMinor }) => tierMinor)).toBe((whole[0] ?? 0) - shareOf(wholeNet, 1000));
      }),
      { numRuns: 10_000 },
    );
  });

  it('the last lines are worth the same when the ones before them are only a sum', () => {
    fc.assert(
      fc.property(terms, fc.nat(20), (given, cut) => {
        const lines = linesOf(given, (at) => at % 5 !== 3);
        const worths = worthOfLines(lines);
        const summands = lines.map((one) => ({ ...one, minor: worths.get(one.id)?.minor ?? 0 }));
        const whole = withLines(new Map(), summands);
        const earlier = withLines(whole, summands.slice(cut), -1);
        for (const [id, worth] of worthOfLines(lines.slice(cut), earlier)) {
          expect(worth).toEqual(worths.get(id));
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
