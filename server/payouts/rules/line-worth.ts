import type { CommissionCaps, Rate, TierClause } from '../../protocol/contracts.ts';
import { shareOf } from '../../protocol/money.ts';
import type { CapName } from '../../protocol/payouts.ts';
import { addLine, NO_SUMS, type Sums, withLines } from './period-sums.ts';
import { tierOf } from './tiers.ts';

/** All that the worth of one drop-sale or recurring line depends on. */
export type CountedLine = {
  id: string;
  /** When the order was captured; epoch milliseconds. */
  at: number;
  dropId: string | null;
  /** The calendar month of the capture in the contract's zone, "2026-03". */
  month: string;
  /** What the order is worth now, and what it was worth when it was captured. */
  netMinor: number;
  baseMinor: number;
  rate: Rate;
  /** False: the sale does not count, neither for money nor as volume. */
  counts: boolean;
  /** False: it is no sale of the creator's own, so it adds to no volume and gets no tier. */
  isSale: boolean;
  /** Null: none was agreed, or an override takes their place. */
  tiers: TierClause | null;
  caps: CommissionCaps | null;
  /** The most that all creators together may get from the order, in basis points of its net. */
  jointCapBps: number;
};

export type LineWorth = {
  minor: number;
  /** Of `minor` before caps: what the rate gives, and what the tiers add. */
  rateMinor: number;
  tierMinor: number;
  /** The cap that bound last; null: none. */
  cappedBy: CapName | null;
};

/**
 * What lines of one contract are worth together, in minor units: rate + tier, then the cap per order,
 * the joint cap (rounded down, so that it holds to the cent), the cap per drop, the cap per month. Of a
 * cap that several orders share, the earlier order takes first. Always computed anew from the orders as
 * they are now; bookings post the difference. `lines` must hold the last lines of each period they
 * touch, without a gap; `earlier` sums up the ones before them.
 */
export function worthOfLines(
  lines: readonly CountedLine[],
  earlier: Sums = new Map(),
): Map<string, LineWorth> {
  const inOrder = [...lines].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const totals = withLines(
    earlier,
    inOrder.map((line) => ({ ...line, minor: 0 })),
  );
  const before = new Map(earlier);
  const worths = new Map<string, LineWorth>();
  for (const line of inOrder) {
    const worth = worthOf(line, { totals, before });
    worths.set(line.id, worth);
    addLine(before, { ...line, minor: worth.minor });
  }
  return worths;
}

type SoFar = { totals: Sums; before: Sums };

function worthOf(line: CountedLine, { totals, before }: SoFar): LineWorth {
  if (!line.counts || line.netMinor === 0) return NOTHING;
  const rateMinor = rateMinorOf(line);
  const period = line.tiers && (line.tiers.period === 'drop' ? line.dropId : line.month);
  const tierMinor =
    line.tiers && line.isSale && period !== null
      ? tierOf(line.tiers, line.netMinor, {
          before: before.get(period) ?? NO_SUMS,
          total: totals.get(period) ?? NO_SUMS,
        })
      : 0;
  const room = (cap: number | null | undefined, key: string | null) =>
    typeof cap === 'number' && key !== null
      ? Math.max(0, cap - (before.get(key) ?? NO_SUMS).worthMinor)
      : null;
  const limits: [CapName, number | null][] = [
    ['order', line.caps?.orderMinor ?? null],
    ['joint', jointCapMinor(line.netMinor, line.jointCapBps)],
    ['drop', room(line.caps?.dropMinor, line.dropId)],
    ['month', room(line.caps?.monthMinor, line.month)],
  ];
  let minor = rateMinor + tierMinor;
  let cappedBy: CapName | null = null;
  for (const [name, limit] of limits) {
    if (limit === null || minor <= limit) continue;
    minor = limit;
    cappedBy = name;
  }
  return { minor, rateMinor, tierMinor, cappedBy };
}

/** What all creators together may get from an order, in minor units. */
export function jointCapMinor(netMinor: number, capBps: number): number {
  return Number((BigInt(netMinor) * BigInt(capBps)) / 10_000n);
}

/** A share of the net, or the part of an amount per order that is left of the order; half up. */
function rateMinorOf({ rate, netMinor, baseMinor }: CountedLine): number {
  if (rate.flatMinor === 0) return shareOf(netMinor, rate.bps);
  if (baseMinor === 0) return 0;
  const exact = BigInt(rate.flatMinor) * BigInt(Math.min(netMinor, baseMinor));
  return Number((2n * exact + BigInt(baseMinor)) / (2n * BigInt(baseMinor)));
}

const NOTHING: LineWorth = { minor: 0, rateMinor: 0, tierMinor: 0, cappedBy: null };
