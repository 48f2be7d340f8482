import type { Hub } from '../platform/hub.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { changeDrop, type DropChange, type DropOfBrand } from './change-drop.ts';
import { updateDrop } from './drops.store.ts';
import { requireRunning } from './require-running.ts';

/** Stops new claims for a while; what is held stays held. The reason is public. */
export function pauseDrop(
  hub: Hub,
  { reason, ...which }: DropOfBrand & { reason: string },
): Promise<DropDetail> {
  return changeDrop(hub, which, pausing(reason, 'brand'));
}

/** Who did it is written down: what the brand has paused, only the brand lets go on. */
export function pausing(reason: string, by: 'brand' | 'creator'): DropChange {
  return async (tx, drop, { now }) => {
    requireRunning(drop, now);
    await updateDrop(tx, drop.id, { pausedAt: drop.pausedAt ?? now, pauseReason: reason });
    return { kind: 'paused', detail: { reason, ...(by === 'creator' && { by }) } };
  };
}
