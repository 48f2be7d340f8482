import { inTransaction } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import type { Hub } from '../platform/hub.ts';
import type { BrandView } from '../protocol/accounts.ts';
import type { MemberBrand } from './accounts.store.ts';
import { saveBrand } from './brands.store.ts';
import { presentBrand } from './present-accounts.ts';

/**
 * Changes what is given and leaves the rest. Currency and slug stay as they are; in another zone the
 * brand's days are counted anew.
 */
export async function updateBrand(
  hub: Hub,
  brand: MemberBrand,
  given: {
    name?: string | undefined;
    timeZone?: string | undefined;
    rateFloorBps?: number | undefined;
    widgetOrigins?: string[] | undefined;
  },
): Promise<BrandView> {
  const isOtherZone = given.timeZone !== undefined && given.timeZone !== brand.timeZone;
  const saved = await inTransaction(hub.db, async (tx) => {
    const payload = { brandId: brand.id };
    const at = hub.clock.now();
    if (isOtherZone) await recordHappening(tx, 'brand.zone_changed', { payload, at });
    return saveBrand(tx, brand.id, {
      name: given.name,
      timeZone: given.timeZone,
      rateFloorBps: given.rateFloorBps,
      widgetOrigins: given.widgetOrigins && [...new Set(given.widgetOrigins)].join('\n'),
    });
  });
  return presentBrand({ ...saved, role: brand.role });
}
