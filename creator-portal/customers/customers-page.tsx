import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { UserRound } from 'lucide-react';
import { useState } from 'react';
import type { CustomerRow } from '../../server/protocol/customers.ts';
import { hub, hubClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextField } from '../ui/field.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { MergesSection } from './merges-section.tsx';

/** A brand's customers, by which keys each is known, and merges of two who are one person. */
export function CustomersPage() {
  const brand = useBrand();
  const [find, setFind] = useState('');
  const [first, setFirst] = useState<CustomerRow | null>(null);
  const [second, setSecond] = useState<CustomerRow | null>(null);
  const asked = { brandId: brand.id, find: find.trim() };
  const list = useInfiniteQuery({
    queryKey: hub.customers.list.infiniteQueryKey(asked),
    queryFn: ({ pageParam }) =>
      hubClient.customers.list.query({
        ...asked,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const done = () => {
    setFirst(null);
    setSecond(null);
  };
  return (
    <>
      <PageHeader title={say.customers.title} lead={say.customers.lead} />
      <TextField
        className="mb-4 max-w-sm"
        type="search"
        label={say.customers.find}
        hint={say.customers.findHint}
        value={find}
        onChange={(event) => setFind(event.target.value)}
        maxLength={100}
        data-search=""
      />
      {first && (
        <div className="mb-4">
          <Notice
            action={
              <Button small onClick={done}>
                {say.act.cancel}
              </Button>
            }
          >
            {say.customers.picked(first.email)}
          </Notice>
        </div>
      )}
      <Loaded query={list} skeleton={<RowsSkeleton rows={6} />}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.customers);
          if (rows.length > 0) {
            return (
              <Table
                caption={say.customers.title}
                rows={rows}
                rowKey={(row) => row.id}
                isWide
                columns={
                  brand.role === 'viewer'
                    ? COLUMNS
                    : [...COLUMNS, actions({ first, pick: setFirst, mergeWith: setSecond })]
                }
              />
            );
          }
          return find.trim() === '' ? (
            <EmptyState title={say.customers.emptyTitle} icon={<UserRound size={20} />}>
              <p>{say.customers.empty}</p>
            </EmptyState>
          ) : (
            <EmptyState
              title={say.customers.noneFound}
              action={<Button onClick={() => setFind('')}>{say.act.clear}</Button>}
            >
              {null}
            </EmptyState>
          );
        }}
      </Loaded>
      {list.hasNextPage && (
        <Button
          className="mt-3"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {say.act.more}
        </Button>
      )}
      <MergesSection />
      {first && second && (
        <MergeDialog one={first} other={second} onClose={() => setSecond(null)} onDone={done} />
      )}
    </>
  );
}

const COLUMNS: Column<CustomerRow>[] = [
  {
    key: 'customer',
    head: say.customers.customer,
    isTitle: true,
    cell: (row) => (
      <span className="wrap-anywhere">
        {row.email}
        {row.name && <span className="block text-sm font-normal text-ink-soft">{row.name}</span>}
      </span>
    ),
  },
  {
    key: 'keys',
    head: say.customers.keys,
    cell: (row) => (
      <ul className="space-y-0.5 text-sm">
        {row.keys.slice(0, 4).map((key) => (
          <li key={`${key.kind} ${key.text}`} className="wrap-anywhere">
            {say.customers.kinds[key.kind]} {key.text}{' '}
            <span className="text-ink-soft">
              ({key.isVerified ? say.customers.verified : say.customers.typed})
            </span>
          </li>
        ))}
        {row.keys.length > 4 && <li className="text-ink-soft">+ {row.keys.length - 4}</li>}
      </ul>
    ),
  },
  {
    key: 'orders',
    head: say.customers.orders,
    isNumber: true,
    cell: (row) => say.figure.count(row.orders),
  },
  {
    key: 'first',
    head: say.customers.first,
    cell: (row) =>
      row.firstOrderAt === null ? say.customers.never : <Time at={row.firstOrderAt} form="date" />,
  },
  {
    key: 'by',
    head: say.customers.broughtBy,
    cell: (row) =>
      row.broughtBy ? <Badge>{row.broughtBy}</Badge> : <span>{say.customers.nobody}</span>,
  },
];

function actions(given: {
  first: CustomerRow | null;
  pick: (row: CustomerRow) => void;
  mergeWith: (row: CustomerRow) => void;
}): Column<CustomerRow> {
  return {
    key: 'actions',
    head: '',
    isNumber: true,
    cell: (row) => {
      if (given.first?.id === row.id) return null;
      return given.first ? (
        <Button
          small
          look="primary"
          aria-label={say.customers.mergeWithOne(row.email)}
          onClick={() => given.mergeWith(row)}
        >
          {say.customers.mergeWith}
        </Button>
      ) : (
        <Button
          small
          look="quiet"
          aria-label={say.customers.pickFor(row.email)}
          onClick={() => given.pick(row)}
        >
          {say.customers.pick}
        </Button>
      );
    },
  };
}
