import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import { closeHold, isLineHeld } from './holds.store.ts';
import { post, readLineBalance } from './ledger.store.ts';
import { lockLine } from './lines.store.ts';
import { bookHoldReleased } from './rules/bookings.ts';
import { holdReleasedMemo } from './rules/memos.ts';

export type ReleaseGiven = { lineId: string; cause: string; by: string };

/**
 * Ends one hold of a line; false when it was not open. When it was the last one, what was held goes on
 * where the line is: to pending before its date, else to available. Another hold keeps all of it.
 */
export async function releaseHold(hub: Hub, given: ReleaseGiven): Promise<boolean> {
  return retryOnUniqueConflict(() =>
    inTransaction(hub.db, (tx) => releaseHoldIn(tx, given, hub.clock.now())),
  );
}

/** The same within a transaction; a unique conflict is the caller's to retry. */
export async function releaseHoldIn(
  tx: Tx,
  { lineId, cause, by }: ReleaseGiven,
  at: Date,
): Promise<boolean> {
  const line = await lockLine(tx, lineId);
  if (!line) return false;
  if (!(await closeHold(tx, { lineId, cause, releasedAt: at, releasedBy: by }))) return false;
  if (await isLineHeld(tx, lineId)) return true;
  const { balance, bookings } = await readLineBalance(tx, lineId);
  const booking = bookHoldReleased({ lineId, isReleased: line.releasedAt !== null, balance });
  if (!booking) return true;
  await post(tx, booking, {
    owners: [line],
    idempotencyKey: `line:${lineId}:${bookings}`,
    currency: line.currency,
    at,
    memo: holdReleasedMemo({ amountMinor: balance.heldMinor, currency: line.currency }),
  });
  return true;
}
