import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DockView } from '../../server/protocol/dock.ts';
import { hub, queryClient } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { Panel } from '../ui/panel.tsx';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';

/** The docks that are signed in; what was signed out is gone from here. */
export function DockList({ docks }: { docks: DockView[] }) {
  const [ending, setEnding] = useState<DockView | null>(null);
  const revoke = useMutation(hub.dock.revoke.mutationOptions());
  const signedIn = docks.filter(({ revokedAt }) => revokedAt === null);
  return (
    <Panel>
      <h2 className="font-semibold">{say.dock.yours}</h2>
      {signedIn.length === 0 && <p className="mt-1 text-ink-soft">{say.dock.none}</p>}
      {signedIn.length > 0 && <p className="mt-1 text-sm text-ink-soft">{say.dock.idle}</p>}
      <ul className="mt-2 divide-y divide-line">
        {signedIn.map((dock) => (
          <li
            key={dock.id}
            data-row=""
            className="flex flex-wrap items-center justify-between gap-3 py-3"
          >
            <div className="min-w-0">
              <p className="font-medium wrap-anywhere">{dock.name}</p>
              <p className="text-sm text-ink-soft">
                {say.dock.since} <Time at={dock.approvedAt} /> · {say.dock.seen}{' '}
                {dock.lastSeenAt === null ? say.dock.never : <Time at={dock.lastSeenAt} />}
              </p>
            </div>
            <Button
              small
              look="quiet"
              aria-label={say.dock.revokeOf(dock.name)}
              onClick={() => setEnding(dock)}
            >
              {say.dock.revoke}
            </Button>
          </li>
        ))}
      </ul>
      {ending && (
        <ConfirmDialog
          title={say.dock.revokeTitle(ending.name)}
          actionLabel={say.dock.revoke}
          danger
          onConfirm={async () => {
            await revoke.mutateAsync({ dockId: ending.id });
            await queryClient.invalidateQueries(hub.dock.pathFilter());
            toast(say.dock.revoked);
          }}
          onClose={() => setEnding(null)}
        >
          <p>{say.dock.revokeText}</p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}
