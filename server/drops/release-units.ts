import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { changeDrop, type DropOfBrand } from './change-drop.ts';
import { addUnits, insertMovement } from './drops.store.ts';
import { requireNotOver } from './require-running.ts';

/** Adds units of one SKU to a drop. Every release is in the public log. */
export function releaseUnits(
  hub: Hub,
  { skuId, units, ...which }: DropOfBrand & { skuId: string; units: number },
): Promise<DropDetail> {
  return changeDrop(hub, which, async (tx, drop, { now, seq }) => {
    requireNotOver(drop, now);
    const item = drop.items.find((candidate) => candidate.skuId === skuId);
    const poolId = item && (await addUnits(tx, { dropId: drop.id, skuId, units }));
    if (!item || !poolId) throw new Problem('not_found');
    await insertMovement(tx, { id: newId(now), poolId, kind: 'added', units, at: now, seq });
    return { kind: 'released', detail: { units, title: item.sku.title } };
  });
}
