import { netOfOrder } from '../checkout/rules/net-of-order.ts';
import type { Tx } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { bookOnLine } from './book-on-line.ts';
import { isLineConfirmed } from './holds.store.ts';
import {
  findOrderMoney,
  listFeesOfOrders,
  lockLines,
  type StoredLine,
  setWorth,
} from './lines.store.ts';
import { sumPostedBeside } from './periods.store.ts';
import { jointCapMinor } from './rules/line-worth.ts';
import { ltvShareMemo } from './rules/memos.ts';

/**
 * Brings the LTV fees on these orders to their share, as far as the joint cap leaves room beside what
 * is sold and recurring on them: of all credits the LTV credit is reduced first. `fee` says what it is
 * counted from, for the first booking.
 */
export async function settleLtvLines(
  tx: Tx,
  orderIds: readonly string[],
  { at, fee = 'LTV clause' }: { at: Date; fee?: string | undefined },
): Promise<void> {
  for (const [orderId, ids] of await listFeesOfOrders(tx, orderIds)) {
    const lines = await lockLines(tx, ids);
    // As they are once nobody else can write them. What fell to nothing first: it makes room.
    for (const line of lines.toSorted((a, b) => shareOfLine(a) - shareOfLine(b))) {
      await settleShare(tx, line, { orderId, at, fee });
    }
  }
}

function shareOfLine({ shareMinor }: StoredLine): number {
  return toNumber(shareMinor ?? 0n);
}

async function settleShare(
  tx: Tx,
  line: StoredLine,
  { orderId, at, fee }: { orderId: string; at: Date; fee: string },
): Promise<void> {
  const shareMinor = shareOfLine(line);
  const beside = await sumPostedBeside(tx, { orderId, lineId: line.id });
  const order = await findOrderMoney(tx, orderId);
  const cap = order ? jointCapMinor(netOfOrder(order.money), order.capBps) : 0;
  const room = Math.max(0, cap - beside);
  const isConfirmed = await isLineConfirmed(tx, line.id);
  const targetMinor = isConfirmed ? 0 : Math.min(shareMinor, room);
  const ofClause = line.cappedBy === 'ltv' ? 'ltv' : null;
  const cappedBy = targetMinor < shareMinor && !isConfirmed ? 'joint' : ofClause;
  if (cappedBy !== line.cappedBy) await setWorth(tx, line.id, { cappedBy });
  const memo = (differenceMinor: number) =>
    ltvShareMemo({
      fee,
      currency: line.currency,
      targetMinor,
      differenceMinor,
      isFirst: differenceMinor === targetMinor,
      cappedBy,
    });
  await bookOnLine(tx, line.id, { targetMinor, memo, at });
}
