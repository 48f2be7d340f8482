import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import { isLineHeld } from './holds.store.ts';
import { post, readLineBalance } from './ledger.store.ts';
import { listDueLines, lockLine, markReleased, type StoredLine } from './lines.store.ts';
import { bookRelease } from './rules/bookings.ts';
import { releaseMemo } from './rules/memos.ts';

/** Lines in one commit: few enough to be quick, many enough to be cheap. */
const BATCH = 50;

/**
 * Ends every waiting time that is over and returns how many: what is pending becomes available. A
 * line with an open hold is passed over, however long that lasts. Safe to run at any time and by several
 * workers; a line is released once. Each batch is booked at its own moment, however long the run takes. A
 * batch that fails is logged and left for the next run, and does not keep the others.
 */
export async function releaseDueCommissions(hub: Hub): Promise<number> {
  const now = hub.clock.now();
  let released = 0;
  let afterId = '';
  for (;;) {
    const due = await listDueLines(hub.db, { now, afterId, limit: BATCH });
    const last = due.at(-1);
    if (!last) return released;
    afterId = last.id;
    try {
      released += await retryOnUniqueConflict(() =>
        inTransaction(hub.db, (tx) => releaseLines(tx, due, hub.clock.now())),
      );
    } catch (error) {
      hub.log.error({ err: error, afterId }, 'commissions could not be released');
    }
  }
}

async function releaseLines(tx: Tx, due: readonly StoredLine[], at: Date): Promise<number> {
  let released = 0;
  for (const line of due) {
    // Locked first: a hold that is being set at this moment is seen, or sees that the line is released.
    await lockLine(tx, line.id);
    if (await isLineHeld(tx, line.id)) continue;
    if (!(await markReleased(tx, line.id, at))) continue;
    released += 1;
    const { balance, bookings } = await readLineBalance(tx, line.id);
    const booking = bookRelease({ lineId: line.id, balance });
    if (!booking) continue;
    await post(tx, booking, {
      owners: [line],
      idempotencyKey: `line:${line.id}:${bookings}`,
      currency: line.currency,
      at,
      memo: releaseMemo({ ...line, amountMinor: balance.pendingMinor }),
    });
  }
  return released;
}
