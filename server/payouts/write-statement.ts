import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { type Cell, decimalText, toCsv } from '../platform/csv.ts';
import type { Reader } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { Problem } from '../platform/problem.ts';
import { payoutItemState } from './rules/payout-item-state.ts';
import { findStatement, readStatementNames } from './statements.store.ts';

const HEADER = [
  'batch',
  'creator',
  'handle',
  'order',
  'drop',
  'kind',
  'booked_at',
  'booked_local',
  'time_zone',
  'memo',
  'amount',
  'currency',
  'payout_state',
  'paid_at',
  'paid_note',
];

/**
 * A batch as CSV, one row per ledger entry that it pays; the rows of a creator sum to the payout.
 * Times are ISO in UTC, and once more in the brand's zone. Another brand's batch is `not_found`.
 */
export async function writeStatement(
  db: Reader,
  brand: { id: string; timeZone: string },
  { batchId }: { batchId: string },
): Promise<{ name: string; csv: string }> {
  const batch = await findStatement(db, { brandId: brand.id, batchId });
  if (!batch) throw new Problem('not_found');
  const entries = batch.items.flatMap((item) => item.entries.map(({ entry }) => ({ item, entry })));
  const orderIds = entries.flatMap(({ entry }) => entry.line?.orderId ?? []);
  const creatorIds = batch.items.map(({ creatorId }) => creatorId);
  const names = await readStatementNames(db, { creatorIds, orderIds });
  const rows = entries.map(({ item, entry }): Cell[] => {
    const creator = names.creators.get(item.creatorId);
    const order = names.orders.get(entry.line?.orderId ?? '');
    const currency = entry.currency;
    return [
      { plain: String(batch.number) },
      { text: creator?.displayName ?? '' },
      { text: creator?.handle ?? '' },
      { plain: String(order?.number ?? '') },
      { text: order?.dropTitle ?? '' },
      { plain: entry.transaction.kind },
      { plain: entry.at.toISOString() },
      { plain: format(new TZDate(entry.at, brand.timeZone), 'yyyy-MM-dd HH:mm:ss') },
      { plain: brand.timeZone },
      { text: entry.transaction.memo },
      { plain: decimalText(toNumber(entry.amountMinor), currency) },
      { plain: currency.toUpperCase() },
      { plain: payoutItemState(item, batch) },
      { plain: item.paidAt?.toISOString() ?? '' },
      { text: item.paidNote ?? '' },
    ];
  });
  return { name: `payout-${batch.number}.csv`, csv: toCsv(HEADER, rows) };
}
