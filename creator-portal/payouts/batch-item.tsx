import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PayoutItemState, PayoutItemView } from '../../server/protocol/payouts.ts';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { TextField } from '../ui/field.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Amount, moneyText } from '../ui/money.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';
import { refreshPayouts } from './refresh-payouts.ts';

const ITEM_TONES: Record<PayoutItemState, Tone> = {
  draft: 'neutral',
  locked: 'neutral',
  approved: 'warn',
  sending: 'warn',
  sent: 'good',
  paid: 'good',
  failed: 'bad',
  canceled: 'neutral',
};

/** What one creator gets, what came of it, and the orders behind it. */
export function BatchItem({ item }: { item: PayoutItemView }) {
  const brand = useBrand();
  const [isOpen, setOpen] = useState(false);
  const at = item.failedAt ?? item.paidAt ?? item.sentAt;
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-40 flex-1">
          <p className="font-medium">{item.creatorName}</p>
          <p className="text-sm text-ink-soft">
            {say.figure.count(item.entries)} {say.payouts.entries.toLowerCase()}
            {at !== null && (
              <>
                {' · '}
                <Time at={at} form="date" />
              </>
            )}
            {item.paidNote && ` · ${item.paidNote}`}
          </p>
        </div>
        <Badge tone={ITEM_TONES[item.state]}>{say.payouts.itemStates[item.state]}</Badge>
        <Amount money={item.amount} className="ml-auto min-w-20 text-right font-semibold" />
      </div>
      {item.failure && <p className="mt-1 text-sm text-bad">{item.failure}</p>}
      <div className="mt-2 flex flex-wrap items-start gap-2">
        {brand.role === 'owner' && <ItemActions item={item} />}
        <Link
          to="/brands/$slug/payouts/$creatorId"
          params={{ slug: brand.slug, creatorId: item.creatorId }}
          aria-label={say.payouts.statementOf(item.creatorName)}
          className={buttonClass('quiet', true)}
        >
          {say.payouts.statement}
        </Link>
      </div>
      <details className="mt-1" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="min-h-6 cursor-pointer py-0.5 text-sm text-ink-soft">
          {say.payouts.orders}
        </summary>
        {isOpen && <Behind item={item} />}
      </details>
    </li>
  );
}

function ItemActions({ item }: { item: PayoutItemView }) {
  const brand = useBrand();
  const [asking, setAsking] = useState<'mark' | 'out' | null>(null);
  const [note, setNote] = useState('');
  const ids = { brandId: brand.id, itemId: item.id };
  const mark = useMutation(hub.payouts.markPaid.mutationOptions());
  const out = useMutation(hub.payouts.takeOut.mutationOptions());
  const send = useMutation(hub.payouts.sendItem.mutationOptions());
  const { state } = item;
  const isFailed = state === 'failed';
  const isPayable = state === 'approved' || isFailed;
  return (
    <>
      {isPayable && item.canSend && (
        <Button
          small
          busy={send.isPending}
          onClick={() =>
            send.mutate(ids, {
              onSuccess: () =>
                refreshPayouts(isFailed ? say.payouts.retried : say.payouts.sentToast),
            })
          }
        >
          {isFailed ? say.payouts.retry : say.payouts.sendOne}
        </Button>
      )}
      {isPayable && (
        <Button small onClick={() => setAsking('mark')}>
          {say.payouts.markPaid}
        </Button>
      )}
      {(state === 'approved' || state === 'draft') && (
        <Button small look="quiet" onClick={() => setAsking('out')}>
          {say.payouts.takeOut}
        </Button>
      )}
      <ProblemNotice error={send.error} />
      {asking === 'mark' && (
        <ConfirmDialog
          title={say.payouts.markTitle(item.creatorName, moneyText(item.amount))}
          actionLabel={say.payouts.markPaid}
          onConfirm={() =>
            mark.mutateAsync({ ...ids, note }).then(() => refreshPayouts(say.payouts.marked))
          }
          onClose={() => setAsking(null)}
        >
          <TextField
            label={say.payouts.note}
            hint={say.payouts.noteHint}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </ConfirmDialog>
      )}
      {asking === 'out' && (
        <ConfirmDialog
          title={say.payouts.takeOutTitle(item.creatorName)}
          actionLabel={say.payouts.takeOut}
          danger
          onConfirm={() => out.mutateAsync(ids).then(() => refreshPayouts(say.payouts.takenOut))}
          onClose={() => setAsking(null)}
        >
          <p>{say.payouts.takeOutText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** The orders that a payout pays, and every try to send it. */
function Behind({ item }: { item: PayoutItemView }) {
  const brand = useBrand();
  const ids = { brandId: brand.id, itemId: item.id };
  const orders = useQuery(hub.payouts.orders.queryOptions(ids));
  return (
    <div className="mt-1 space-y-3 text-sm">
      <Loaded query={orders} skeleton={<RowsSkeleton rows={2} />}>
        {(list) => (
          <ul className="divide-y divide-line">
            {list.map((order) => (
              <li key={order.entryId} className="flex flex-wrap justify-between gap-x-4 py-1.5">
                <span className="min-w-0">
                  {say.earnings.order(order.orderNumber)}
                  <span className="text-ink-soft">
                    {' · '}
                    {order.dropTitle} · <Time at={order.at} form="date" /> · {order.memo}
                  </span>
                </span>
                <Amount money={order.amount} className="ml-auto font-medium" />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {item.attempts.length > 0 && (
        <ul className="space-y-0.5 text-ink-soft" aria-label={say.payouts.attempts}>
          {item.attempts.map((attempt) => (
            <li key={attempt.number}>
              {say.payouts.attempt(attempt.number)} · <Time at={attempt.startedAt} /> ·{' '}
              {say.payouts.attemptStates[attempt.state]}
              {attempt.transferId && <span className="font-mono"> {attempt.transferId}</span>}
              {attempt.failure && <span className="text-bad"> {attempt.failure}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
