import { netOfOrder } from '../attribution/rules/net-of-order.ts';
import type { Tx } from '../platform/db.ts';
import { invariant } from '../platform/invariant.ts';
import { post, readLineBalance } from './ledger.store.ts';
import { findOrderMoney, type StoredLine } from './lines.store.ts';
import { bookDifference, postedMinor } from './rules/bookings.ts';
import { commissionOf } from './rules/commission.ts';
import { differenceMemo } from './rules/memos.ts';

/**
 * Brings one line to what the order is worth now: computes the commission on today's net and posts
 * the difference to what the ledger says. Nothing to post is the usual case and does nothing. Throws
 * a unique conflict when another writer booked on this line in between; the caller tries again.
 */
export async function settleLine(tx: Tx, line: StoredLine, at: Date): Promise<void> {
  const order = await findOrderMoney(tx, line.orderId);
  invariant(order, `line ${line.id} has no order`);
  // All refunds, whatever their time: another machine's clock may be ahead of this one's.
  const netMinor = netOfOrder(order.money);
  const targetMinor = commissionOf(netMinor, { rateBps: line.rateBps, capBps: order.capBps });
  const { balance, bookings } = await readLineBalance(tx, line.id);
  const isReleased = line.releasedAt !== null;
  const booking = bookDifference({ lineId: line.id, isReleased, balance }, targetMinor);
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
      differenceMinor: targetMinor - postedMinor(balance),
    }),
  });
}
