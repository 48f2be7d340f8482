import { useMutation, useQuery } from '@tanstack/react-query';
import type { PayoutPreview } from '../../server/protocol/payouts.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Amount, moneyText } from '../ui/money.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { Table } from '../ui/table.tsx';
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
              <div className="space-y-4">
                {list
                  .toSorted((a, b) => b.number - a.number)
                  .map((batch) => (
                    <BatchCard key={batch.id} batch={batch} />
                  ))}
              </div>
            )
          }
        </Loaded>
      </Section>
    </>
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
