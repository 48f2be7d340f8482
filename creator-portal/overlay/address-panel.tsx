import { useMutation } from '@tanstack/react-query';
import { GripVertical } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import type { OverlayAddress, OverlayView } from '../../server/protocol/live.ts';
import { OVERLAY_CANVAS } from '../../server/protocol/overlay-stage.ts';
import { hub, queryClient } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { CopyButton } from '../ui/copy.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';

/**
 * The overlay's address. Only a masked form is ever drawn, because this page may itself be on
 * stream; the full one can be copied or dragged while it is known, right after it was made.
 */
export function AddressPanel({
  overlay,
  address,
  onMade,
}: {
  overlay: OverlayView;
  address: string | null;
  onMade: (made: OverlayAddress) => void;
}) {
  const [asking, setAsking] = useState(false);
  const rotate = useMutation(
    hub.live.rotateKey.mutationOptions({
      onSuccess: async (made) => {
        onMade(made);
        await queryClient.invalidateQueries(hub.live.overlays.queryFilter());
      },
    }),
  );
  const isNew = overlay.lastSeenAt === null && overlay.connected === 0;
  return (
    <Panel>
      <h2 className="font-semibold">{say.overlay.address}</h2>
      <p className="mt-2 rounded-sm bg-sunken px-3 py-2 font-mono text-sm break-all">
        {overlay.maskedAddress}
      </p>
      <p className="mt-1.5 text-sm text-ink-soft">
        {address === null ? say.overlay.addressHidden : say.overlay.addressOnce}
      </p>
      {address !== null && (
        <div className="mt-3 space-y-2">
          <a
            href={obsAddress(address, overlay)}
            draggable="true"
            onDragStart={(event) => carry(event, obsAddress(address, overlay))}
            onClick={(event) => event.preventDefault()}
            className="flex min-h-14 cursor-grab items-center gap-3 py-2 rounded-sm border-2 border-dashed border-ink bg-accent px-3 text-accent-ink"
          >
            <GripVertical aria-hidden="true" size={20} className="shrink-0" />
            <span>
              <span className="block font-semibold">{say.overlay.drag}</span>
              <span className="block text-xs">{say.overlay.dragHint}</span>
            </span>
          </a>
          <CopyButton text={address} label={say.overlay.copyAddress} />
        </div>
      )}
      <Button
        className="mt-3 w-full"
        look={isNew && address === null ? 'primary' : 'plain'}
        busy={rotate.isPending}
        onClick={() => (isNew ? rotate.mutate({ overlayId: overlay.id }) : setAsking(true))}
      >
        {isNew && address === null ? say.overlay.firstAddress : say.overlay.newAddress}
      </Button>
      <div className="mt-3 empty:hidden">
        <ProblemNotice error={isNew ? rotate.error : null} />
      </div>
      {asking && (
        <ConfirmDialog
          title={say.overlay.rotateTitle}
          actionLabel={say.overlay.rotate}
          onConfirm={() => rotate.mutateAsync({ overlayId: overlay.id })}
          onClose={() => setAsking(false)}
        >
          <p>{say.overlay.rotateText}</p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}

/** OBS reads the name and the size of a dropped link from its query. */
function obsAddress(address: string, overlay: OverlayView): string {
  const url = new URL(address);
  const canvas = OVERLAY_CANVAS[overlay.layout];
  url.searchParams.set('layer-name', `Dropcast ${overlay.name}`);
  url.searchParams.set('layer-width', String(canvas.width));
  url.searchParams.set('layer-height', String(canvas.height));
  return url.href;
}

function carry(event: DragEvent, address: string) {
  event.dataTransfer.effectAllowed = 'copyLink';
  event.dataTransfer.setData('text/uri-list', address);
  event.dataTransfer.setData('text/plain', address);
}
