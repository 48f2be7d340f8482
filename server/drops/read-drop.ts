import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import { Problem } from '../platform/problem.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { missingOf, warningsFor } from './check-publish.ts';
import { findDropOfBrand } from './drops.store.ts';
import { sumDropCommission, sumDropSales } from './money.store.ts';
import { presentDetail } from './present-drop.ts';

/** One drop as its brand sees it. Throws `not_found` for another brand's drop too. */
export async function readDrop(
  hub: Hub,
  { brandId, dropId }: { brandId: string; dropId: string },
): Promise<DropDetail> {
  const drop = await findDropOfBrand(hub.db, brandId, dropId);
  if (!drop) throw new Problem('not_found');
  const sales = (await sumDropSales(hub.db, [drop.id])).get(drop.id);
  invariant(sales, 'every drop asked for has a sum');
  const now = hub.clock.now();
  return presentDetail(drop, sales, {
    commissionMinor: await sumDropCommission(hub.db, drop.id),
    now: now.getTime(),
    missing: drop.publishedAt ? [] : missingOf(drop, now),
    warnings: drop.publishedAt ? [] : await warningsFor(hub.db, drop),
    publicUrl: hub.publicUrl,
  });
}
