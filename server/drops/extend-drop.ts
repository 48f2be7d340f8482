import type { Hub } from '../platform/hub.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { changeDrop, type DropChange, type DropOfBrand } from './change-drop.ts';
import { updateDrop } from './drops.store.ts';
import { requireNotOver } from './require-running.ts';

/** Moves the end of a drop that is announced or running. Every extension is in the public log. */
export function extendDrop(
  hub: Hub,
  { minutes, key, ...which }: DropOfBrand & { minutes: number; key?: string | undefined },
): Promise<DropDetail> {
  const request = key === undefined ? null : { key, asked: String(minutes) };
  return changeDrop(hub, { ...which, request }, extending(minutes));
}

export function extending(minutes: number): DropChange {
  return async (tx, drop, { now }) => {
    requireNotOver(drop, now);
    const endsAt = new Date(drop.endsAt.getTime() + minutes * 60_000);
    await updateDrop(tx, drop.id, { endsAt });
    return { kind: 'extended', detail: { minutes, endsAt: endsAt.getTime() } };
  };
}
