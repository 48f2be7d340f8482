import { Problem } from '../platform/problem.ts';
import type { DropChange } from './change-drop.ts';
import { updateDrop } from './drops.store.ts';
import { requireNotOver } from './require-running.ts';

/** Shows one article of the drop on air and first on its page; null takes it back. */
export function pinning(skuId: string | null): DropChange {
  return async (tx, drop, { now }) => {
    requireNotOver(drop, now);
    if (skuId !== null && !drop.items.some((item) => item.skuId === skuId)) {
      throw new Problem('not_found');
    }
    await updateDrop(tx, drop.id, { pinnedSkuId: skuId });
    return null;
  };
}
