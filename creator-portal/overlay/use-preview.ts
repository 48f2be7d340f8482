import { useEffect, useRef, useState } from 'react';
import type { Box, EditorToOverlay, OverlayToEditor } from '../../server/protocol/overlay-stage.ts';
import type { Settings } from './use-editor.ts';

/**
 * The line to the overlay in the frame: it is shown every change in the frame in which it is made,
 * long before it is saved, and says where its card stands.
 */
export function usePreview(address: string | undefined, { layout, options }: Settings) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [card, setCard] = useState<Box | null>(null);
  const look = useRef<EditorToOverlay>({ kind: 'dropcast:look', layout, options });
  look.current = { kind: 'dropcast:look', layout, options };

  useEffect(() => {
    if (address === undefined) return;
    const { origin } = new URL(address);
    let isGreeted = false;
    const onMessage = ({ source, data, origin: from }: MessageEvent<OverlayToEditor>) => {
      const target = frame.current?.contentWindow;
      if (source !== target || from !== origin || data?.kind !== 'dropcast:card') return;
      setCard(data.box);
      // It has begun with what is saved; from now on it hears from here.
      if (!isGreeted) target?.postMessage(look.current, origin);
      isGreeted = true;
    };
    window.addEventListener('message', onMessage);
    return () => window.removeEventListener('message', onMessage);
  }, [address]);

  useEffect(() => {
    if (address === undefined) return;
    const message: EditorToOverlay = { kind: 'dropcast:look', layout, options };
    frame.current?.contentWindow?.postMessage(message, new URL(address).origin);
  }, [address, layout, options]);

  return { frame, card };
}
