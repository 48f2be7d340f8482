import { type CreatorRow, FEW_CUSTOMERS, type LtvFigure } from '../../server/protocol/reports.ts';
import { say } from '../strings.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Badge } from '../ui/badge.tsx';
import { classNames } from '../ui/class-names.ts';
import { Amount, moneyText } from '../ui/money.tsx';
import { type Column, type Sort, Table } from '../ui/table.tsx';

/** Creators with what they are owed and what they brought. */
export function CreatorTable(table: {
  rows: CreatorRow[];
  onOpen?: (row: CreatorRow) => void;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
}) {
  const columns = [nameColumn(table.onOpen), ...MAIN, ...FINE];
  return (
    <Table
      caption={say.pages.creators}
      columns={columns}
      rows={table.rows}
      rowKey={(row) => row.contractId}
      isWide
      sort={table.sort}
      {...(table.onSort ? { onSort: table.onSort } : {})}
    />
  );
}

function nameColumn(onOpen: ((row: CreatorRow) => void) | undefined): Column<CreatorRow> {
  return {
    key: 'creator',
    head: say.creators.creator,
    isTitle: true,
    sortBy: (row) => row.creatorName,
    cell: (row) => (
      <span className="flex items-center gap-3">
        <Avatar name={row.creatorName} hue={row.avatarHue} />
        <span className="min-w-0">
          {onOpen ? (
            <button
              type="button"
              onClick={() => onOpen(row)}
              className="block min-h-6 text-left font-medium break-words underline decoration-line-strong underline-offset-4 hover:decoration-ink"
            >
              {row.creatorName}
            </button>
          ) : (
            <span className="block break-words">{row.creatorName}</span>
          )}
          <span className="block text-sm font-normal text-ink-soft">
            {row.contractState === 'active' ? (
              row.handle && `@${row.handle}`
            ) : (
              <Badge tone={row.contractState === 'proposed' ? 'warn' : 'neutral'}>
                {say.contracts.state[row.contractState]}
              </Badge>
            )}
          </span>
        </span>
      </span>
    ),
  };
}

const MAIN: Column<CreatorRow>[] = [
  {
    key: 'owed',
    head: say.creators.owed,
    isNumber: true,
    sortBy: (row) => row.owed.minor,
    cell: (row) => (
      <span>
        <Amount money={row.owed} className="block font-semibold" />
        <span className="block text-xs whitespace-nowrap text-ink-soft">
          {say.creators.paidNote(moneyText(row.paid))}
        </span>
      </span>
    ),
  },
  {
    key: 'orders',
    head: say.creators.orders,
    isNumber: true,
    sortBy: (row) => row.orders,
    cell: (row) => say.figure.count(row.orders),
  },
  {
    key: 'netSales',
    head: say.creators.netSales,
    isNumber: true,
    sortBy: (row) => row.netSales.minor,
    cell: (row) => <Amount money={row.netSales} />,
  },
  {
    key: 'margin',
    head: say.creators.margin,
    isNumber: true,
    sortBy: (row) => row.margin.minor,
    cell: (row) => <Amount money={row.margin} />,
  },
  {
    key: 'firstClick',
    head: say.creators.firstClick,
    isNumber: true,
    sortBy: (row) => row.firstClickOrders,
    cell: (row) => (
      <span title={say.creators.firstClickHint}>{say.figure.count(row.firstClickOrders)}</span>
    ),
  },
];

const FINE: Column<CreatorRow>[] = [
  {
    key: 'ltvSoFar',
    head: say.creators.ltvSoFar,
    isNumber: true,
    sortBy: (row) => row.ltvSoFarMinor ?? -1,
    cell: (row) => (
      <span title={say.creators.ltvSoFarHint}>
        {row.ltvSoFarMinor === null
          ? say.figure.none
          : moneyText({ minor: row.ltvSoFarMinor, currency: row.netSales.currency })}
      </span>
    ),
  },
  ...([30, 60, 90] as const).map(
    (days): Column<CreatorRow> => ({
      key: `ltv${days}`,
      head: say.creators.ltv(days),
      isNumber: true,
      sortBy: (row) => row.ltv.find((figure) => figure.days === days)?.valueMinor ?? -1,
      cell: (row) => (
        <Ltv
          figure={row.ltv.find((figure) => figure.days === days)}
          currency={row.netSales.currency}
        />
      ),
    }),
  ),
  {
    key: 'repeat',
    head: say.creators.repeat,
    isNumber: true,
    sortBy: (row) => longestRepeat(row)?.repeatRate ?? -1,
    cell: (row) => {
      const figure = longestRepeat(row);
      return (
        <span>
          {share(figure?.repeatRate ?? null)}
          {figure && (
            <span className="block text-xs text-ink-soft">{say.creators.within(figure.days)}</span>
          )}
        </span>
      );
    },
  },
  {
    key: 'refunds',
    head: say.creators.refundRate,
    isNumber: true,
    sortBy: (row) => row.refundRate ?? -1,
    cell: (row) => share(row.refundRate),
  },
];

/** The longest window that somebody has lived through. */
function longestRepeat(row: CreatorRow): LtvFigure | undefined {
  return row.ltv.findLast((figure) => figure.repeatRate !== null);
}

/** A figure with the number of customers behind it; grey under 30, a dash when nobody is that old. */
function Ltv({ figure, currency }: { figure: LtvFigure | undefined; currency: string }) {
  if (!figure || figure.valueMinor === null) {
    return (
      <span className="text-ink-soft" title={say.creators.ltvNone}>
        {say.figure.none}
        {figure && figure.unfinished > 0 && (
          <span className="block text-xs">{say.creators.ltvWaiting(figure.unfinished)}</span>
        )}
      </span>
    );
  }
  const isFew = figure.customers < FEW_CUSTOMERS;
  return (
    <span title={isFew ? say.creators.ltvFew : undefined}>
      <span className={classNames('block', isFew ? 'text-ink-soft' : 'font-semibold')}>
        {moneyText({ minor: figure.valueMinor, currency })}
      </span>
      <span className="block text-xs text-ink-soft">n = {figure.customers}</span>
    </span>
  );
}

function share(value: number | null): string {
  return value === null ? say.figure.none : say.figure.percent(value, 1);
}
