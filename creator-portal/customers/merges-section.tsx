import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MergeView } from '../../server/protocol/customers.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Section } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';

/** Who turned out to be whom, why and by whom, with the way back. */
export function MergesSection() {
  const brand = useBrand();
  const merges = useQuery(hub.customers.merges.queryOptions({ brandId: brand.id }));
  return (
    <Section title={say.customers.mergesTitle} lead={say.customers.mergesLead}>
      <Loaded query={merges} skeleton={<RowsSkeleton rows={2} />}>
        {(list) =>
          list.length === 0 ? (
            <p className="text-ink-soft">{say.customers.noMerges}</p>
          ) : (
            <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
              {list.map((merge) => (
                <Merge key={merge.id} merge={merge} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function Merge({ merge }: { merge: MergeView }) {
  const brand = useBrand();
  const [isAsking, setAsking] = useState(false);
  const undo = useMutation(hub.customers.undoMerge.mutationOptions());
  return (
    <li data-row="" className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-3/5 flex-1">
        <p className="font-medium wrap-anywhere">
          {say.customers.into(merge.merged.email, merge.kept.email)}
        </p>
        <p className="text-sm text-ink-soft wrap-anywhere">
          <Time at={merge.mergedAt} /> · {say.customers.causes[merge.cause]}
          {merge.mergedBy && ` · ${merge.mergedBy}`} · {merge.reason} ·{' '}
          {say.customers.moved(merge.orders)}
          {merge.undoneAt !== null && (
            <>
              {' '}
              · {say.customers.undoneOn} <Time at={merge.undoneAt} />
              {merge.undoneBy && ` · ${merge.undoneBy}`}
            </>
          )}
        </p>
      </div>
      {merge.undoneAt !== null && <Badge>{say.customers.undone}</Badge>}
      {merge.isUndoable && brand.role !== 'viewer' && (
        <Button small onClick={() => setAsking(true)}>
          {say.customers.undo}
        </Button>
      )}
      {isAsking && (
        <ConfirmDialog
          title={say.customers.undoTitle}
          actionLabel={say.customers.undo}
          onConfirm={async () => {
            await undo.mutateAsync({ brandId: brand.id, mergeId: merge.id });
            await queryClient.invalidateQueries(hub.customers.pathFilter());
            toast(say.customers.undone);
          }}
          onClose={() => setAsking(false)}
        >
          <p>{say.customers.undoText}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
