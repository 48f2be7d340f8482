import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AudienceView } from '../../server/protocol/audiences.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { toast } from '../ui/toast.tsx';
import { AddDialog } from './add-dialog.tsx';
import { MembersDialog } from './members-dialog.tsx';
import { NameDialog } from './name-dialog.tsx';

type Open = 'add' | 'members' | 'rename' | 'archive';

/** One audience: how many belong to it, and what can be done with it. */
export function AudienceCard({ audience }: { audience: AudienceView }) {
  const brand = useBrand();
  const [open, setOpen] = useState<Open | null>(null);
  const archive = useMutation(hub.audiences.archive.mutationOptions());
  const close = () => setOpen(null);
  const isArchived = audience.archivedAt !== null;
  const ids = { brandId: brand.id, audienceId: audience.id };
  const archiveNow = async () => {
    await archive.mutateAsync(ids);
    await queryClient.invalidateQueries(hub.audiences.pathFilter());
    toast(say.audiences.archivedDone);
  };
  return (
    <li
      data-row=""
      className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <div className="min-w-0">
        <h2 className="flex items-center gap-2 text-lg font-semibold break-words">
          {audience.name}
          {isArchived && <Badge>{say.audiences.archived}</Badge>}
        </h2>
        <p className="text-ink-soft tabular-nums">{say.audiences.members(audience.members)}</p>
      </div>
      {brand.role === 'viewer' ? (
        <p className="text-sm text-ink-soft">{say.audiences.viewerNote}</p>
      ) : (
        <div className="flex flex-wrap gap-2">
          {!isArchived && <Button onClick={() => setOpen('add')}>{say.audiences.add}</Button>}
          <Button onClick={() => setOpen('members')}>{say.audiences.open}</Button>
          {!isArchived && (
            <>
              <Button look="quiet" onClick={() => setOpen('rename')}>
                {say.audiences.rename}
              </Button>
              <Button look="quiet" onClick={() => setOpen('archive')}>
                {say.audiences.archive}
              </Button>
            </>
          )}
        </div>
      )}
      {open === 'add' && <AddDialog audience={audience} onClose={close} />}
      {open === 'members' && <MembersDialog audience={audience} onClose={close} />}
      {open === 'rename' && <NameDialog audience={audience} onClose={close} />}
      {open === 'archive' && (
        <ConfirmDialog
          title={say.audiences.archiveTitle(audience.name)}
          actionLabel={say.audiences.archive}
          danger
          onConfirm={archiveNow}
          onClose={close}
        >
          <p>{say.audiences.archiveText}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
