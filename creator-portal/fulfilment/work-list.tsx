import { useInfiniteQuery } from '@tanstack/react-query';
import { PackageCheck } from 'lucide-react';
import type { FulfilmentView, LocationWork } from '../../server/protocol/fulfilment.ts';
import { hub, hubClient } from '../hub/client.ts';
import { useViewState } from '../shell/use-view-state.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Section } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { LinkChips } from '../ui/tabs.tsx';
import { Time } from '../ui/time.tsx';
import { Articles, Destination, WorkActions } from './work-parts.tsx';

const ALL = 'all';

/** What waits at each place, the oldest first; or what was done last. */
export function WorkList({ isDone }: { isDone: boolean }) {
  const brand = useBrand();
  const { view, change } = useViewState();
  const location = view.only && view.only !== ALL ? view.only : undefined;
  const asked = { brandId: brand.id, isDone, ...(location ? { location } : {}) };
  const list = useInfiniteQuery({
    queryKey: hub.fulfilment.list.infiniteQueryKey(asked),
    queryFn: ({ pageParam }) =>
      hubClient.fulfilment.list.query({
        ...asked,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  return (
    <Section title={isDone ? say.fulfilment.doneTitle : say.fulfilment.listTitle}>
      <Loaded query={list} skeleton={<RowsSkeleton rows={5} />}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.fulfilments);
          return (
            <div className="space-y-4">
              <Places work={pages[0]?.work ?? []} {...{ location, isDone }} />
              {rows.length > 0 ? (
                <Table
                  caption={isDone ? say.fulfilment.doneTitle : say.fulfilment.listTitle}
                  rows={rows}
                  rowKey={({ id }) => id}
                  columns={COLUMNS}
                  isWide
                />
              ) : (
                <NoRows
                  isDone={isDone}
                  onClear={location ? () => change({ only: undefined }) : null}
                />
              )}
            </div>
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
    </Section>
  );
}

function Places(given: { work: LocationWork[]; location: string | undefined; isDone: boolean }) {
  const brand = useBrand();
  const { work, location, isDone } = given;
  if (work.length < 2 && isDone) return null;
  const chosen = work.find((one) => one.location === location) ?? (work.length === 1 && work[0]);
  const countOf = ({ toSend, toHandOver }: LocationWork) => (isDone ? 0 : toSend + toHandOver);
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      {work.length > 1 && (
        <LinkChips
          label={say.fulfilment.placesLabel}
          param="only"
          current={location ?? ALL}
          chips={[
            { id: ALL, text: say.fulfilment.allPlaces },
            ...work.map((one) => ({
              id: one.location,
              text: say.fulfilment.placeChip(one.name, countOf(one)),
            })),
          ]}
        />
      )}
      {chosen && !isDone && (
        <a
          className={buttonClass('plain', true)}
          href={`/api/packing.csv?brandId=${brand.id}&location=${chosen.location}`}
          aria-label={say.fulfilment.csvOf(chosen.name)}
          download
        >
          {say.fulfilment.csv}
        </a>
      )}
    </div>
  );
}

function NoRows({ isDone, onClear }: { isDone: boolean; onClear: (() => void) | null }) {
  if (onClear) {
    return (
      <p className="flex flex-wrap items-center gap-3 text-ink-soft">
        {say.fulfilment.nothingHere}
        <Button small onClick={onClear}>
          {say.act.clear}
        </Button>
      </p>
    );
  }
  return (
    <EmptyState
      title={isDone ? say.fulfilment.noneDoneTitle : say.fulfilment.nothingTitle}
      icon={<PackageCheck size={20} />}
    >
      <p>{isDone ? say.fulfilment.noneDone : say.fulfilment.nothing}</p>
    </EmptyState>
  );
}

const COLUMNS: Column<FulfilmentView>[] = [
  {
    key: 'order',
    head: say.fulfilment.order,
    isTitle: true,
    cell: (row) => (
      <span>
        #{row.orderNumber}
        <span className="block text-sm font-normal text-ink-soft">
          <Time at={row.orderedAt} />
        </span>
      </span>
    ),
  },
  {
    key: 'how',
    head: say.fulfilment.how,
    cell: (row) => (
      <span>
        <Badge>{row.delivery === 'pick_up' ? say.fulfilment.pickUp : say.fulfilment.ship}</Badge>
        <span className="block text-sm text-ink-soft">{row.locationName}</span>
      </span>
    ),
  },
  {
    key: 'articles',
    head: say.fulfilment.articles,
    cell: (row) => <Articles fulfilment={row} />,
  },
  { key: 'to', head: say.fulfilment.to, cell: (row) => <Destination fulfilment={row} /> },
  { key: 'act', head: say.fulfilment.act, cell: (row) => <WorkActions fulfilment={row} /> },
];
