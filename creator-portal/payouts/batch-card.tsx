import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type {
  PayoutBatchView,
  PayoutItemState,
  PayoutItemView,
} from '../../server/protocol/payouts.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { TextField } from '../ui/field.tsx';
import { Amount, moneyText } from '../ui/money.tsx';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';

/** One batch with its lines; only the step that is next can be taken. */
export function BatchCard({ batch }: { batch: PayoutBatchView }) {
  const state = stateOf(batch);
  return (
    <article className="rounded-lg border border-line bg-surface">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-3">
        <h3 className="font-semibold">{say.payouts.batch(batch.number)}</h3>
        <Badge tone={BATCH_TONES[state]}>{say.payouts.batchStates[state]}</Badge>
        <span className="text-sm text-ink-soft">
          <Time at={batch.createdAt} form="date" />
        </span>
        <Amount money={batch.total} className="ml-auto text-lg font-semibold" />
      </header>
      <ul className="divide-y divide-line">
        {batch.items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
      <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3">
        <a
          href={`/api/payouts/${batch.id}.csv`}
          aria-label={say.payouts.csvLabel(batch.number)}
          className={`${buttonClass('quiet', true)} mr-auto`}
        >
          <Download aria-hidden="true" size={15} />
          {say.payouts.csv}
        </a>
        {state === 'draft' && <DraftActions batch={batch} />}
      </footer>
    </article>
  );
}

type BatchState = keyof typeof say.payouts.batchStates;

const BATCH_TONES: Record<BatchState, Tone> = {
  draft: 'neutral',
  approved: 'warn',
  paid: 'good',
  canceled: 'neutral',
};

function stateOf(batch: PayoutBatchView): BatchState {
  if (batch.canceledAt !== null) return 'canceled';
  if (batch.approvedAt === null) return 'draft';
  return batch.items.every((item) => item.state === 'paid') ? 'paid' : 'approved';
}

function DraftActions({ batch }: { batch: PayoutBatchView }) {
  const brand = useBrand();
  const [asking, setAsking] = useState<'approve' | 'cancel' | null>(null);
  const approve = useMutation(hub.payouts.approve.mutationOptions());
  const cancel = useMutation(hub.payouts.cancel.mutationOptions());
  const ids = { brandId: brand.id, batchId: batch.id };
  if (brand.role !== 'owner') return null;
  return (
    <>
      <Button onClick={() => setAsking('cancel')}>{say.payouts.cancel}</Button>
      <Button look="primary" onClick={() => setAsking('approve')}>
        {say.payouts.approve}
      </Button>
      {asking === 'approve' && (
        <ConfirmDialog
          title={say.payouts.approveTitle(batch.number)}
          actionLabel={say.payouts.approve}
          onConfirm={() => approve.mutateAsync(ids).then(() => refresh(say.payouts.approved))}
          onClose={() => setAsking(null)}
        >
          <p>{say.payouts.approveText(moneyText(batch.total), batch.items.length)}</p>
        </ConfirmDialog>
      )}
      {asking === 'cancel' && (
        <ConfirmDialog
          title={say.payouts.cancelTitle(batch.number)}
          actionLabel={say.payouts.cancel}
          danger
          onConfirm={() => cancel.mutateAsync(ids).then(() => refresh(say.payouts.canceled))}
          onClose={() => setAsking(null)}
        >
          <p>{say.payouts.cancelText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

const ITEM_TONES: Record<PayoutItemState, Tone> = {
  draft: 'neutral',
  approved: 'warn',
  paid: 'good',
  canceled: 'neutral',
};

function Item({ item }: { item: PayoutItemView }) {
  const brand = useBrand();
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const mark = useMutation(hub.payouts.markPaid.mutationOptions());
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-40 flex-1">
        <p className="font-medium">{item.creatorName}</p>
        <p className="text-sm text-ink-soft">
          {say.figure.count(item.entries)} {say.payouts.entries.toLowerCase()}
          {item.paidAt !== null && (
            <>
              {' · '}
              <Time at={item.paidAt} form="date" />
            </>
          )}
          {item.paidNote && ` · ${item.paidNote}`}
        </p>
      </div>
      <Badge tone={ITEM_TONES[item.state]}>{say.payouts.itemStates[item.state]}</Badge>
      <Amount money={item.amount} className="ml-auto min-w-20 text-right font-semibold" />
      {item.state === 'approved' && brand.role === 'owner' && (
        <Button small onClick={() => setAsking(true)}>
          {say.payouts.markPaid}
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          title={say.payouts.markTitle(item.creatorName, moneyText(item.amount))}
          actionLabel={say.payouts.markPaid}
          onConfirm={() =>
            mark
              .mutateAsync({ brandId: brand.id, itemId: item.id, note })
              .then(() => refresh(say.payouts.marked))
          }
          onClose={() => setAsking(false)}
        >
          <TextField
            label={say.payouts.note}
            hint={say.payouts.noteHint}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </ConfirmDialog>
      )}
    </li>
  );
}

async function refresh(done: string) {
  await queryClient.invalidateQueries(hub.payouts.pathFilter());
  await queryClient.invalidateQueries(hub.reports.pathFilter());
  toast(done);
}
