import type { Reader } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { Problem } from '../platform/problem.ts';
import type { PayoutOrderView } from '../protocol/payouts.ts';
import { findItemWithOrders } from './batches.store.ts';
import { readStatementNames } from './statements.store.ts';

/** Which orders one payout pays, entry by entry; another brand's payout is `not_found`. */
export async function listPayoutOrders(
  db: Reader,
  which: { brandId: string; itemId: string },
): Promise<PayoutOrderView[]> {
  const item = await findItemWithOrders(db, which);
  if (!item) throw new Problem('not_found');
  const entries = item.entries
    .filter(({ attempt }) => attempt === item.attempt)
    .map(({ entry }) => entry);
  const orderIds = entries.flatMap(({ line }) => (line?.orderId ? [line.orderId] : []));
  const { orders } = await readStatementNames(db, { creatorIds: [], orderIds });
  return entries.map((entry) => {
    const order = orders.get(entry.line?.orderId ?? '');
    return {
      entryId: entry.id,
      orderNumber: order?.number ?? 0,
      dropTitle: order?.dropTitle ?? '',
      memo: entry.transaction.memo,
      at: entry.at.getTime(),
      amount: { minor: toNumber(entry.amountMinor), currency: entry.currency },
    };
  });
}
