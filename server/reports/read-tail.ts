import { splitByDay } from '../platform/days.ts';
import { engineOfDb } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { readHitsUntil } from './count.store.ts';
import { countHits } from './hits.store.ts';
import { listReportBrands } from './reports.store.ts';
import type { CountedHits } from './rules/sum-up.ts';

/**
 * Clicks and claims that are not in the tables yet, by the brand's days: those of the last minute or
 * so. With them a report shows a click at once.
 */
export async function readTail(hub: Hub, { brandId }: { brandId: string }): Promise<CountedHits[]> {
  const { db } = hub;
  const from = (await readHitsUntil(db)) ?? new Date(0);
  const [brand] = await listReportBrands(db, brandId);
  if (!brand) return [];
  const to = new Date(hub.clock.now().getTime() + 1);
  const reader = { db, engine: engineOfDb(db) };
  const hits: CountedHits[] = [];
  // Nothing was ever taken over: a new hub, whose first clicks are minutes old.
  const pieces =
    from.getTime() === 0
      ? [{ day: splitByDay({ from: hub.clock.now(), to }, brand.timeZone)[0]?.day ?? '', from, to }]
      : splitByDay({ from, to }, brand.timeZone);
  for (const { day, ...piece } of pieces) {
    const found = await countHits(reader, { scope: { brandId }, ...piece });
    hits.push(...found.map((hit) => ({ ...hit, day })));
  }
  return hits;
}
