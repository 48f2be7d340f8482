import type { EditorToOverlay, OverlayToEditor } from '../../server/protocol/overlay-stage.ts';

/**
 * The line between the preview and the editor around it: the editor shows a change in the very
 * frame in which it is made, and is told where the card stands. Only the hub's own pages may frame
 * this one (its policy says so), and only a preview listens.
 */
export function talkToEditor(onLook: (look: EditorToOverlay) => void): {
  tell(message: OverlayToEditor): void;
} {
  addEventListener('message', ({ source, data }: MessageEvent<EditorToOverlay>) => {
    if (source === window.parent && data?.kind === 'dropcast:look') onLook(data);
  });
  // The card's place is no secret, and the portal may be open under another name of this machine.
  return { tell: (message) => window.parent.postMessage(message, '*') };
}
