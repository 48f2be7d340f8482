import type { CommissionCaps, Rate, TierClause } from '../../protocol/contracts.ts';
import { shareOf } from '../../protocol/money.ts';
import type { CapName } from '../../protocol/payouts.ts';
import { tierOf, type Volume } from './tiers.ts';

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
 * they are now; bookings post the difference. `lines` must hold every line of each period they touch.
 */
export function worthOfLines(lines: readonly CountedLine[]): Map<string, LineWorth> {
  const inOrder = [...lines].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const totals = new Map<string, Volume>();
  for (const line of inOrder) for (const key of periodsOf(line)) addVolume(totals, key, line);
  const before = new Map<string, Volume>();
  const paid = new Map<string, number>();
  const worths = new Map<string, LineWorth>();
  for (const line of inOrder) {
    const worth = worthOf(line, { totals, before, paid });
    worths.set(line.id, worth);
    for (const key of periodsOf(line)) {
      addVolume(before, key, line);
      paid.set(key, (paid.get(key) ?? 0) + worth.minor);
    }
  }
  return worths;
}

type SoFar = {
  totals: ReadonlyMap<string, Volume>;
  before: ReadonlyMap<string, Volume>;
  paid: ReadonlyMap<string, number>;
};

function worthOf(line: CountedLine, { totals, before, paid }: SoFar): LineWorth {
  if (!line.counts || line.netMinor === 0) return NOTHING;
  const rateMinor = rateMinorOf(line);
  const period = line.tiers && (line.tiers.period === 'drop' ? line.dropId : line.month);
  const tierMinor =
    line.tiers && line.isSale && period !== null
      ? tierOf(line.tiers, line.netMinor, {
          before: before.get(period) ?? NO_VOLUME,
          total: totals.get(period) ?? NO_VOLUME,
        })
      : 0;
  const room = (cap: number | null | undefined, key: string | null) =>
    typeof cap === 'number' && key !== null ? Math.max(0, cap - (paid.get(key) ?? 0)) : null;
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
const NO_VOLUME: Volume = { revenueMinor: 0, orders: 0 };

/** Ids of drops and names of months never meet. */
function periodsOf({ month, dropId }: CountedLine): string[] {
  return dropId === null ? [month] : [month, dropId];
}

function addVolume(volumes: Map<string, Volume>, key: string, line: CountedLine): void {
  if (!line.counts || !line.isSale || line.netMinor === 0) return;
  const { revenueMinor, orders } = volumes.get(key) ?? NO_VOLUME;
  volumes.set(key, { revenueMinor: revenueMinor + line.netMinor, orders: orders + 1 });
}
