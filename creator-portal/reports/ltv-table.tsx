import type { LtvGroup, LtvRow } from '../../server/protocol/reports.ts';
import { say } from '../strings.ts';
import { Avatar } from '../ui/avatar.tsx';
import { LOCALE } from '../ui/locale.ts';
import { moneyText } from '../ui/money.tsx';
import { type Column, type Sort, Table } from '../ui/table.tsx';
import { decimalText } from './decimal-text.ts';
import { LtvFigureCell } from './ltv-cell.tsx';

/** LTV per creator, channel or month, with everybody in the last row. */
export function LtvTableView(table: {
  rows: LtvRow[];
  by: LtvGroup;
  currency: string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** The creator's own view: what goods cost is the brand's business. */
  isOwn?: boolean;
}) {
  return (
    <Table
      caption={say.ltv.title}
      columns={columnsOf(table.by, table.currency).filter(
        ({ key }) => !table.isOwn || !BRANDS_ONLY.includes(key),
      )}
      rows={table.rows}
      rowKey={(row) => row.key}
      isWide
      sort={table.sort}
      {...(table.onSort ? { onSort: table.onSort } : {})}
    />
  );
}

const BRANDS_ONLY = ['contribution', 'cost', 'payback'];

/** What a group is called: a creator, a channel, a month of the brand's zone. */
export function nameOfGroup(row: LtvRow, by: LtvGroup): string {
  if (row.key === 'all') return say.ltv.all;
  if (by === 'channel') return say.ltv.channels[row.key] ?? row.label;
  if (by !== 'month') return row.label;
  // A month has no zone: it is named as it is written.
  return new Intl.DateTimeFormat(LOCALE, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(`${row.key}-15T12:00:00Z`));
}

function columnsOf(by: LtvGroup, currency: string): Column<LtvRow>[] {
  const money = (minor: number | null | undefined) =>
    minor === null || minor === undefined ? say.figure.none : moneyText({ minor, currency });
  const oldest = (row: LtvRow) => row.cells.find(({ days }) => days === 90);
  return [
    {
      key: 'group',
      head: say.ltv.groups[by],
      isTitle: true,
      sortBy: (row) => (by === 'month' ? row.key : nameOfGroup(row, by)),
      cell: (row) => (
        <span className="flex items-center gap-3">
          {row.hue !== null && <Avatar name={row.label} hue={row.hue} />}
          <span className="min-w-0 break-words">{nameOfGroup(row, by)}</span>
        </span>
      ),
    },
    {
      key: 'customers',
      head: say.ltv.customers,
      isNumber: true,
      sortBy: (row) => row.customers,
      cell: (row) => say.figure.count(row.customers),
    },
    ...([30, 60, 90] as const).map(
      (days): Column<LtvRow> => ({
        key: `ltv${days}`,
        head: say.ltv.head(days),
        isNumber: true,
        sortBy: (row) => row.cells.find((cell) => cell.days === days)?.valueMinor ?? -1,
        cell: (row) => {
          const cell = row.cells.find((one) => one.days === days);
          return cell ? <LtvFigureCell cell={cell} currency={currency} /> : say.figure.none;
        },
      }),
    ),
    {
      key: 'repeat',
      head: say.ltv.repeat,
      isNumber: true,
      sortBy: (row) => oldest(row)?.repeatRate ?? -1,
      cell: (row) => <Repeat row={row} />,
    },
    {
      key: 'contribution',
      head: say.ltv.contribution,
      isNumber: true,
      sortBy: (row) => oldest(row)?.contributionMinor ?? Number.MIN_SAFE_INTEGER,
      cell: (row) => (
        <span title={say.ltv.contributionHint}>{money(oldest(row)?.contributionMinor)}</span>
      ),
    },
    {
      key: 'cost',
      head: say.ltv.cost,
      isNumber: true,
      sortBy: (row) => oldest(row)?.creatorCostMinor ?? -1,
      cell: (row) => <span title={say.ltv.costHint}>{money(oldest(row)?.creatorCostMinor)}</span>,
    },
    {
      key: 'payback',
      head: say.ltv.payback,
      isNumber: true,
      sortBy: (row) => row.paybackDays ?? 1_000,
      cell: (row) => (
        <span title={say.ltv.paybackHint}>
          {row.paybackDays === null ? say.ltv.notPaid : say.ltv.paybackDay(row.paybackDays)}
        </span>
      ),
    },
    {
      key: 'soFar',
      head: say.ltv.soFar,
      isNumber: true,
      sortBy: (row) => row.soFarMinor ?? -1,
      cell: (row) => <span title={say.ltv.soFarHint}>{money(row.soFarMinor)}</span>,
    },
  ];
}

function Repeat({ row }: { row: LtvRow }) {
  const cell = row.cells.find(({ days }) => days === 90);
  if (!cell || cell.repeatRate === null) return <span>{say.figure.none}</span>;
  const percent = (share: number) => say.figure.percent(share, 1);
  return (
    <span title={say.ltv.repeatHint}>
      {percent(cell.repeatRate)}
      {cell.repeatInterval && (
        <span className="block text-xs whitespace-nowrap text-ink-soft">
          {say.reports.interval(
            percent(cell.repeatInterval.low),
            percent(cell.repeatInterval.high),
          )}
        </span>
      )}
    </span>
  );
}

/** The same for a spreadsheet, every figure in a column of its own. */
export function ltvCsv(
  rows: readonly LtvRow[],
  { by, currency }: { by: LtvGroup; currency: string },
): string[][] {
  const head: string[] = [say.ltv.groups[by], say.reports.currency, say.ltv.customers];
  for (const days of [30, 60, 90]) {
    head.push(`ltv_${days}`, `n_${days}`, `low_${days}`, `high_${days}`);
    head.push(`settled_${days}`, `settled_n_${days}`, `repeat_${days}`);
    head.push(`contribution_${days}`, `creator_cost_${days}`);
  }
  const text = (minor: number | null | undefined) => decimalText(minor ?? null, currency);
  const lines = rows.map((row) => [
    nameOfGroup(row, by),
    currency.toUpperCase(),
    String(row.customers),
    ...row.cells.flatMap((cell) => [
      ...[text(cell.valueMinor), String(cell.customers)],
      ...[text(cell.interval?.low), text(cell.interval?.high)],
      ...[text(cell.settledMinor), String(cell.settledCustomers)],
      cell.repeatRate === null ? '' : String(cell.repeatRate),
      ...[text(cell.contributionMinor), text(cell.creatorCostMinor)],
    ]),
    row.paybackDays === null ? '' : String(row.paybackDays),
    text(row.soFarMinor),
  ]);
  return [[...head, 'payback_days', 'so_far'], ...lines];
}
