import type { CreatorMargin } from '../../server/protocol/reports.ts';
import { say } from '../strings.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Amount } from '../ui/money.tsx';
import { type Column, Table } from '../ui/table.tsx';

/** Creators by what their sales left the brand in a period, whoever left most first. */
export function MarginTable({ rows, currency }: { rows: CreatorMargin[]; currency: string }) {
  if (rows.length === 0) return <p className="text-ink-soft">{say.overview.noCreators}</p>;
  return (
    <Table
      caption={say.overview.creators}
      columns={columnsOf(currency)}
      rows={rows}
      rowKey={(row) => row.contractId}
    />
  );
}

function columnsOf(currency: string): Column<CreatorMargin>[] {
  const money = (minor: number, className?: string) => (
    <Amount money={{ minor, currency }} {...(className ? { className } : {})} />
  );
  return [
    {
      key: 'creator',
      head: say.overview.creator,
      isTitle: true,
      cell: (row) => (
        <span className="flex items-center gap-3">
          <Avatar name={row.creatorName} hue={row.avatarHue} />
          <span className="min-w-0 break-words">{row.creatorName}</span>
        </span>
      ),
    },
    {
      key: 'margin',
      head: say.overview.margin,
      isNumber: true,
      cell: (row) => money(row.marginMinor, 'font-semibold'),
    },
    {
      key: 'before',
      head: say.overview.marginBefore,
      isNumber: true,
      cell: (row) => money(row.marginBeforeMinor, 'text-ink-soft'),
    },
    { key: 'net', head: say.overview.net, isNumber: true, cell: (row) => money(row.netMinor) },
    {
      key: 'orders',
      head: say.overview.ordersHead,
      isNumber: true,
      cell: (row) => say.figure.count(row.orders),
    },
    {
      key: 'new',
      head: say.overview.newCustomers,
      isNumber: true,
      cell: (row) => say.figure.count(row.newCustomers),
    },
  ];
}
