import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Wallet } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  EARNING_STATES,
  type EarningLine,
  type EarningsView,
} from '../../server/protocol/payouts.ts';
import { hub, hubClient } from '../hub/client.ts';
import { useViewState } from '../shell/use-view-state.ts';
import { say } from '../strings.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { RowsSkeleton, TilesSkeleton } from '../ui/skeleton.tsx';
import { LinkChips } from '../ui/tabs.tsx';
import { EarningRow } from './earning-row.tsx';
import { Ladder } from './ladder.tsx';
import { MyPayouts } from './my-payouts.tsx';

/** What a creator earned, rung by rung, and every line of it explained. */
export function EarningsPage() {
  const earnings = useInfiniteQuery({
    queryKey: hub.payouts.earnings.infiniteQueryKey({}),
    queryFn: ({ pageParam }) =>
      hubClient.payouts.earnings.query(pageParam === null ? {} : { cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 10_000,
  });
  const more = earnings.hasNextPage && (
    <Button
      className="mt-3"
      busy={earnings.isFetchingNextPage}
      onClick={() => void earnings.fetchNextPage()}
    >
      {say.act.more}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={say.pages.earnings}
        lead={say.earnings.lead}
        action={
          <>
            <Link to="/creator/payout-account" className={buttonClass('plain')}>
              {say.earnings.payoutAccount}
            </Link>
            <Link to="/creator/statement" className={buttonClass('plain')}>
              {say.earnings.statement}
            </Link>
          </>
        }
      />
      <AccountReminder />
      <Loaded
        query={earnings}
        skeleton={
          <div className="space-y-6">
            <TilesSkeleton tiles={4} />
            <RowsSkeleton rows={6} />
          </div>
        }
      >
        {({ pages }) => {
          const lines = pages.flatMap((page) => page.lines);
          return lines.length === 0 ? (
            <NothingEarned />
          ) : (
            <Earned first={pages[0]} {...{ lines, more }} />
          );
        }}
      </Loaded>
      <MyPayouts />
    </>
  );
}

function Earned(earned: {
  first: EarningsView | undefined;
  lines: EarningLine[];
  more: ReactNode;
}) {
  const { view, change } = useViewState();
  const only = view.only ?? 'all';
  const shown = earned.lines.filter((line) => only === 'all' || line.state === only);
  return (
    <>
      <div className="space-y-3">
        {earned.first?.currencies.map((sums) => (
          <Ladder key={sums.currency} sums={sums} />
        ))}
      </div>
      <Section
        title={say.earnings.lines}
        action={
          <LinkChips
            label={say.earnings.filter}
            param="only"
            current={only}
            chips={[
              { id: 'all', text: say.earnings.all },
              ...EARNING_STATES.map((state) => ({ id: state, text: say.earnings.states[state] })),
            ]}
          />
        }
      >
        {shown.length === 0 ? (
          <EmptyState
            title={
              earned.more ? say.earnings.noneAmong(earned.lines.length) : say.earnings.noneInState
            }
            action={<Button onClick={() => change({ only: undefined })}>{say.act.clear}</Button>}
          >
            {null}
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {shown.map((line) => (
              <EarningRow key={line.id} line={line} />
            ))}
          </ul>
        )}
        {earned.more}
      </Section>
    </>
  );
}

/** Says that money cannot be sent yet, as long as that is so and an account was begun. */
function AccountReminder() {
  const account = useQuery(hub.payouts.payoutAccount.queryOptions());
  if (account.data?.state !== 'missing') return null;
  return (
    <div className="mb-6">
      <Notice
        action={
          <Link to="/creator/payout-account" className={buttonClass('plain', true)}>
            {say.earnings.setUp}
          </Link>
        }
      >
        {say.earnings.accountMissing}
      </Notice>
    </div>
  );
}

function NothingEarned() {
  return (
    <EmptyState
      title={say.earnings.emptyTitle}
      icon={<Wallet size={20} />}
      action={
        <Link to="/creator/links" className={buttonClass('primary')}>
          {say.earnings.toLinks}
        </Link>
      }
    >
      <p>{say.earnings.empty}</p>
    </EmptyState>
  );
}
