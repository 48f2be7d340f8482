import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { OverlayLayout, OverlayView } from '../../server/protocol/live.ts';
import { hub } from '../hub/client.ts';
import { say } from '../strings.ts';
import { classNames } from '../ui/class-names.ts';
import { ProblemNotice } from '../ui/notice.tsx';

/** The size at which OBS draws each layout, in pixels. */
export const CANVAS = {
  landscape: { width: 1920, height: 1080 },
  portrait: { width: 1080, height: 1920 },
} as const satisfies Record<OverlayLayout, { width: number; height: number }>;

/**
 * The real overlay page, drawn at its real size and scaled down: what one sees is what OBS draws.
 * It is opened by a short-lived address of its own, so the stream's secret stays out of it.
 */
export function OverlayPreview({ overlay }: { overlay: OverlayView }) {
  const address = useQuery(
    hub.live.previewAddress.queryOptions(
      { overlayId: overlay.id },
      { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
    ),
  );
  const canvas = CANVAS[overlay.layout];
  const [ref, width] = useWidth();
  const scale = width / canvas.width;
  return (
    <figure>
      <div
        className={classNames('mx-auto', overlay.layout === 'portrait' ? 'max-w-72' : 'max-w-full')}
      >
        <div
          ref={ref}
          className="scene relative w-full overflow-hidden rounded-lg"
          style={{ aspectRatio: `${canvas.width} / ${canvas.height}` }}
        >
          {address.data && width > 0 && (
            <iframe
              key={`${overlay.layout}-${address.data.address}`}
              title={say.overlay.preview}
              src={address.data.address}
              width={canvas.width}
              height={canvas.height}
              tabIndex={-1}
              className="pointer-events-none absolute top-0 left-0 max-w-none origin-top-left border-0"
              style={{ transform: `scale(${scale})`, colorScheme: 'light' }}
            />
          )}
        </div>
      </div>
      <figcaption className="mt-2 text-sm text-ink-soft">
        {overlay.drop === null
          ? say.overlay.showsNothing
          : `${say.overlay.shows}: ${overlay.drop.title}. ${say.overlay.previewNote}`}
      </figcaption>
      <ProblemNotice error={address.error} />
    </figure>
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
