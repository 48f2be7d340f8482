import type { Tx } from '../platform/db.ts';
import { invariant } from '../platform/invariant.ts';
import { isLineHeld } from './holds.store.ts';
import { post, readLineBalance } from './ledger.store.ts';
import { lockLine } from './lines.store.ts';
import { bookDifference, postedMinor } from './rules/bookings.ts';

/**
 * Posts what is missing on a line to be worth `targetMinor`; nothing when it is. The line is locked
 * first, because the release of an empty line books nothing that could stand in the way. `memo` is the
 * sentence that stands in the ledger for ever; it is told the difference. Throws a unique conflict when
 * another writer booked on the line in between.
 */
export async function bookOnLine(
  tx: Tx,
  lineId: string,
  given: { targetMinor: number; memo: (differenceMinor: number) => string; at: Date },
): Promise<void> {
  const { targetMinor, memo, at } = given;
  const line = await lockLine(tx, lineId);
  invariant(line, `line ${lineId} exists`);
  const { balance, bookings } = await readLineBalance(tx, lineId);
  const isReleased = line.releasedAt !== null;
  const isHeld = await isLineHeld(tx, lineId);
  const booking = bookDifference({ lineId, isReleased, isHeld, balance }, targetMinor);
  if (!booking) return;
  await post(tx, booking, {
    owners: [line],
    idempotencyKey: `line:${lineId}:${bookings}`,
    currency: line.currency,
    at,
    memo: memo(targetMinor - postedMinor(balance)),
  });
}
