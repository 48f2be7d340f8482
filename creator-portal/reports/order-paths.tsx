import { useQuery } from '@tanstack/react-query';
import type { OrderPath } from '../../server/protocol/reports.ts';
import { ExplainDialog } from '../drops/explain-dialog.tsx';
import { hub } from '../hub/client.ts';
import { useViewState } from '../shell/use-view-state.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextField } from '../ui/field.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Amount } from '../ui/money.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';

/** The newest orders, or one by its number, each with the way that it came about behind it. */
export function OrderPaths() {
  const brand = useBrand();
  const { view, change } = useViewState();
  const typed = (view.find ?? '').replace(/\D/g, '').slice(0, 9);
  const number = typed === '' ? undefined : Number(typed);
  const paths = useQuery(
    hub.reports.orderPaths.queryOptions(
      { brandId: brand.id, ...(number === undefined ? {} : { number }) },
      { placeholderData: (old) => old },
    ),
  );
  const opened = paths.data?.find(({ orderId }) => orderId === view.open);
  return (
    <>
      <TextField
        label={say.attributed.find}
        type="search"
        inputMode="numeric"
        data-search=""
        className="mb-3 sm:max-w-64"
        value={view.find ?? ''}
        onChange={(event) => change({ find: event.target.value })}
      />
      <Loaded query={paths} skeleton={<RowsSkeleton rows={4} />}>
        {(orders) =>
          orders.length === 0 ? (
            <EmptyState
              title={number === undefined ? say.attributed.noOrders : say.attributed.notFound}
              action={
                number !== undefined && (
                  <Button onClick={() => change({ find: undefined })}>{say.act.clear}</Button>
                )
              }
            >
              {number === undefined ? <p>{say.attributed.noOrdersText}</p> : null}
            </EmptyState>
          ) : (
            <Table
              caption={say.attributed.paths}
              columns={columnsOf((orderId) => change({ open: orderId }))}
              rows={orders}
              rowKey={(order) => order.orderId}
            />
          )
        }
      </Loaded>
      {opened && (
        <ExplainDialog
          order={{ id: opened.orderId, number: opened.number }}
          onClose={() => change({ open: undefined })}
        />
      )}
    </>
  );
}

function columnsOf(onOpen: (orderId: string) => void): Column<OrderPath>[] {
  return [
    {
      key: 'number',
      head: say.attributed.order,
      isTitle: true,
      cell: (order) => (
        <button
          type="button"
          aria-label={say.attributed.open(order.number)}
          onClick={() => onOpen(order.orderId)}
          className="min-h-6 font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >
          {order.number}
        </button>
      ),
    },
    {
      key: 'at',
      head: say.attributed.at,
      cell: (order) => <Time at={order.capturedAt} form="date-time" />,
    },
    {
      key: 'net',
      head: say.reports.amount,
      isNumber: true,
      cell: (order) => <Amount money={order.net} />,
    },
    {
      key: 'first',
      head: say.attributed.first,
      cell: (order) => order.firstClick ?? say.attributed.none,
    },
    {
      key: 'last',
      head: say.attributed.last,
      cell: (order) => (
        <span className="flex flex-wrap items-center gap-2 text-ink-soft">
          {order.lastClick ?? say.ltv.channels[order.channel] ?? order.channel}
          {order.lastClick !== null && order.lastClick !== order.firstClick && (
            <Badge>{say.attributed.difference}</Badge>
          )}
        </span>
      ),
    },
  ];
}
