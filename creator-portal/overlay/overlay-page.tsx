import { useQuery } from '@tanstack/react-query';
import type { OverlayView } from '../../server/protocol/live.ts';
import { hub } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { BlockSkeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';
import { AddressPanel } from './address-panel.tsx';
import { MomentsPanel } from './moments-panel.tsx';
import { OptionsPanel } from './options-panel.tsx';
import { OverlayPreview } from './overlay-preview.tsx';

/** The overlay: what it looks like on stream, how it gets into OBS, and whether it is there. */
export function OverlayPage() {
  const overlays = useQuery(hub.live.overlays.queryOptions(undefined, { refetchInterval: 3000 }));
  const overlay = overlays.data?.[0];
  return (
    <>
      <PageHeader
        title={say.pages.overlay}
        lead={say.overlay.lead}
        badge={overlay && <ConnectedBadge overlay={overlay} />}
      />
      <Loaded query={overlays} skeleton={<BlockSkeleton className="h-96 w-full" />}>
        {([first]) =>
          first ? (
            <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
              <div className="min-w-0 space-y-5">
                <OverlayPreview overlay={first} />
                <MomentsPanel overlayId={first.id} />
              </div>
              <div className="space-y-5">
                <AddressPanel overlay={first} />
                <OptionsPanel key={first.id} overlay={first} />
              </div>
            </div>
          ) : null
        }
      </Loaded>
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
