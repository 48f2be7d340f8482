import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type {
  PayoutBatchState,
  PayoutBatchView,
  PayoutItemView,
} from '../../server/protocol/payouts.ts';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { Amount, moneyText } from '../ui/money.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import { BatchItem } from './batch-item.tsx';
import { refreshPayouts } from './refresh-payouts.ts';

/** One batch with its payouts; only the step that is next can be taken. */
export function BatchCard({ batch }: { batch: PayoutBatchView }) {
  const brand = useBrand();
  return (
    <article className="rounded-lg border border-line bg-surface">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-3">
        <h3 className="font-semibold">{say.payouts.batch(batch.number)}</h3>
        <Badge tone={BATCH_TONES[batch.state]}>{say.payouts.batchStates[batch.state]}</Badge>
        <span className="text-sm text-ink-soft">
          <Time at={batch.createdAt} form="date" />
        </span>
        <Amount money={batch.total} className="ml-auto text-lg font-semibold" />
      </header>
      <ul className="divide-y divide-line">
        {batch.items.map((item) => (
          <BatchItem key={item.id} item={item} />
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
        {brand.role === 'owner' && <NextStep batch={batch} />}
      </footer>
    </article>
  );
}

const BATCH_TONES: Record<PayoutBatchState, Tone> = {
  draft: 'neutral',
  locked: 'warn',
  approved: 'warn',
  sent: 'warn',
  settled: 'good',
  partial: 'bad',
  failed: 'bad',
  canceled: 'neutral',
};

function NextStep({ batch }: { batch: PayoutBatchView }) {
  if (batch.state === 'draft' || batch.state === 'locked') return <BeforeApproval batch={batch} />;
  const toSend = batch.items.filter(({ state, canSend }) => state === 'approved' && canSend);
  return toSend.length > 0 ? <SendAction batch={batch} items={toSend} /> : null;
}

function BeforeApproval({ batch }: { batch: PayoutBatchView }) {
  const brand = useBrand();
  const [asking, setAsking] = useState<'approve' | 'cancel' | null>(null);
  const lock = useMutation(hub.payouts.lock.mutationOptions());
  const approve = useMutation(hub.payouts.approve.mutationOptions());
  const cancel = useMutation(hub.payouts.cancel.mutationOptions());
  const ids = { brandId: brand.id, batchId: batch.id };
  return (
    <>
      <div className="w-full empty:hidden">
        <ProblemNotice error={lock.error} />
      </div>
      <Button onClick={() => setAsking('cancel')}>{say.payouts.cancel}</Button>
      {batch.state === 'draft' && (
        <Button
          busy={lock.isPending}
          onClick={() => lock.mutate(ids, { onSuccess: () => refreshPayouts(say.payouts.locked) })}
        >
          {say.payouts.lock}
        </Button>
      )}
      <Button look="primary" onClick={() => setAsking('approve')}>
        {say.payouts.approve}
      </Button>
      {asking === 'approve' && (
        <ConfirmDialog
          title={say.payouts.approveTitle(batch.number)}
          actionLabel={say.payouts.approve}
          onConfirm={() =>
            approve
              .mutateAsync({ ...ids, totalMinor: batch.total.minor })
              .then(() => refreshPayouts(say.payouts.approved))
          }
          onClose={() => setAsking(null)}
        >
          <Effect batch={batch} />
        </ConfirmDialog>
      )}
      {asking === 'cancel' && (
        <ConfirmDialog
          title={say.payouts.cancelTitle(batch.number)}
          actionLabel={say.payouts.cancel}
          danger
          onConfirm={() => cancel.mutateAsync(ids).then(() => refreshPayouts(say.payouts.canceled))}
          onClose={() => setAsking(null)}
        >
          <p>{say.payouts.cancelText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** What approving leads to: the total, and how each part of it reaches people. */
function Effect({ batch }: { batch: PayoutBatchView }) {
  const bySending = batch.items.filter(({ canSend }) => canSend);
  const byHand = batch.items.filter(({ canSend }) => !canSend);
  const { currency } = batch.total;
  return (
    <>
      <p>{say.payouts.approveText(moneyText(batch.total), batch.items.length)}</p>
      <ul className="list-disc space-y-1 pl-5">
        {bySending.length > 0 && (
          <li>{say.payouts.approveSend(sumText(bySending, currency), bySending.length)}</li>
        )}
        {byHand.length > 0 && (
          <li>{say.payouts.approveMark(sumText(byHand, currency), byHand.length)}</li>
        )}
      </ul>
    </>
  );
}

function SendAction({ batch, items }: { batch: PayoutBatchView; items: PayoutItemView[] }) {
  const brand = useBrand();
  const [asking, setAsking] = useState(false);
  const send = useMutation(hub.payouts.send.mutationOptions());
  const amount = sumText(items, batch.total.currency);
  return (
    <>
      <Button look="primary" onClick={() => setAsking(true)}>
        {say.payouts.send(amount)}
      </Button>
      {asking && (
        <ConfirmDialog
          title={say.payouts.sendTitle(batch.number)}
          actionLabel={say.payouts.send(amount)}
          onConfirm={() =>
            send
              .mutateAsync({ brandId: brand.id, batchId: batch.id })
              .then(() => refreshPayouts(say.payouts.sentToast))
          }
          onClose={() => setAsking(false)}
        >
          <p>{say.payouts.sendText(amount, items.length)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function sumText(items: readonly PayoutItemView[], currency: string): string {
  return moneyText({ minor: items.reduce((sum, { amount }) => sum + amount.minor, 0), currency });
}
