import type { Hub } from '../platform/hub.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { changeDrop, type DropOfBrand } from './change-drop.ts';
import { updateDrop } from './drops.store.ts';
import { requireRunning } from './require-running.ts';

/** Moves the end of a running drop. Every extension is in the public log. */
export function extendDrop(
  hub: Hub,
  { minutes, ...which }: DropOfBrand & { minutes: number },
): Promise<DropDetail> {
  return changeDrop(hub, which, async (tx, drop, { now }) => {
    requireRunning(drop, now);
    const endsAt = new Date(drop.endsAt.getTime() + minutes * 60_000);
    await updateDrop(tx, drop.id, { endsAt });
    return { kind: 'extended', detail: { minutes, endsAt: endsAt.getTime() } };
  });
}
