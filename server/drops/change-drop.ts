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
 * What a change does to a drop as it stands under the lock, and what the public log says of it (null:
 * nothing). Throws a `Problem` when the drop may not be changed so.
 */
export type DropChange = (
  tx: Tx,
  drop: WholeDrop,
  at: { now: Date; seq: number },
) => Promise<LoggedEvent | null>;

/** What was asked, and the key by which a repeated request is known. */
export type DropRequest = { key: string; asked: string };

/**
 * One change of a drop by its brand: locked first, so that it is ordered with every claim; written
 * in the public log; announced to all screens after the commit. A request that the log knows is not
 * carried out again; one that asks for something else under its key is `done_already`.
 */
export async function changeDrop(
  hub: Hub,
  which: DropOfBrand & { request?: DropRequest | null },
  change: DropChange,
): Promise<DropDetail> {
  const now = hub.clock.now();
  await inTransaction(hub.db, (tx) => changeDropIn(tx, { ...which, now }, change));
  hub.signals.dropChanged(which.dropId);
  return readDrop(hub, which);
}

/**
 * The same inside a transaction of somebody else, who tells the screens after the commit; it is the
 * first statement there. Returns the version that it makes.
 */
export async function changeDropIn(
  tx: Tx,
  {
    brandId,
    dropId,
    now,
    request = null,
  }: DropOfBrand & { now: Date; request?: DropRequest | null },
  change: DropChange,
): Promise<number> {
  const seq = await lockDropOfBrand(tx, brandId, dropId);
  const drop = seq === null ? null : await findDropOfBrand(tx, brandId, dropId);
  if (seq === null || !drop) throw new Problem('not_found');
  if (request && wasDone(drop, request)) return seq;
  const event = await change(tx, drop, { now, seq });
  if (event !== null) {
    const { kind } = event;
    const detail = JSON.stringify(request ? { ...event.detail, request } : event.detail);
    await insertDropEvent(tx, { id: newId(now), dropId, at: now, kind, detail, seq });
  }
  return seq;
}

/** Under the lock, so that of two at once one finds the other. */
function wasDone({ log }: WholeDrop, { key, asked }: DropRequest): boolean {
  const requests = log.map(
    ({ detail }) => (JSON.parse(detail) as { request?: DropRequest }).request,
  );
  const done = requests.find((one) => one?.key === key);
  if (done && done.asked !== asked) throw new Problem('done_already');
  return done !== undefined;
}
