import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { OverlayAddress, OverlayView } from '../../server/protocol/live.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useViewState } from '../shell/use-view-state.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { BlockSkeleton } from '../ui/skeleton.tsx';
import { LinkTabs } from '../ui/tabs.tsx';
import { Time } from '../ui/time.tsx';
import { OverlayEditor } from './overlay-editor.tsx';

/** A creator's overlays, one of them open in the editor. Which one is in the address. */
export function OverlayPage() {
  const overlays = useQuery(hub.live.overlays.queryOptions(undefined, { refetchInterval: 2000 }));
  const { view, change } = useViewState();
  const [addresses, setAddresses] = useState<Record<string, string>>({});
  const open = overlays.data?.find(({ id }) => id === view.open) ?? overlays.data?.[0];
  const keep = ({ overlayId, address }: OverlayAddress) => {
    setAddresses((old) => ({ ...old, [overlayId]: address }));
    change({ open: overlayId });
  };
  return (
    <>
      <PageHeader
        title={say.pages.overlay}
        lead={say.overlay.lead}
        badge={open && <ConnectedBadge overlay={open} />}
        action={<NewOverlay count={overlays.data?.length ?? 0} onMade={keep} />}
      />
      <Loaded query={overlays} skeleton={<BlockSkeleton className="h-96 w-full" />}>
        {(list) => (
          <>
            {list.length > 1 && open && (
              <div className="mb-5">
                <LinkTabs
                  label={say.overlay.list}
                  tabs={list.map(({ id, name, connected }) => ({
                    id,
                    text: connected > 0 ? `● ${name}` : name,
                  }))}
                  current={open.id}
                  param="open"
                />
              </div>
            )}
            {open && (
              <OverlayEditor
                key={open.id}
                overlay={open}
                address={addresses[open.id] ?? null}
                onMade={keep}
                onGone={() => change({ open: undefined })}
              />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function NewOverlay({ count, onMade }: { count: number; onMade: (made: OverlayAddress) => void }) {
  const create = useMutation(
    hub.live.createOverlay.mutationOptions({
      onSuccess: async (made) => {
        await queryClient.invalidateQueries(hub.live.overlays.queryFilter());
        onMade(made);
      },
    }),
  );
  return (
    <>
      <Button
        icon={<Plus aria-hidden="true" size={16} />}
        busy={create.isPending}
        onClick={() => create.mutate({ name: say.overlay.newName(count + 1), layout: 'landscape' })}
      >
        {say.overlay.create}
      </Button>
      <ProblemNotice error={create.error} />
    </>
  );
}

function ConnectedBadge({ overlay }: { overlay: OverlayView }) {
  if (overlay.connected > 0) {
    return <Badge tone="good">{say.overlay.connected(overlay.connected)}</Badge>;
  }
  return (
    <Badge>
      {say.overlay.notConnected} ·{' '}
      {overlay.lastSeenAt === null ? (
        say.overlay.never
      ) : (
        <>
          {say.overlay.lastSeen} <Time at={overlay.lastSeenAt} />
        </>
      )}
    </Badge>
  );
}
