import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiKeyView } from '../../server/protocol/api.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';
import { OverlapDialog } from './overlap-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';

const TONES: Record<ApiKeyView['state'], Tone> = {
  active: 'good',
  expiring: 'warn',
  expired: 'neutral',
  revoked: 'neutral',
};

/** One key: what it may do, when it was used, and its end. */
export function KeyCard({ apiKey }: { apiKey: ApiKeyView }) {
  const brand = useBrand();
  const [open, setOpen] = useState<'rotate' | 'revoke' | null>(null);
  const [fresh, setFresh] = useState<string | null>(null);
  const ids = { brandId: brand.id, keyId: apiKey.id };
  const refresh = () => queryClient.invalidateQueries(hub.api.pathFilter());
  const rotate = useMutation(
    hub.api.rotateKey.mutationOptions({
      onSuccess: ({ key }) => {
        setOpen(null);
        setFresh(key);
      },
    }),
  );
  const revoke = useMutation(hub.api.revokeKey.mutationOptions());
  const isOver = apiKey.state === 'expired' || apiKey.state === 'revoked';
  return (
    <li data-row="" className="space-y-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-2 text-lg font-semibold break-words">
            {apiKey.name}
            <Badge tone={TONES[apiKey.state]}>{say.keys.states[apiKey.state]}</Badge>
            {apiKey.mode === 'test' && <Badge>{say.keys.modes.test}</Badge>}
          </h2>
          <p className="font-mono text-sm text-ink-soft">{apiKey.prefix}</p>
        </div>
        {!isOver && (
          <div className="flex flex-wrap gap-2">
            {apiKey.state === 'active' && (
              <Button onClick={() => setOpen('rotate')}>{say.keys.rotate}</Button>
            )}
            <Button look="quiet" onClick={() => setOpen('revoke')}>
              {say.keys.revoke}
            </Button>
          </div>
        )}
      </div>
      <p className="text-sm break-words text-ink-soft">{apiKey.scopes.join(', ')}</p>
      <p className="text-sm text-ink-soft">
        {say.keys.lastUsed}:{' '}
        {apiKey.lastUsedAt === null ? say.keys.never : <Time at={apiKey.lastUsedAt} />} ·{' '}
        {say.keys.since} <Time at={apiKey.createdAt} /> {say.keys.by(apiKey.createdByName)}
        {apiKey.state === 'expiring' && apiKey.expiresAt !== null && (
          <>
            {' '}
            · {say.keys.until} <Time at={apiKey.expiresAt} />
          </>
        )}
      </p>
      {open === 'rotate' && (
        <OverlapDialog
          title={say.keys.rotateTitle(apiKey.name)}
          text={say.keys.rotateText}
          action={say.keys.rotate}
          error={rotate.error}
          isBusy={rotate.isPending}
          onRotate={(overlapHours) => rotate.mutate({ ...ids, overlapHours })}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'revoke' && (
        <ConfirmDialog
          title={say.keys.revokeTitle(apiKey.name)}
          actionLabel={say.keys.revoke}
          danger
          onConfirm={async () => {
            await revoke.mutateAsync(ids);
            await refresh();
            toast(say.keys.revoked);
          }}
          onClose={() => setOpen(null)}
        >
          <p>{say.keys.revokeText}</p>
        </ConfirmDialog>
      )}
      {fresh && (
        <SecretDialog
          title={say.keys.made(apiKey.name)}
          secret={fresh}
          onClose={() => {
            setFresh(null);
            void refresh();
          }}
        />
      )}
    </li>
  );
}
