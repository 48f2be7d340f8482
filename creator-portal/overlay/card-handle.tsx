import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { OverlayPlace } from '../../server/protocol/live.ts';
import { type Box, placeOf } from '../../server/protocol/overlay-stage.ts';
import { say } from '../strings.ts';
import { movedBy, type Snapped, steppedBy } from './place-card.ts';
import type { Editor } from './use-editor.ts';

const STEPS = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
} as const;

/** What one takes the card by: with the pointer, or with the arrow keys (1 %, with Shift 5 %). */
export function CardHandle({
  editor,
  card,
  scale,
  onMoving,
}: {
  editor: Editor;
  /** In pixels of the canvas, which is drawn `scale` times as large. */
  card: Box;
  scale: number;
  onMoving: (moving: Snapped | null) => void;
}) {
  const { layout, options } = editor.settings;
  const place = placeOf(options);
  const grip = useRef<{ x: number; y: number; from: OverlayPlace } | null>(null);

  const take = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, y: event.clientY, from: place };
    onMoving({ place, snapX: null, snapY: null });
  };
  const drag = (event: PointerEvent) => {
    const held = grip.current;
    if (held === null) return;
    const by = { dx: (event.clientX - held.x) / scale, dy: (event.clientY - held.y) / scale };
    const moved = movedBy(held.from, by, { layout, size: card });
    onMoving(moved);
    editor.setOptions({ place: moved.place }, 'drag');
  };
  const drop = () => {
    grip.current = null;
    onMoving(null);
  };
  const step = (event: KeyboardEvent) => {
    const towards = STEPS[event.key as keyof typeof STEPS];
    if (towards === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const far = event.shiftKey ? 50 : 10;
    const next = steppedBy(place, { x: towards.x * far, y: towards.y * far });
    editor.setOptions({ place: next }, 'step');
  };
  return (
    <button
      type="button"
      aria-label={`${say.overlay.move}: ${say.overlay.placed(place.x, place.y)}`}
      onPointerDown={take}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={step}
      className="absolute touch-none cursor-move! rounded-sm outline-dashed outline-2 outline-offset-2 outline-transparent hover:outline-accent focus-visible:outline-solid focus-visible:outline-accent"
      style={{
        left: card.left * scale,
        top: card.top * scale,
        width: card.width * scale,
        height: card.height * scale,
      }}
    />
  );
}
