import type { OverlayLayout, OverlayPlace } from '../../server/protocol/live.ts';
import { SAFE_AREAS, type Size } from '../../server/protocol/overlay-stage.ts';

/** How near to an edge or the middle a dragged card jumps onto it, in pixels of the canvas. */
const SNAP_PX = 28;
const SNAPS = [0, 500, 1000] as const;

export type Snapped = { place: OverlayPlace; snapX: number | null; snapY: number | null };

/**
 * Where a card of this size stands after it was moved by this many pixels of the canvas. Where it
 * fills the safe area there is no room to move in, and it stays.
 */
export function movedBy(
  from: OverlayPlace,
  { dx, dy }: { dx: number; dy: number },
  card: { layout: OverlayLayout; size: Size },
): Snapped {
  const safe = SAFE_AREAS[card.layout];
  const x = along(from.x, dx, safe.width - card.size.width);
  const y = along(from.y, dy, safe.height - card.size.height);
  return { place: { x: x.at, y: y.at }, snapX: x.snap, snapY: y.snap };
}

/** One step of an arrow key, in per mille; it does not jump. */
export function steppedBy(from: OverlayPlace, { x, y }: { x: number; y: number }): OverlayPlace {
  return { x: clamp(from.x + x), y: clamp(from.y + y) };
}

function along(from: number, px: number, roomPx: number): { at: number; snap: number | null } {
  if (roomPx <= 0) return { at: from, snap: null };
  const at = clamp(Math.round(from + (px / roomPx) * 1000));
  const snap = SNAPS.find((edge) => (Math.abs(edge - at) / 1000) * roomPx <= SNAP_PX) ?? null;
  return { at: snap ?? at, snap };
}

function clamp(perMille: number): number {
  return Math.min(1000, Math.max(0, perMille));
}
