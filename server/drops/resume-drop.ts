import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { changeDrop, type DropChange, type DropOfBrand } from './change-drop.ts';
import { updateDrop } from './drops.store.ts';

/** Lets a paused drop go on. */
export function resumeDrop(hub: Hub, which: DropOfBrand): Promise<DropDetail> {
  return changeDrop(hub, which, resuming);
}

export const resuming: DropChange = async (tx, drop) => {
  if (!drop.pausedAt)
    throw new Problem('drop_not_running', { message: 'This drop is not paused.' });
  await updateDrop(tx, drop.id, { pausedAt: null, pauseReason: null });
  return { kind: 'resumed', detail: {} };
};
