import type { Hub } from '../platform/hub.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { changeDrop, type DropOfBrand } from './change-drop.ts';
import { updateDrop } from './drops.store.ts';
import { requireRunning } from './require-running.ts';

/** Stops new claims for a while; what is held stays held. The reason is public. */
export function pauseDrop(
  hub: Hub,
  { reason, ...which }: DropOfBrand & { reason: string },
): Promise<DropDetail> {
  return changeDrop(hub, which, async (tx, drop, { now }) => {
    requireRunning(drop, now);
    await updateDrop(tx, drop.id, { pausedAt: drop.pausedAt ?? now, pauseReason: reason });
    return { kind: 'paused', detail: { reason } };
  });
}
