import { netOfOrder } from '../checkout/rules/net-of-order.ts';
import type { Tx } from '../platform/db.ts';
import { invariant } from '../platform/invariant.ts';
import { isLineConfirmed, isLineHeld } from './holds.store.ts';
import { post, readLineBalance } from './ledger.store.ts';
import { findOrderMoney, lockLine } from './lines.store.ts';
import { bookDifference, postedMinor } from './rules/bookings.ts';
import { commissionOf } from './rules/commission.ts';
import { causeOfDifference, differenceMemo } from './rules/memos.ts';

/**
 * Brings one line to what the order is worth now: computes the commission on today's net and posts
 * the difference to what the ledger says. Nothing to post is the usual case and does nothing. Throws
 * a unique conflict when another writer booked on this line in between; the caller tries again.
 *
 * The line is locked first, because the release of an empty line books nothing that could stand in
 * the way. The balance is read before the refunds: what changes later than the balance comes with a
 * booking of its own, which takes the number that this one wants.
 */
export async function settleLine(tx: Tx, { id }: { id: string }, at: Date): Promise<void> {
  const line = await lockLine(tx, id);
  const { balance, bookings } = await readLineBalance(tx, id);
  const order = line && (await findOrderMoney(tx, line.orderId));
  invariant(line && order, `line ${id} has an order`);
  // All refunds, whatever their time: another machine's clock may be ahead of this one's.
  const netMinor = netOfOrder(order.money);
  const isConfirmed = await isLineConfirmed(tx, id);
  const worthMinor = commissionOf(netMinor, { rateBps: line.rateBps, capBps: order.capBps });
  const targetMinor = isConfirmed ? 0 : worthMinor;
  const isReleased = line.releasedAt !== null;
  const isHeld = await isLineHeld(tx, id);
  const facts = { lineId: line.id, isReleased, isHeld, balance };
  const booking = bookDifference(facts, targetMinor);
  if (!booking) return;
  await post(tx, booking, {
    owners: [line],
    idempotencyKey: `line:${line.id}:${bookings}`,
    currency: line.currency,
    at,
    memo: differenceMemo({
      ...line,
      netMinor,
      targetMinor,
      cause: isConfirmed ? 'Review' : causeOfDifference(order.money),
      differenceMinor: targetMinor - postedMinor(balance),
    }),
  });
}
