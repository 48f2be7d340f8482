import type { Hub } from '../platform/hub.ts';
import type { IncrementalRevenue } from '../protocol/experiments.ts';
import { measureDrops } from './measure-drops.ts';
import { pooledFigures } from './rules/figures.ts';

/**
 * What the drops that began in a period brought that would not have come anyway, with its interval.
 * Null when none of them had a holdout that is finished and sound.
 */
export async function readIncrementalRevenue(
  hub: Hub,
  brand: { id: string; currency: string },
  { from, to }: { from: Date; to: Date },
): Promise<IncrementalRevenue | null> {
  const measured = await measureDrops(hub, brand.id);
  const drops = measured
    .filter(({ experiment: { drop } }) => drop.startsAt >= from && drop.startsAt < to)
    .map(({ drop }) => drop);
  const { currency } = brand;
  const pooled = pooledFigures(drops, { now: hub.clock.now().getTime(), currency });
  if (!pooled?.incremental) return null;
  const { estimate, low, high } = pooled.incremental;
  const money = (minor: number) => ({ minor, currency });
  return {
    ...{ estimate: money(estimate), low: money(low), high: money(high) },
    drops: pooled.drops,
    isCertain: low > 0 || high < 0,
  };
}
