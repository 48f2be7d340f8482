import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Coins } from 'lucide-react';
import { useState } from 'react';
import type { CreditBalanceView } from '../../server/protocol/benefits.ts';
import { hub, hubClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextField } from '../ui/field.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Amount } from '../ui/money.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';
import { CreditHistory } from './credit-history.tsx';

/** Who has how much. Addresses stay out of the page's own address, so the search does too. */
export function CreditTab() {
  const brand = useBrand();
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState<CreditBalanceView | null>(null);
  const asked = { brandId: brand.id, ...(search.trim() === '' ? {} : { search: search.trim() }) };
  const balances = useInfiniteQuery({
    queryKey: hub.benefits.credit.infiniteQueryKey(asked),
    queryFn: ({ pageParam }) =>
      hubClient.benefits.credit.query({
        ...asked,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <TextField
        className="mb-4 max-w-sm"
        type="search"
        label={say.benefits.search}
        hint={say.benefits.searchHint}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        maxLength={120}
        data-find=""
      />
      <Loaded query={balances} skeleton={<RowsSkeleton rows={5} />}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.balances);
          if (rows.length > 0) {
            return (
              <Table
                caption={say.benefits.tabs.credit}
                rows={rows}
                rowKey={(row) => row.emailKey}
                columns={[...COLUMNS, historyColumn(setOpened)]}
              />
            );
          }
          return search.trim() === '' ? (
            <EmptyState title={say.benefits.noCreditTitle} icon={<Coins size={20} />}>
              <p>{say.benefits.noCredit}</p>
            </EmptyState>
          ) : (
            <div className="flex flex-wrap items-center gap-3 text-ink-soft">
              <p>{say.benefits.nobodyFound}</p>
              <Button small onClick={() => setSearch('')}>
                {say.act.clear}
              </Button>
            </div>
          );
        }}
      </Loaded>
      {balances.hasNextPage && (
        <Button
          className="mt-3"
          busy={balances.isFetchingNextPage}
          onClick={() => void balances.fetchNextPage()}
        >
          {say.act.more}
        </Button>
      )}
      {opened && <CreditHistory balance={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

const COLUMNS: Column<CreditBalanceView>[] = [
  {
    key: 'customer',
    head: say.benefits.customer,
    isTitle: true,
    cell: (row) => <span className="wrap-anywhere">{row.emailKey}</span>,
  },
  { key: 'changed', head: say.benefits.changed, cell: (row) => <Time at={row.changedAt} /> },
  {
    key: 'balance',
    head: say.benefits.balance,
    isNumber: true,
    cell: (row) => (
      <Amount
        money={{ minor: row.balanceMinor, currency: row.currency }}
        className="font-semibold"
      />
    ),
  },
];

function historyColumn(open: (row: CreditBalanceView) => void): Column<CreditBalanceView> {
  return {
    key: 'history',
    head: '',
    isNumber: true,
    cell: (row) => (
      <Button small aria-label={say.benefits.historyTitle(row.emailKey)} onClick={() => open(row)}>
        {say.benefits.history}
      </Button>
    ),
  };
}
