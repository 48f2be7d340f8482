import { useMutation, useQuery } from '@tanstack/react-query';
import {
  PAYOUT_BATCH_STATES,
  type PayoutBatchView,
  type PayoutPreview,
} from '../../server/protocol/payouts.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useViewState } from '../shell/use-view-state.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Amount, moneyText } from '../ui/money.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { Table } from '../ui/table.tsx';
import { LinkChips } from '../ui/tabs.tsx';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';
import { BatchCard } from './batch-card.tsx';

/** From what is due to what was paid, batch by batch. */
export function PayoutsPage() {
  const brand = useBrand();
  const preview = useQuery(hub.payouts.preview.queryOptions({ brandId: brand.id }));
  const batches = useQuery(hub.payouts.batches.queryOptions({ brandId: brand.id }));
  return (
    <>
      <PageHeader title={say.pages.payouts} lead={say.payouts.lead} />
      {brand.role !== 'owner' && (
        <div className="mb-4">
          <Notice>{say.payouts.ownersOnly}</Notice>
        </div>
      )}
      <Section title={say.payouts.preview}>
        <Loaded query={preview} skeleton={<RowsSkeleton rows={3} />}>
          {(data) => <Preview preview={data} />}
        </Loaded>
      </Section>
      <Section title={say.payouts.batches}>
        <Loaded query={batches} skeleton={<RowsSkeleton rows={3} />}>
          {(list) =>
            list.length === 0 ? (
              <p className="text-ink-soft">{say.payouts.noBatches}</p>
            ) : (
              <Batches list={list} />
            )
          }
        </Loaded>
      </Section>
    </>
  );
}

/** All batches, or those in one state; the state is in the URL. */
function Batches({ list }: { list: PayoutBatchView[] }) {
  const { view, change } = useViewState();
  const only = view.only ?? 'all';
  const shown = list.filter(({ state }) => only === 'all' || state === only);
  return (
    <div className="space-y-4">
      <LinkChips
        label={say.payouts.filter}
        param="only"
        current={only}
        chips={[
          { id: 'all', text: say.payouts.all },
          ...PAYOUT_BATCH_STATES.filter(
            (state) => state === only || list.some((batch) => batch.state === state),
          ).map((state) => ({ id: state, text: say.payouts.batchStates[state] })),
        ]}
      />
      {shown.length === 0 ? (
        <EmptyState
          title={say.payouts.noneInState}
          action={<Button onClick={() => change({ only: undefined })}>{say.act.clear}</Button>}
        >
          {null}
        </EmptyState>
      ) : (
        shown
          .toSorted((a, b) => b.number - a.number)
          .map((batch) => <BatchCard key={batch.id} batch={batch} />)
      )}
    </div>
  );
}

/** Orders whose money waits for a decision. */
function Held({ held }: { held: PayoutPreview['held'] }) {
  return (
    <div>
      <h3 className="font-medium">{say.payouts.held}</h3>
      <p className="mb-2 text-sm text-ink-soft">{say.payouts.heldNote}</p>
      <Table
        caption={say.payouts.held}
        rows={held}
        rowKey={(line) => `${line.lineId} ${line.heldAt}`}
        columns={[
          {
            key: 'order',
            head: say.payouts.order,
            isTitle: true,
            cell: (row) => say.earnings.order(row.orderNumber),
          },
          { key: 'creator', head: say.payouts.creator, cell: (row) => row.creatorName },
          {
            key: 'reason',
            head: say.payouts.reason,
            cell: (row) => say.payouts.heldReasons[row.reason] ?? say.payouts.heldOther,
          },
          {
            key: 'since',
            head: say.payouts.since,
            cell: (row) => <Time at={row.heldAt} form="date" />,
          },
          {
            key: 'amount',
            head: say.payouts.amount,
            isNumber: true,
            cell: (row) => <Amount money={row.amount} />,
          },
        ]}
      />
    </div>
  );
}

function Preview({ preview }: { preview: PayoutPreview }) {
  const brand = useBrand();
  const create = useMutation(
    hub.payouts.createBatch.mutationOptions({
      onSuccess: async (batch) => {
        await queryClient.invalidateQueries(hub.payouts.pathFilter());
        toast(say.payouts.created(batch.number));
      },
    }),
  );
  const total = {
    minor: preview.eligible.reduce((sum, line) => sum + line.amount.minor, 0),
    currency: preview.currency,
  };
  return (
    <div className="space-y-4">
      {preview.eligible.length === 0 ? (
        <Panel>
          <p className="text-ink-soft">{say.payouts.previewNone}</p>
        </Panel>
      ) : (
        <>
          <Table
            caption={say.payouts.preview}
            rows={preview.eligible}
            rowKey={(line) => line.creatorId}
            columns={[
              {
                key: 'creator',
                head: say.payouts.creator,
                isTitle: true,
                cell: (row) => row.creatorName,
              },
              {
                key: 'entries',
                head: say.payouts.entries,
                isNumber: true,
                cell: (row) => say.figure.count(row.entries),
              },
              {
                key: 'amount',
                head: say.payouts.amount,
                isNumber: true,
                cell: (row) => <Amount money={row.amount} className="font-semibold" />,
              },
            ]}
          />
          {brand.role === 'owner' && (
            <Button
              look="primary"
              data-create=""
              busy={create.isPending}
              onClick={() => create.mutate({ brandId: brand.id })}
            >
              {say.payouts.create(moneyText(total))}
            </Button>
          )}
        </>
      )}
      <ProblemNotice error={create.error} />
      {preview.onHold.minor > 0 && (
        <p className="text-sm text-ink-soft">{say.payouts.onHold(moneyText(preview.onHold))}</p>
      )}
      {preview.held.length > 0 && <Held held={preview.held} />}
      {preview.carried.length > 0 && (
        <div>
          <h3 className="font-medium">{say.payouts.carried}</h3>
          <p className="mb-2 text-sm text-ink-soft">{say.payouts.carriedNote}</p>
          <Table
            caption={say.payouts.carried}
            rows={preview.carried}
            rowKey={(line) => line.creatorId}
            columns={[
              {
                key: 'creator',
                head: say.payouts.creator,
                isTitle: true,
                cell: (row) => row.creatorName,
              },
              { key: 'reason', head: say.payouts.reason, cell: (row) => row.reason },
              {
                key: 'amount',
                head: say.payouts.amount,
                isNumber: true,
                cell: (row) => <Amount money={row.amount} />,
              },
            ]}
          />
        </div>
      )}
    </div>
  );
}
