import type { TierClause } from '../../protocol/contracts.ts';
import { shareOf } from '../../protocol/money.ts';

/** What a contract sold in a period: net revenue, and orders with a positive net. */
export type Volume = { revenueMinor: number; orders: number };

/**
 * What tiers add to one order, in minor units; `before` is the period's volume before it, `total` that
 * of the whole period. Marginal additions of a period are differences of one running sum, which is
 * rounded half up, so that they sum to the addition of the whole to the cent. See `TierClause`.
 */
export function tierOf(
  tiers: TierClause,
  netMinor: number,
  { before, total }: { before: Volume; total: Volume },
): number {
  const byRevenue = tiers.basis === 'revenue';
  if (tiers.mode === 'retroactive') return shareOf(netMinor, plusOfAll(tiers, total));
  if (!byRevenue) return shareOf(netMinor, plusAt(tiers, before.orders + 1));
  const { revenueMinor } = before;
  return runningSum(tiers, revenueMinor + netMinor) - runningSum(tiers, revenueMinor);
}

/** Whether every order of a period gets another addition by the one volume of it than by the other. */
export function isStepBetween(tiers: TierClause, one: Volume, other: Volume): boolean {
  return tiers.mode === 'retroactive' && plusOfAll(tiers, one) !== plusOfAll(tiers, other);
}

function plusOfAll(tiers: TierClause, { revenueMinor, orders }: Volume): number {
  return plusAt(tiers, tiers.basis === 'revenue' ? revenueMinor : orders);
}

/** The addition of the highest step that a volume reaches, in basis points. */
function plusAt({ steps }: TierClause, volume: number): number {
  return steps.findLast(({ from }) => from <= volume)?.plusBps ?? 0;
}

/** What marginal steps add to a whole revenue: each to the part that lies in it. */
function runningSum({ steps }: TierClause, revenueMinor: number): number {
  const exact = steps.reduce((sum, { from, plusBps }, at) => {
    const end = Math.min(revenueMinor, steps[at + 1]?.from ?? revenueMinor);
    return sum + BigInt(Math.max(0, end - from)) * BigInt(plusBps);
  }, 0n);
  return Number((exact + 5_000n) / 10_000n);
}
