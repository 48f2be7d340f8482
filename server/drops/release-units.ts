import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { CENTRAL, EVERYONE } from '../protocol/stock-keys.ts';
import { changeDrop, type DropChange, type DropOfBrand } from './change-drop.ts';
import { checkKeys } from './check-keys.ts';
import { findSkuOfBrand } from './drops.store.ts';
import { addUnits, insertMovements } from './pools.store.ts';
import { offerOf } from './present-drop.ts';
import { requireNotOver } from './require-running.ts';
import { audienceName } from './rules/name-of-key.ts';

type Release = {
  skuId: string;
  units: number;
  /** The central reserve unless it says so. */
  location?: string;
  /** Everyone unless it says so. */
  audience?: string;
};

/**
 * Adds units of one SKU, or of a bundle's add-on, to a drop. Units of a bundle come with as many
 * add-ons, else the page would count units that nobody can claim. Every release is in the public log.
 */
export function releaseUnits(
  hub: Hub,
  { brandId, dropId, key, ...release }: DropOfBrand & Release & { key?: string | undefined },
): Promise<DropDetail> {
  const { skuId, units, location = CENTRAL, audience = EVERYONE } = release;
  const asked = [skuId, units, location, audience].join(' ');
  const request = key === undefined ? null : { key, asked };
  return changeDrop(hub, { brandId, dropId, request }, releasing(release));
}

export function releasing({
  skuId,
  units,
  location = CENTRAL,
  audience = EVERYONE,
}: Release): DropChange {
  return async (tx, drop, { now, seq }) => {
    requireNotOver(drop, now);
    const sku = await findSkuOfBrand(tx, drop.brandId, skuId);
    if (!sku || !drop.pools.some((pool) => pool.skuId === skuId)) throw new Problem('not_found');
    await checkKeys(tx, drop.brandId, { locations: [location], audiences: [audience] });
    const offer = offerOf(drop);
    const isOffered = drop.items.some((item) => item.skuId === skuId);
    const added = [{ skuId, audience }];
    if (offer.kind === 'bundle' && isOffered) {
      added.push({ skuId: offer.addOnSkuId, audience: EVERYONE });
    }
    for (const one of added) {
      const key = { dropId: drop.id, location, ...one };
      const poolId = await addUnits(tx, { id: newId(now), units, ...key });
      await insertMovements(tx, [{ id: newId(now), poolId, kind: 'added', units, at: now, seq }]);
    }
    const group =
      audience === EVERYONE ? {} : { group: audienceName(audience, drop.brand.audiences) };
    return { kind: 'released', detail: { units, title: sku.title, ...group } };
  };
}
