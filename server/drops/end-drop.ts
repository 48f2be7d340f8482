import type { Hub } from '../platform/hub.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { changeDrop, type DropChange, type DropOfBrand } from './change-drop.ts';
import { updateDrop } from './drops.store.ts';
import { requireNotOver } from './require-running.ts';

/** Ends a published drop now. Units that are held may still be paid for. */
export function endDrop(hub: Hub, which: DropOfBrand): Promise<DropDetail> {
  return changeDrop(hub, which, ending('brand'));
}

/** The public log says which side it was. */
export function ending(by: 'brand' | 'creator'): DropChange {
  return async (tx, drop, { now }) => {
    requireNotOver(drop, now);
    await updateDrop(tx, drop.id, { endedAt: now });
    return { kind: 'ended', detail: by === 'creator' ? { by } : {} };
  };
}
