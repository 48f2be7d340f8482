import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { DropEventKind } from '../protocol/drops.ts';
import { insertDropEvent } from './drops.store.ts';
import type { DropEventDetail } from './rules/event-text.ts';

/** Writes into the public log of a drop, in the transaction that made it true. */
export async function logEvent<K extends DropEventKind>(
  tx: Tx,
  { dropId, at, kind, detail }: { dropId: string; at: Date; kind: K; detail: DropEventDetail[K] },
): Promise<void> {
  await insertDropEvent(tx, {
    id: newId(at),
    dropId,
    at,
    kind,
    detail: JSON.stringify(detail),
  });
}
