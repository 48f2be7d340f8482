import type { Tx } from '../platform/db.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { DropDetail, DropEventKind } from '../protocol/drops.ts';
import {
  findDropOfBrand,
  insertDropEvent,
  lockDropOfBrand,
  type WholeDrop,
} from './drops.store.ts';
import { readDrop } from './read-drop.ts';
import type { DropEventDetail } from './rules/event-text.ts';

export type DropOfBrand = { brandId: string; dropId: string };
type LoggedEvent = {
  [K in DropEventKind]: { kind: K; detail: DropEventDetail[K] };
}[DropEventKind];

/**
 * One change of a drop by its brand: locked first, so that it is ordered with every claim; written
 * in the public log; announced to all screens after the commit. `change` gets the drop as it stands
 * under the lock and throws a `Problem` when it may not be changed so.
 */
export async function changeDrop(
  hub: Hub,
  { brandId, dropId }: DropOfBrand,
  change: (tx: Tx, drop: WholeDrop, at: { now: Date; seq: number }) => Promise<LoggedEvent>,
): Promise<DropDetail> {
  const now = hub.clock.now();
  await inTransaction(hub.db, async (tx) => {
    const seq = await lockDropOfBrand(tx, brandId, dropId);
    const drop = seq === null ? null : await findDropOfBrand(tx, brandId, dropId);
    if (seq === null || !drop) throw new Problem('not_found');
    const { kind, detail } = await change(tx, drop, { now, seq });
    await insertDropEvent(tx, {
      id: newId(now),
      dropId,
      at: now,
      kind,
      detail: JSON.stringify(detail),
    });
  });
  hub.signals.dropChanged(dropId);
  return readDrop(hub, { brandId, dropId });
}
