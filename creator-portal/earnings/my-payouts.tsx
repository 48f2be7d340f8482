import { useQuery } from '@tanstack/react-query';
import type { PayoutItemState } from '../../server/protocol/payouts.ts';
import { hub } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Amount } from '../ui/money.tsx';
import { Section } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';

/** What brands have sent, or are about to. */
export function MyPayouts() {
  const payouts = useQuery(hub.payouts.myPayouts.queryOptions());
  return (
    <Section title={say.earnings.payouts}>
      <Loaded query={payouts} skeleton={<RowsSkeleton rows={2} />}>
        {(list) =>
          list.length === 0 ? (
            <p className="text-ink-soft">{say.earnings.noPayouts}</p>
          ) : (
            <Table
              caption={say.earnings.payouts}
              rows={list}
              rowKey={(payout) => payout.id}
              columns={[
                {
                  key: 'from',
                  head: say.earnings.from,
                  isTitle: true,
                  cell: (row) => row.brandName,
                },
                {
                  key: 'state',
                  head: say.earnings.state,
                  cell: (row) => (
                    <Badge tone={TONES[row.state]}>{say.earnings.payoutStates[row.state]}</Badge>
                  ),
                },
                {
                  key: 'date',
                  head: say.earnings.date,
                  cell: (row) => (
                    <Time at={row.paidAt ?? row.sentAt ?? row.createdAt} form="date" />
                  ),
                },
                {
                  key: 'note',
                  head: say.earnings.note,
                  cell: (row) => row.failure ?? row.paidNote ?? say.figure.none,
                },
                {
                  key: 'amount',
                  head: say.earnings.amount,
                  isNumber: true,
                  cell: (row) => <Amount money={row.amount} className="font-semibold" />,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  );
}

const TONES: Record<PayoutItemState, Tone> = {
  draft: 'neutral',
  locked: 'neutral',
  approved: 'warn',
  sending: 'warn',
  sent: 'good',
  paid: 'good',
  failed: 'bad',
  canceled: 'neutral',
};
