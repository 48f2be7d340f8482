import type { Hub } from '../platform/hub.ts';
import type { BrandView } from '../protocol/accounts.ts';
import type { MemberBrand } from './accounts.store.ts';
import { saveBrand } from './brands.store.ts';
import { presentBrand } from './present-accounts.ts';

/** Changes what is given and leaves the rest. Currency and slug stay as they are. */
export async function updateBrand(
  hub: Hub,
  brand: MemberBrand,
  given: {
    name?: string | undefined;
    timeZone?: string | undefined;
    widgetOrigins?: string[] | undefined;
  },
): Promise<BrandView> {
  const saved = await saveBrand(hub.db, brand.id, {
    name: given.name,
    timeZone: given.timeZone,
    widgetOrigins: given.widgetOrigins && [...new Set(given.widgetOrigins)].join('\n'),
  });
  return presentBrand({ ...saved, role: brand.role });
}
