import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { OVERLAY_CANVAS, SAFE_AREAS } from '../../server/protocol/overlay-stage.ts';
import { hub } from '../hub/client.ts';
import { say } from '../strings.ts';
import { classNames } from '../ui/class-names.ts';
import { ProblemNotice } from '../ui/notice.tsx';
import { CardHandle } from './card-handle.tsx';
import type { Snapped } from './place-card.ts';
import { SampleScene, type Scene } from './sample-scene.tsx';
import type { Editor } from './use-editor.ts';
import { usePreview } from './use-preview.ts';

/** A preview's address is good for an hour. */
const FRESH_ADDRESS_MS = 50 * 60_000;

/**
 * The real overlay page over a sample scene, drawn at its real size and scaled down: what one sees
 * is what OBS draws. It is opened by a short-lived address of its own, so the stream's secret stays
 * out of it.
 */
export function OverlayCanvas({
  overlayId,
  editor,
  scene,
}: {
  overlayId: string;
  editor: Editor;
  scene: Scene;
}) {
  const { layout } = editor.settings;
  const address = useQuery(
    hub.live.previewAddress.queryOptions(
      { overlayId },
      {
        staleTime: FRESH_ADDRESS_MS,
        refetchInterval: FRESH_ADDRESS_MS,
        refetchOnWindowFocus: false,
      },
    ),
  );
  const { frame, card } = usePreview(address.data?.address, editor.settings);
  const [moving, setMoving] = useState<Snapped | null>(null);
  const canvas = OVERLAY_CANVAS[layout];
  const [ref, width] = useWidth();
  const scale = width / canvas.width;
  return (
    <div className={layout === 'portrait' ? 'mx-auto max-w-72 lg:max-w-80' : ''}>
      <div
        ref={ref}
        className="relative w-full overflow-hidden rounded-lg"
        style={{ aspectRatio: `${canvas.width} / ${canvas.height}` }}
      >
        <SampleScene scene={scene} />
        {address.data && width > 0 && (
          <iframe
            ref={frame}
            key={address.data.address}
            title={say.overlay.preview}
            src={address.data.address}
            width={canvas.width}
            height={canvas.height}
            tabIndex={-1}
            className="pointer-events-none absolute top-0 left-0 max-w-none origin-top-left border-0"
            style={{ transform: `scale(${scale})`, colorScheme: 'light' }}
          />
        )}
        {moving && <Guides layout={layout} moving={moving} />}
        {card && <CardHandle {...{ editor, card, scale }} onMoving={setMoving} />}
      </div>
      <ProblemNotice error={address.error} />
    </div>
  );
}

/** The safe area, and the lines onto which the card has jumped. */
function Guides({ layout, moving }: { layout: keyof typeof SAFE_AREAS; moving: Snapped }) {
  const safe = SAFE_AREAS[layout];
  const canvas = OVERLAY_CANVAS[layout];
  const [left, top] = [safe.left / canvas.width, safe.top / canvas.height];
  const [width, height] = [safe.width / canvas.width, safe.height / canvas.height];
  const percent = (share: number) => `${share * 100}%`;
  const line = 'absolute bg-accent outline outline-accent-ink/50';
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0">
      <div
        className="absolute border-2 border-dashed border-accent outline-2 -outline-offset-4 outline-accent-ink/40"
        style={{
          left: percent(left),
          top: percent(top),
          width: percent(width),
          height: percent(height),
        }}
      />
      {moving.snapX !== null && (
        <div
          className={classNames(line, 'inset-y-0 w-px')}
          style={{ left: percent(left + (width * moving.snapX) / 1000) }}
        />
      )}
      {moving.snapY !== null && (
        <div
          className={classNames(line, 'inset-x-0 h-px')}
          style={{ top: percent(top + (height * moving.snapY) / 1000) }}
        />
      )}
    </div>
  );
}

function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setWidth(box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return [ref, width] as const;
}
