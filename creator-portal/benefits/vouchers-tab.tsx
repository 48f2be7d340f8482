import { useInfiniteQuery } from '@tanstack/react-query';
import { Ticket } from 'lucide-react';
import type { VoucherView } from '../../server/protocol/benefits.ts';
import { hub, hubClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Section } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';
import { RedeemPanel } from './redeem-panel.tsx';
import { codeText, VoucherBadge } from './voucher-parts.tsx';

/** Redeem by code, and all vouchers below. */
export function VouchersTab() {
  const brand = useBrand();
  const vouchers = useInfiniteQuery({
    queryKey: hub.benefits.vouchers.infiniteQueryKey({ brandId: brand.id }),
    queryFn: ({ pageParam }) =>
      hubClient.benefits.vouchers.query({
        brandId: brand.id,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  return (
    <>
      <RedeemPanel />
      <Section title={say.benefits.all}>
        <Loaded query={vouchers} skeleton={<RowsSkeleton rows={5} />}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.vouchers);
            if (rows.length === 0) {
              return (
                <EmptyState title={say.benefits.noVouchersTitle} icon={<Ticket size={20} />}>
                  <p>{say.benefits.noVouchers}</p>
                </EmptyState>
              );
            }
            return (
              <Table
                caption={say.benefits.all}
                rows={rows}
                rowKey={(voucher) => voucher.code}
                columns={COLUMNS}
              />
            );
          }}
        </Loaded>
        {vouchers.hasNextPage && (
          <Button
            className="mt-3"
            busy={vouchers.isFetchingNextPage}
            onClick={() => void vouchers.fetchNextPage()}
          >
            {say.act.more}
          </Button>
        )}
      </Section>
    </>
  );
}

const COLUMNS: Column<VoucherView>[] = [
  {
    key: 'voucher',
    head: say.benefits.voucher,
    isTitle: true,
    cell: (voucher) => (
      <span>
        {voucher.title}
        <span className="block font-mono text-sm font-normal text-ink-soft">
          {codeText(voucher.code)}
        </span>
      </span>
    ),
  },
  { key: 'order', head: say.benefits.order, cell: (voucher) => `#${voucher.orderNumber}` },
  {
    key: 'issued',
    head: say.benefits.issued,
    cell: (voucher) => <Time at={voucher.createdAt} form="date" />,
  },
  {
    key: 'expires',
    head: say.benefits.expires,
    cell: (voucher) =>
      voucher.expiresAt === null ? (
        say.benefits.forGood
      ) : (
        <Time at={voucher.expiresAt} form="date" />
      ),
  },
  {
    key: 'state',
    head: say.benefits.state,
    cell: (voucher) => <VoucherBadge state={voucher.state} />,
  },
];
