import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CodeBatchView } from '../../server/protocol/codes.ts';
import type { DropDetail, GateView } from '../../server/protocol/drops.ts';
import { hub, hubClient, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { CopyButton } from '../ui/copy.tsx';
import { downloadCsv } from '../ui/download-csv.ts';
import { Loaded } from '../ui/loaded.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';
import { CodesDialog } from './codes-dialog.tsx';
import { gateName } from './gate-name.ts';

/** Codes that let people claim: how many are used, and how to hand them out or withdraw them. */
export function CodesPanel({ drop }: { drop: DropDetail }) {
  const brand = useBrand();
  const ids = { brandId: brand.id, dropId: drop.id };
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<CodeBatchView | null>(null);
  const batches = useQuery(hub.claims.codeBatches.queryOptions(ids, { refetchInterval: 5000 }));
  const revoke = useMutation(hub.claims.revokeCodeBatch.mutationOptions());
  const save = useMutation({ mutationFn: (batch: CodeBatchView) => exportCodes(batch, drop, ids) });
  const mayChange = brand.role !== 'viewer';
  const revokeNow = async (batch: CodeBatchView) => {
    await revoke.mutateAsync({ brandId: brand.id, batchId: batch.id });
    await queryClient.invalidateQueries(hub.claims.pathFilter());
    toast(say.codes.revokedDone);
  };
  const isDraft = drop.phase === 'draft';
  return (
    <section aria-labelledby="codes-title" className="mt-8 space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="codes-title" className="text-lg font-semibold">
          {say.codes.title}
        </h2>
        {mayChange && !isDraft && drop.phase !== 'ended' && drop.gates.length > 0 && (
          <Button onClick={() => setCreating(true)}>{say.codes.create}</Button>
        )}
      </div>
      <p className="text-ink-soft">{isDraft ? say.codes.draft : say.codes.lead}</p>
      <ProblemNotice error={save.error} />
      <Loaded query={batches} skeleton={<RowsSkeleton rows={2} />}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="text-ink-soft">{isDraft ? '' : say.codes.none}</p>
          ) : (
            <Table
              caption={say.codes.title}
              rows={rows}
              rowKey={({ id }) => id}
              isWide
              columns={[
                {
                  key: 'label',
                  head: say.codes.label,
                  isTitle: true,
                  cell: (batch) => <BatchName batch={batch} gates={drop.gates} />,
                },
                {
                  key: 'used',
                  head: say.codes.used,
                  isNumber: true,
                  cell: ({ used, uses }) => say.codes.usedOf(used, uses),
                },
                {
                  key: 'state',
                  head: say.codes.state,
                  cell: (batch) => <BatchState batch={batch} now={Date.now()} />,
                },
                {
                  key: 'acts',
                  head: '',
                  cell: (batch) =>
                    mayChange && (
                      <span className="flex flex-wrap justify-end gap-2">
                        {batch.kind === 'spoken' && batch.spoken !== null ? (
                          <CopyButton
                            text={batch.spoken}
                            label={say.codes.copyLabel(batch.spoken)}
                            short
                          />
                        ) : (
                          <Button
                            small
                            aria-label={say.codes.csvLabel(batch.label)}
                            onClick={() => save.mutate(batch)}
                          >
                            {say.codes.csv}
                          </Button>
                        )}
                        {batch.revokedAt === null && (
                          <Button small look="quiet" onClick={() => setRevoking(batch)}>
                            {say.codes.revoke}
                          </Button>
                        )}
                      </span>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {creating && <CodesDialog drop={drop} onClose={() => setCreating(false)} />}
      {revoking && (
        <ConfirmDialog
          title={say.codes.revokeTitle(revoking.label)}
          actionLabel={say.codes.revoke}
          danger
          onConfirm={() => revokeNow(revoking)}
          onClose={() => setRevoking(null)}
        >
          <p>{say.codes.revokeText}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function BatchName({ batch, gates }: { batch: CodeBatchView; gates: readonly GateView[] }) {
  const gate = gates.find(({ id }) => id === batch.gateId);
  return (
    <span className="block min-w-0">
      <span className="block font-medium break-words">{batch.label}</span>
      <span className="block text-sm text-ink-soft">
        {say.codes.shortKinds[batch.kind]}
        {gate ? ` · ${gateName(gate)}` : ''}
      </span>
      {batch.spoken !== null && <span className="block font-mono">{batch.spoken}</span>}
    </span>
  );
}

function BatchState({ batch, now }: { batch: CodeBatchView; now: number }) {
  if (batch.revokedAt !== null) return say.codes.revoked;
  if (batch.expiresAt === null) return say.codes.valid;
  if (batch.expiresAt <= now) return say.codes.gone;
  return (
    <>
      {say.codes.until} <Time at={batch.expiresAt} />
    </>
  );
}

/** One row a code, with where to type it and whom it leads to: ready for a printer. */
async function exportCodes(
  batch: CodeBatchView,
  drop: DropDetail,
  { brandId }: { brandId: string },
): Promise<void> {
  const codes = await hubClient.claims.codes.query({ brandId, batchId: batch.id });
  const gate = drop.gates.find(({ id }) => id === batch.gateId);
  const opens = gate ? gateName(gate) : '';
  const rows = codes.map(({ code, used, maxUses }) => [
    code,
    drop.publicUrl,
    drop.title,
    opens,
    batch.label,
    `${used}/${maxUses}`,
  ]);
  const head = ['code', 'page', 'drop', 'opens', 'label', 'used'];
  downloadCsv(`${drop.slug}-${batch.label}.csv`, [head, ...rows]);
}
