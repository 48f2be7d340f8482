import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { WebhookEndpointView } from '../../server/protocol/webhooks.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';
import { EndpointDialog } from './endpoint-dialog.tsx';
import { LogDialog } from './log-dialog.tsx';
import { OverlapDialog } from './overlap-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';

type Open = 'edit' | 'log' | 'rotate' | 'remove';

/** One endpoint: how it goes, and what can be done with it. */
export function EndpointCard({ endpoint }: { endpoint: WebhookEndpointView }) {
  const brand = useBrand();
  const [open, setOpen] = useState<Open | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const ids = { brandId: brand.id, endpointId: endpoint.id };
  const done = async (text: string) => {
    await queryClient.invalidateQueries(hub.webhooks.pathFilter());
    toast(text);
  };
  const options = (text: string) => ({ onSuccess: () => done(text) });
  const test = useMutation(hub.webhooks.sendTest.mutationOptions(options(say.webhooks.testSent)));
  const disable = useMutation(hub.webhooks.disable.mutationOptions(options(say.webhooks.disabled)));
  const enable = useMutation(hub.webhooks.enable.mutationOptions(options(say.webhooks.enabled)));
  const remove = useMutation(hub.webhooks.remove.mutationOptions());
  const rotate = useMutation(
    hub.webhooks.rotateSecret.mutationOptions({
      onSuccess: (made) => {
        setOpen(null);
        setSecret(made.secret);
      },
    }),
  );
  const isOff = endpoint.disabledAt !== null;
  const close = () => setOpen(null);
  return (
    <li data-row="" className="space-y-3 rounded-lg border border-line bg-surface p-4">
      <div className="min-w-0">
        <h2 className="flex flex-wrap items-center gap-2 text-lg font-semibold">
          <span className="min-w-0 break-all">{endpoint.url}</span>
          {isOff && <Badge tone="warn">{say.webhooks.off}</Badge>}
        </h2>
        {endpoint.description && <p>{endpoint.description}</p>}
        <p className="text-sm break-words text-ink-soft">{endpoint.eventTypes.join(', ')}</p>
        <p className="text-sm text-ink-soft tabular-nums">
          {say.webhooks.countsNote}:{' '}
          {say.webhooks.counts(endpoint.delivered, endpoint.failed, endpoint.waiting)}
        </p>
        {endpoint.previousSecretUntil !== null && (
          <p className="text-sm text-ink-soft">
            {say.webhooks.bothUntil} <Time at={endpoint.previousSecretUntil} />
          </p>
        )}
      </div>
      {endpoint.disabledReason === 'gone' && <Notice tone="warn">{say.webhooks.gone}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setOpen('log')}>{say.webhooks.log}</Button>
        {isOff ? (
          <Button busy={enable.isPending} onClick={() => enable.mutate(ids)}>
            {say.webhooks.enable}
          </Button>
        ) : (
          <Button busy={test.isPending} onClick={() => test.mutate(ids)}>
            {say.webhooks.test}
          </Button>
        )}
        <Button look="quiet" onClick={() => setOpen('edit')}>
          {say.webhooks.edit}
        </Button>
        <Button look="quiet" onClick={() => setOpen('rotate')}>
          {say.webhooks.rotate}
        </Button>
        {!isOff && (
          <Button look="quiet" busy={disable.isPending} onClick={() => disable.mutate(ids)}>
            {say.webhooks.disable}
          </Button>
        )}
        <Button look="quiet" onClick={() => setOpen('remove')}>
          {say.webhooks.remove}
        </Button>
      </div>
      <ProblemNotice error={isOff ? enable.error : (test.error ?? disable.error)} />
      {open === 'log' && <LogDialog endpoint={endpoint} onClose={close} />}
      {open === 'edit' && <EndpointDialog endpoint={endpoint} onClose={close} />}
      {open === 'rotate' && (
        <OverlapDialog
          title={say.webhooks.rotate}
          text={say.webhooks.rotateText}
          action={say.webhooks.rotate}
          error={rotate.error}
          isBusy={rotate.isPending}
          onRotate={(overlapHours) => rotate.mutate({ ...ids, overlapHours })}
          onClose={close}
        />
      )}
      {open === 'remove' && (
        <ConfirmDialog
          title={say.webhooks.removeTitle}
          actionLabel={say.webhooks.remove}
          danger
          onConfirm={async () => {
            await remove.mutateAsync(ids);
            await done(say.webhooks.removed);
          }}
          onClose={close}
        >
          <p>{say.webhooks.removeText}</p>
        </ConfirmDialog>
      )}
      {secret && (
        <SecretDialog
          title={say.webhooks.secretOf(endpoint.url)}
          secret={secret}
          onClose={() => {
            setSecret(null);
            void queryClient.invalidateQueries(hub.webhooks.pathFilter());
          }}
        />
      )}
    </li>
  );
}
