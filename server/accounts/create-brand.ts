import type { Hub } from '../platform/hub.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { BrandView } from '../protocol/accounts.ts';
import { insertBrand, slugIsTaken } from './brands.store.ts';
import { presentBrand } from './present-accounts.ts';
import { brandSlug } from './rules/brand-slug.ts';

/** Opens a workspace of which this person is the owner. Its currency is for good. */
export async function createBrand(
  hub: Hub,
  given: { name: string; currency: string; timeZone: string; ownerId: string },
): Promise<BrandView> {
  const brand = await retryOnUniqueConflict(async () => {
    const slug = await freeSlug(hub, brandSlug(given.name));
    return insertBrand(hub.db, { ...given, slug, at: hub.clock.now() });
  });
  return presentBrand({ ...brand, role: 'owner' });
}

/** `name`, or `name-2`, `name-3` … when it is taken. */
async function freeSlug(hub: Hub, base: string): Promise<string> {
  for (let n = 1; ; n += 1) {
    const slug = n === 1 ? base : `${base}-${n}`;
    if (!(await slugIsTaken(hub.db, slug))) return slug;
  }
}
