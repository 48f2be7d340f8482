import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import type { DropSummary } from '../protocol/drops.ts';
import { findDropsOfBrand } from './drops.store.ts';
import { sumDropSales } from './money.store.ts';
import { presentSummary } from './present-drop.ts';

/** A brand's drops, the latest start first. */
export async function listDrops(hub: Hub, brandId: string): Promise<DropSummary[]> {
  const drops = await findDropsOfBrand(hub.db, brandId);
  const sums = await sumDropSales(
    hub.db,
    drops.map(({ id }) => id),
  );
  const now = hub.clock.now().getTime();
  return drops.map((drop) => {
    const sales = sums.get(drop.id);
    invariant(sales, 'every drop asked for has a sum');
    return presentSummary(drop, sales, now);
  });
}
