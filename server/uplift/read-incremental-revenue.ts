import type { Hub } from '../platform/hub.ts';
import type { IncrementalRevenue } from '../protocol/experiments.ts';
import { measureDrops } from './measure-drops.ts';
import { pooledFigures } from './rules/figures.ts';

/**
 * What the drops that began since a moment brought that would not have come anyway, with its interval.
 * Null when none of them had a holdout that is finished and sound.
 */
export async function readIncrementalRevenue(
  hub: Hub,
  brand: { id: string; currency: string },
  since: Date,
): Promise<IncrementalRevenue | null> {
  const measured = await measureDrops(hub, brand.id, since);
  const { currency } = brand;
  const pooled = pooledFigures(
    measured.map(({ drop }) => drop),
    { now: hub.clock.now().getTime(), currency },
  );
  if (!pooled?.incremental) return null;
  const { estimate, low, high } = pooled.incremental;
  const money = (minor: number) => ({ minor, currency });
  return {
    ...{ estimate: money(estimate), low: money(low), high: money(high) },
    drops: pooled.drops,
    isCertain: pooled.verdict !== 'not_enough_data' && (low > 0 || high < 0),
  };
}
