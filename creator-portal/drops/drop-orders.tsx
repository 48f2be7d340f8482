import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DisputeView, OrderView } from '../../server/protocol/checkout.ts';
import { hub, hubClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { moneyText } from '../ui/money.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';
import { ExplainDialog } from './explain-dialog.tsx';
import { RefundDialog } from './refund-dialog.tsx';

type Opened = { order: OrderView; as: 'refund' | 'explain' };

/** Orders of one drop, with refund and the reason why each counted for whom. */
export function DropOrders({ dropId }: { dropId: string }) {
  const brand = useBrand();
  const [opened, setOpened] = useState<Opened | null>(null);
  const orders = useInfiniteQuery({
    queryKey: hub.checkout.listOrders.infiniteQueryKey({ brandId: brand.id, dropId }),
    queryFn: ({ pageParam }) =>
      hubClient.checkout.listOrders.query({
        brandId: brand.id,
        dropId,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 5000,
  });
  const close = () => setOpened(null);
  return (
    <>
      <Loaded query={orders} skeleton={<RowsSkeleton rows={6} />}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.orders);
          if (rows.length === 0) return <p className="text-ink-soft">{say.orders.none}</p>;
          return (
            <Table
              caption={say.drop.tabs.orders}
              rows={rows}
              rowKey={(order) => order.id}
              isWide
              columns={[...COLUMNS, actions(setOpened, brand.role !== 'viewer')]}
            />
          );
        }}
      </Loaded>
      {orders.hasNextPage && (
        <Button
          className="mt-3"
          busy={orders.isFetchingNextPage}
          onClick={() => void orders.fetchNextPage()}
        >
          {say.act.more}
        </Button>
      )}
      {opened?.as === 'refund' && <RefundDialog order={opened.order} onClose={close} />}
      {opened?.as === 'explain' && <ExplainDialog order={opened.order} onClose={close} />}
    </>
  );
}

const TONES: Record<OrderView['state'], Tone> = {
  paid: 'good',
  part_refunded: 'warn',
  refunded: 'bad',
};

const COLUMNS: Column<OrderView>[] = [
  {
    key: 'order',
    head: say.orders.order,
    isTitle: true,
    cell: (order) => (
      <span>
        #{order.number}
        <span className="block text-sm font-normal text-ink-soft">
          {order.lines
            .map((line) => (line.isAddOn ? `+ ${line.title}` : `${line.quantity} × ${line.title}`))
            .join(', ')}
        </span>
      </span>
    ),
  },
  {
    key: 'customer',
    head: say.orders.customer,
    cell: (order) => <MailAddress text={order.customerEmail} />,
  },
  { key: 'via', head: say.orders.via, cell: (order) => order.creatorName },
  { key: 'captured', head: say.orders.captured, cell: (order) => <Time at={order.capturedAt} /> },
  {
    key: 'amount',
    head: say.orders.amount,
    isNumber: true,
    cell: (order) => (
      <span>
        {moneyText({ minor: order.capturedMinor, currency: order.currency })}
        {order.creditMinor > 0 && (
          <span className="block text-xs text-ink-soft">
            {say.orders.creditPart(
              moneyText({ minor: order.creditMinor, currency: order.currency }),
            )}
          </span>
        )}
        {order.refundedMinor > 0 && (
          <span className="block text-xs text-bad">
            {say.orders.refundedPart(
              moneyText({ minor: order.refundedMinor, currency: order.currency }),
            )}
          </span>
        )}
      </span>
    ),
  },
  {
    key: 'state',
    head: say.orders.state,
    cell: (order) => (
      <span className="inline-flex flex-wrap gap-1.5">
        <Badge tone={TONES[order.state]}>{say.orders.states[order.state]}</Badge>
        {order.dispute && <Disputed dispute={order.dispute} currency={order.currency} />}
      </span>
    ),
  },
];

const DISPUTE_TONES: Record<DisputeView['state'], Tone> = {
  inquiry: 'warn',
  open: 'bad',
  won: 'neutral',
  lost: 'bad',
};

/** That a payment is contested, over how much and until when the brand can answer the bank. */
function Disputed({ dispute, currency }: { dispute: DisputeView; currency: string }) {
  return (
    <span>
      <Badge tone={DISPUTE_TONES[dispute.state]}>{say.disputes.states[dispute.state]}</Badge>
      <span className="mt-0.5 block text-xs text-ink-soft">
        {moneyText({ minor: dispute.amountMinor, currency })} ·{' '}
        {dispute.reason.replaceAll('_', ' ')}
        {dispute.state === 'open' && dispute.evidenceDueAt !== null && (
          <>
            {' · '}
            {say.disputes.answerBy} <Time at={dispute.evidenceDueAt} form="date" />
          </>
        )}
      </span>
    </span>
  );
}

/** Breaks before the @ where it has to break. */
function MailAddress({ text }: { text: string }) {
  const at = text.indexOf('@');
  return (
    <span className="wrap-break-word">
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </span>
  );
}

function actions(open: (opened: Opened) => void, mayRefund: boolean): Column<OrderView> {
  return {
    key: 'actions',
    head: '',
    cell: (order) => (
      <span className="flex justify-end gap-1">
        <Button small look="quiet" onClick={() => open({ order, as: 'explain' })}>
          {say.orders.explain}
        </Button>
        {mayRefund && order.state !== 'refunded' && (
          <Button small onClick={() => open({ order, as: 'refund' })}>
            {say.orders.refund}
          </Button>
        )}
      </span>
    ),
  };
}
