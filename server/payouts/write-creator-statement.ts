import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { type Cell, decimalText, toCsv } from '../platform/csv.ts';
import type { StatementView } from '../protocol/payouts.ts';

const HEADER = [
  'brand',
  'creator',
  'booked_at',
  'booked_local',
  'time_zone',
  'kind',
  'order',
  'memo',
  'amount',
  'currency',
];

/**
 * A creator's statement as CSV. Each section begins with its opening and ends with its closing, and the
 * amounts of the rows between lead from one to the other.
 */
export function writeCreatorStatement(statement: StatementView): string {
  const { creatorName, timeZone, from, to } = statement;
  const rows = statement.sections.flatMap((section) => {
    const row = (
      kind: string,
      given: { at: number; order?: number | null; memo?: string; minor: number },
    ): Cell[] => [
      { text: section.brandName },
      { text: creatorName },
      { plain: new Date(given.at).toISOString() },
      { plain: format(new TZDate(given.at, timeZone), 'yyyy-MM-dd HH:mm:ss') },
      { plain: timeZone },
      { plain: kind },
      { plain: String(given.order ?? '') },
      { text: given.memo ?? '' },
      { plain: decimalText(given.minor, section.currency) },
      { plain: section.currency.toUpperCase() },
    ];
    return [
      row('opening', { at: from, minor: section.opening.minor }),
      ...section.rows.map(({ kind, at, orderNumber, memo, amount }) =>
        row(kind, { at, order: orderNumber, memo, minor: amount.minor }),
      ),
      row('closing', { at: to, minor: section.closing.minor }),
    ];
  });
  return toCsv(HEADER, rows);
}
